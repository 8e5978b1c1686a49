import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { KIND_BITS } from '../adjacency/Adjacency.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { type Standing, standingOn } from '../adjacency/standing.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';

/** The standing of a neighbour is the first that any of its links has. */
const STANDINGS = ['STOOD', 'UNKNOWN', 'NOT'] as const;
/** A neighbour takes as long as so many links that are gone over. */
const LINKS = 10;

/** What is asked of every node that is expanded. */
export interface Expanding {
  readonly sight: Sight;
  /** Most neighbours of each kind. */
  readonly perKind: number;
  /** Bits of the kinds of link whose neighbours are shown. */
  readonly kinds: number;
  /** As `dayNumber` gives it; 0 where no day is asked for. */
  readonly at: number;
  /** The name a victim is shown by, which is all that their place in the order may depend on. */
  readonly pseudonymOf: (state: number) => string;
}

/** One neighbour by one kind of link. */
export interface Neighbour {
  /** Place in LINK_KINDS. */
  readonly kind: number;
  readonly state: number;
  /** Half links from the expanded node, of one standing; at least one. */
  readonly halves: readonly number[];
  /** First day of the earliest of them, and last of the latest; 0 where one is not known. */
  readonly first: number;
  readonly last: number;
}

export interface Counts {
  readonly kind: number;
  readonly total: number;
  readonly shown: number;
  readonly undated: number;
  readonly undatedShown: number;
  readonly atOtherTimes: number;
}

export interface Expanded {
  readonly state: number;
  readonly counts: readonly Counts[];
  readonly links: readonly Neighbour[];
  readonly undated: readonly Neighbour[];
}

/** What a state is directly linked to: counted whole, shown up to the cap of each kind. */
export async function expand(asked: Expanding, state: number, turn = beginTurn()): Promise<Expanded> {
  const counts: Counts[] = [];
  const links: Neighbour[] = [];
  const undated: Neighbour[] = [];
  const kinds = await neighboursOf(asked, state, turn);
  for (const [kind, neighbours] of [...kinds].sort(([one], [other]) => one - other)) {
    const by = await standings(asked, kind, neighbours, turn);
    const most = ((asked.kinds >>> kind) & 1) === 1 ? asked.perKind : 0;
    const [shown, shownUndated] = [
      firstOf(by.STOOD, most, inOrder(asked)),
      firstOf(by.UNKNOWN, most, inOrder(asked)),
    ];
    links.push(...shown);
    undated.push(...shownUndated);
    counts.push({
      kind,
      total: by.STOOD.length,
      shown: shown.length,
      undated: by.UNKNOWN.length,
      undatedShown: shownUndated.length,
      atOtherTimes: by.NOT.length,
    });
  }
  return { state, counts, links, undated };
}

/** By kind of link the different neighbours, each with the half links that lead there. */
async function neighboursOf(
  { sight }: Expanding,
  state: number,
  turn: Turn,
): Promise<ReadonlyMap<number, ReadonlyMap<number, number[]>>> {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(state);
  const kinds = new Map<number, Map<number, number[]>>();
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    if (turn.isOver(LINKS)) await turn.end();
    const to = sight.follow(state, half);
    if (to < 0) continue;
    const place = (kind[half] ?? 0) & KIND_BITS;
    const neighbours = kinds.get(place) ?? new Map<number, number[]>();
    kinds.set(place, neighbours);
    const halves = neighbours.get(to);
    if (halves === undefined) neighbours.set(to, [half]);
    else halves.push(half);
  }
  return kinds;
}

/** A neighbour stands by any link that stood; else it is unknown by any of which that is not known. */
async function standings(
  { sight, at }: Expanding,
  kind: number,
  neighbours: ReadonlyMap<number, readonly number[]>,
  turn: Turn,
): Promise<Record<Standing, Neighbour[]>> {
  const { link, from, to } = sight.adjacency;
  const found: Record<Standing, Neighbour[]> = { STOOD: [], UNKNOWN: [], NOT: [] };
  const daysOf = (half: number) => [from[link[half] ?? 0] ?? 0, to[link[half] ?? 0] ?? 0] as const;
  for (const [state, all] of neighbours) {
    const each = all.map((half) => standingOn(at, kind, daysOf(half)));
    const standing = STANDINGS.find((one) => each.includes(one)) ?? 'NOT';
    const halves = all.filter((_, nth) => each[nth] === standing);
    let [first, last] = daysOf(halves[0] ?? 0);
    for (const half of halves) {
      const [begun, ended] = daysOf(half);
      first = Math.min(first, begun);
      last = last === 0 || ended === 0 ? 0 : Math.max(last, ended);
    }
    found[standing].push({ kind, state, halves, first, last });
    if (turn.isOver(LINKS * all.length)) await turn.end();
  }
  return found;
}

/** The first of a list in some order. */
function firstOf<T>(list: readonly T[], most: number, order: (one: T, other: T) => number): readonly T[] {
  let first: T[] = [];
  for (const one of list) {
    first.push(one);
    if (first.length >= 2 * most + 100) first = first.sort(order).slice(0, most);
  }
  return first.sort(order).slice(0, most);
}

/** The latest begun first, those without a date last; then by id, victims after all others and by their pseudonyms. */
function inOrder({ sight, pseudonymOf }: Expanding) {
  const begun = ({ first, last }: Neighbour) => (first > 0 ? first : last);
  return (one: Neighbour, other: Neighbour): number => {
    const [first, second] = [sight.isVictim(one.state), sight.isVictim(other.state)];
    return (
      begun(other) - begun(one) ||
      Number(first) - Number(second) ||
      (first ? compareCodePoints(pseudonymOf(one.state), pseudonymOf(other.state)) : one.state - other.state)
    );
  };
}
