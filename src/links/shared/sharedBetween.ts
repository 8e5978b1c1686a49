import type { Sight } from '../adjacency/Sight.ts';
import type { Walked } from '../adjacency/Walked.ts';
import type { Census } from './census.ts';
import { type Drawn, drawnFrom } from './drawn.ts';
import { ADDRESS, IDENTIFIER_USED, SHARED_KINDS, type SharedKind, TIE } from './kinds.ts';
import { type Overlap, overlapOf, type Span } from './overlap.ts';
import { kindOfStratum, stratumLabel, stratumOf } from './strata.ts';
import { surpriseOfCounts, surpriseOfThing } from './surprise.ts';
import { type Holdings, usersOf } from './things.ts';

/** What a thing is counted among. */
export interface SharedStratum {
  readonly label: string;
  readonly things: number;
  readonly links: number;
  readonly ofFirst: number;
  readonly ofSecond: number;
}

/** One thing that two persons share. */
export interface SharedThing {
  readonly kind: SharedKind;
  /** State of the thing; undefined for a tie, which is between the two. */
  readonly thing: number | undefined;
  /** How many persons it is linked to. */
  readonly users: number;
  readonly stratum: SharedStratum;
  /** -log10 p, as `surpriseOfThing` gives it. */
  readonly surprise: number;
  /** Whether they had it at the same time; undefined where its kind has no time of its own. */
  readonly overlap: Overlap | undefined;
  /** The steps from each of the two that lead to it. */
  readonly ofFirst: readonly (readonly Walked[])[];
  readonly ofSecond: readonly (readonly Walked[])[];
}

/** How much two persons share of one kind. */
export interface SharedCount {
  readonly kind: SharedKind;
  readonly ofFirst: number;
  readonly ofSecond: number;
  readonly all: number;
  readonly shared: number;
  /** -log10 p, as `surpriseOfCounts` gives it. */
  readonly surprise: number;
}

export interface Shared {
  /** The most surprising first. */
  readonly things: readonly SharedThing[];
  readonly counts: readonly SharedCount[];
  /** The sum of what each different thing says; a thing shared by more than one kind is counted by the kind that says most. */
  readonly strength: number;
  /** Hubs that both are linked to, which are not counted. */
  readonly hubs: readonly number[];
}

/**
 * What two different persons share, from what each is linked to.
 * @param users how many persons a thing is linked to, where it is known already
 */
export function sharedBetween(
  sight: Sight,
  census: Census,
  [a, b]: readonly [number, number],
  [first, second]: readonly [Holdings, Holdings],
  users = (kind: number, thing: number): number => usersOf(sight, kind, thing).size,
): Shared {
  const things: SharedThing[] = [];
  const counts: SharedCount[] = [];
  for (const [place, kind] of SHARED_KINDS.entries()) {
    const [mine, theirs] = [first.things[place], second.things[place]];
    if (mine === undefined || theirs === undefined) continue;
    const [ofFirst, ofSecond] = [mine.size, theirs.size];
    const both =
      place === TIE ? (mine.has(b) ? [b] : []) : [...mine.keys()].filter((thing) => theirs.has(thing));
    if (both.length === 0) continue;
    const strata = [...first.inStratum.keys()]
      .filter((stratum) => kindOfStratum(stratum) === place && second.inStratum.has(stratum))
      .map((stratum) => drawnFrom(census, stratum, first.inStratum, second.inStratum));
    const surprise = surpriseOfCounts(strata, both.length);
    counts.push({
      ...{ kind, ofFirst, ofSecond, all: census.kinds[place]?.things ?? 0, shared: both.length, surprise },
    });
    for (const thing of both) {
      const among = place === TIE ? 2 : users(place, thing);
      const stratum = stratumOf(sight, place, thing);
      const drawn = drawnFrom(census, stratum, first.inStratum, second.inStratum);
      const ways = [mine.get(thing) ?? [], theirs.get(place === TIE ? a : thing) ?? []] as const;
      things.push({
        ...{ kind, thing: place === TIE ? undefined : thing, users: among },
        stratum: shownStratum(stratumLabel(sight, stratum), drawn),
        surprise: surpriseOfThing(drawn, among),
        overlap:
          place === ADDRESS || place === IDENTIFIER_USED
            ? overlapOf(spansOf(sight, ways[0]), spansOf(sight, ways[1]))
            : undefined,
        ...{ ofFirst: ways[0], ofSecond: place === TIE ? [] : ways[1] },
      });
    }
  }
  things.sort((one, other) => other.surprise - one.surprise || (one.thing ?? -1) - (other.thing ?? -1));
  return {
    things,
    counts,
    strength: strengthOf(things),
    hubs: [...first.hubs].filter((hub) => second.hubs.has(hub)),
  };
}

const shownStratum = (label: string, { counted, first, second }: Drawn): SharedStratum => ({
  ...{ label, things: counted.things, links: counted.links },
  ...{ ofFirst: first, ofSecond: second },
});

/** Added in the order of the things, so that two who share the same have the same strength to the last digit. */
export function strengthOf(things: readonly Pick<SharedThing, 'thing' | 'surprise'>[]): number {
  const most = new Map<number, number>();
  for (const { thing = -1, surprise } of things) most.set(thing, Math.max(most.get(thing) ?? 0, surprise));
  return [...most].sort(([one], [other]) => one - other).reduce((sum, [, surprise]) => sum + surprise, 0);
}

/** The times that the links of these steps state. */
export const spansOf = ({ adjacency }: Sight, ways: readonly (readonly Walked[])[]): readonly Span[] =>
  ways.flatMap((steps) =>
    steps.map(({ half }) => {
      const link = adjacency.link[half] ?? 0;
      return { from: adjacency.from[link] ?? 0, to: adjacency.to[link] ?? 0 };
    }),
  );
