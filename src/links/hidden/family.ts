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
  /** The last that is kept, once there are enough. */
  let last: Omit<HiddenTie, 'lnQ'> | undefined;
  const cut = () => {
    best.sort(inOrder);
    best = best.slice(0, first);
    last = best.length === first ? best.at(-1) : undefined;
  };
  return {
    add: (ends: readonly [number, number], lnP: number): void => {
      sharing += 1;
      if (lnP < 0) chances.push(lnP);
      const tie = { ends: ends[0] < ends[1] ? ends : ([ends[1], ends[0]] as const), lnP };
      if (last !== undefined && inOrder(tie, last) > 0) return;
      best.push(tie);
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

const inOrder = (one: Omit<HiddenTie, 'lnQ'>, other: Omit<HiddenTie, 'lnQ'>): number =>
  one.lnP - other.lnP || one.ends[0] - other.ends[0] || one.ends[1] - other.ends[1];
