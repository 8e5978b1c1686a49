import { lnQValues } from './chance.ts';

/** Two who are not recorded to be associated, and share something. */
export interface HiddenTie {
  readonly ends: readonly [number, number];
  /** Natural logarithms of p and q, as `chance.ts` gives them. */
  readonly lnP: number;
  readonly lnQ: number;
}

/** Pairs that are looked at together, for whose number each is corrected. */
export interface Family {
  /** Pairs that were looked at, those with nothing in common among them. */
  readonly lookedAt: number;
  /** Pairs that were not, since their association is recorded. */
  readonly recorded: number;
  /** Of those looked at, the pairs that share something. */
  readonly sharing: number;
  /** The least probable first; of equal ones in the order of the ids. */
  readonly ties: readonly HiddenTie[];
}

/** Collects the pairs of a family that share something. @param first how many ties are kept */
export function familyOf(first: number) {
  const chances: number[] = [];
  let best: Omit<HiddenTie, 'lnQ'>[] = [];
  let sharing = 0;
  const cut = () => {
    best.sort((one, other) => one.lnP - other.lnP || compareEnds(one.ends, other.ends));
    best = best.slice(0, first);
  };
  return {
    add: (ends: readonly [number, number], lnP: number): void => {
      sharing += 1;
      if (lnP < 0) chances.push(lnP);
      best.push({ ends: ends[0] < ends[1] ? ends : [ends[1], ends[0]], lnP });
      if (best.length >= 4 * first + 100) cut();
    },
    close: (pairs: number, recorded: number): Family => {
      cut();
      const lookedAt = pairs - recorded;
      const lnQ = lnQValues(Float64Array.from(chances).sort(), lookedAt);
      // The ties that are kept are the first of all.
      const ties = best.map((tie, at) => ({ ...tie, lnQ: tie.lnP < 0 ? (lnQ[at] ?? 0) : 0 }));
      return { lookedAt, recorded, sharing, ties };
    },
  };
}

const compareEnds = (one: readonly [number, number], other: readonly [number, number]): number =>
  one[0] - other[0] || one[1] - other[1];
