import type { Adjacency } from '../../adjacency/Adjacency.ts';
import { NODE_KINDS } from '../../adjacency/kinds.ts';
import { surpriseOfCount } from '../../shared/surprise.ts';
import { beginTurn } from '../../turns/Turn.ts';
import type { ThingCounts } from './countThings.ts';
import { STATED } from './ProjectionQuestion.ts';
import type { Projected } from './project.ts';

/** Share of the kept ties that may be there by chance (false discovery rate). */
export const LEVEL = 0.05;
/** A test of one pair takes as long as so many links. */
const LINKS_OF_A_TEST = 10;

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
  const shared = new Map<number, number[]>();
  for (const [at, one] of thing.entries()) {
    if (one === STATED) continue;
    const pair = (a[at] ?? 0) * persons.length + (b[at] ?? 0);
    const key = pair * NODE_KINDS.length + (nodeKind[one] ?? 0);
    const entries = shared.get(key);
    if (entries === undefined) shared.set(key, [at]);
    else entries.push(at);
    if (turn.isOver(1)) await turn.end();
  }
  const surprises = new Float64Array(shared.size);
  let pair = 0;
  for (const entries of shared.values()) {
    const [first = 0] = entries;
    const { things = 0, of } = counted.get(nodeKind[thing[first] ?? 0] ?? 0) ?? {};
    const had = (ends: Uint32Array) => of?.[persons[ends[first] ?? 0] ?? 0] ?? 0;
    surprises[pair++] = surpriseOfCount(things, had(a), had(b), entries.length);
    if (turn.isOver(LINKS_OF_A_TEST)) await turn.end();
  }
  const least = leastAccepted(surprises, tested);
  const kept = new Uint8Array(thing.length);
  for (const [at, one] of thing.entries()) if (one === STATED) kept[at] = 1;
  let validated = 0;
  pair = 0;
  for (const entries of shared.values()) {
    if ((surprises[pair++] ?? 0) < least) continue;
    validated += 1;
    for (const entry of entries) kept[entry] = 1;
    if (turn.isOver(entries.length)) await turn.end();
  }
  return { kept, tested, sharing: shared.size, validated };
}

/** The least surprise (-log10 p) that Benjamini and Hochberg's step-up accepts of so many tests; infinite where none. */
export function leastAccepted(surprises: Iterable<number>, tests: number): number {
  const ascending = Float64Array.from(surprises).sort();
  for (let rank = ascending.length; rank > 0; rank -= 1) {
    const surprise = ascending[ascending.length - rank] ?? 0;
    if (surprise >= -Math.log10((rank * LEVEL) / tests)) return surprise;
  }
  return Number.POSITIVE_INFINITY;
}
