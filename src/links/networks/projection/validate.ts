import type { Adjacency } from '../../adjacency/Adjacency.ts';
import { surpriseOfCount } from '../../shared/surprise.ts';
import { beginTurn } from '../../Turn.ts';
import type { ThingCounts } from './countThings.ts';
import { STATED } from './ProjectionQuestion.ts';
import type { Projected } from './project.ts';

/** Share of the kept ties that may be there by chance (false discovery rate). */
export const LEVEL = 0.05;

/** Which ties are more than chance. */
export interface Validated {
  /** By entry of the projection: 1 where it is kept. */
  readonly kept: Uint8Array;
  /** Pairs of people that were tested, by every kind of thing; most of them share nothing. */
  readonly tested: number;
  /** Pairs by kind of thing that share something, and those of them that were kept. */
  readonly sharing: number;
  readonly validated: number;
}

/**
 * Statistically validated ties (Tumminello, Micciche, Lillo, Piilo and Mantegna, PLoS ONE 6(3), 2011): of each pair and each
 * kind of thing the hypergeometric tail of sharing so many, given how many each of the two has and how many things of the
 * kind there are in the window; corrected over all pairs of people who have any, also those that share nothing, by
 * Benjamini and Hochberg (1995) at `LEVEL`. Ties that a source states are not tested and are kept.
 * @param counted of the window and projection of the network
 */
export async function validate(
  { nodeKind }: Pick<Adjacency, 'nodeKind'>,
  { persons, a, b, thing }: Projected,
  counted: ThingCounts,
  turn = beginTurn(),
): Promise<Validated> {
  let tested = 0;
  for (const { of } of counted.values()) {
    const holders = persons.reduce((sum, person) => sum + ((of[person] ?? 0) > 0 ? 1 : 0), 0);
    tested += (holders * (holders - 1)) / 2;
  }
  const shared = new Map<string, number[]>();
  for (const [at, one] of thing.entries()) {
    if (one === STATED) continue;
    const key = `${nodeKind[one] ?? 0} ${a[at]} ${b[at]}`;
    const entries = shared.get(key);
    if (entries === undefined) shared.set(key, [at]);
    else entries.push(at);
    if (turn.isOver(1)) await turn.end();
  }
  const pairs = [...shared.values()].map((entries) => {
    const [first = 0] = entries;
    const { things = 0, of } = counted.get(nodeKind[thing[first] ?? 0] ?? 0) ?? {};
    const had = (ends: Uint32Array) => of?.[persons[ends[first] ?? 0] ?? 0] ?? 0;
    return { entries, surprise: surpriseOfCount(things, had(a), had(b), entries.length) };
  });
  const least = leastAccepted(
    pairs.map(({ surprise }) => surprise),
    tested,
  );
  const kept = new Uint8Array(thing.length);
  for (const [at, one] of thing.entries()) if (one === STATED) kept[at] = 1;
  let validated = 0;
  for (const { entries, surprise } of pairs) {
    if (surprise < least) continue;
    validated += 1;
    for (const entry of entries) kept[entry] = 1;
  }
  return { kept, tested, sharing: pairs.length, validated };
}

/** The least surprise (-log10 p) that Benjamini and Hochberg's step-up accepts of so many tests; infinite where none. */
export function leastAccepted(surprises: readonly number[], tests: number): number {
  const ordered = [...surprises].sort((one, other) => other - one);
  for (let rank = ordered.length; rank > 0; rank -= 1) {
    const surprise = ordered[rank - 1] ?? 0;
    if (surprise >= -Math.log10((rank * LEVEL) / tests)) return surprise;
  }
  return Number.POSITIVE_INFINITY;
}
