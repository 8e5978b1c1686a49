import { KIND_BITS, linksOf } from '../adjacency/Adjacency.ts';
import { beginTurn } from '../Turn.ts';
import { heapOf } from './Heap.ts';
import { type FoundPath, HUB, inTime, type PathQuestion, passing, type Searched } from './PathQuestion.ts';

export interface Ends {
  readonly source: number;
  readonly target: number;
  /** States that the path may not pass. */
  readonly closed?: ReadonlySet<number>;
  /** States that the first step may not lead to. */
  readonly closedFirst?: ReadonlySet<number>;
  readonly maxLength: number;
}

interface Side {
  readonly state: number[];
  readonly cost: number[];
  readonly hops: number[];
  /** The label from which it was reached; -1 at the start. */
  readonly parent: number[];
  readonly half: number[];
  /** Labels by state, cheapest first; each later one is shorter. */
  readonly at: Map<number, number[]>;
  /** Fewest steps of the labels of a state that were expanded. */
  readonly fewest: Map<number, number>;
  readonly heap: ReturnType<typeof heapOf>;
}

/** States that one question may expand; more, and the answer says that it is not complete. */
export const MOST_LOOKED = 400_000;

/**
 * The cheapest path between two states of at most so many relationships, by Dijkstra's search from both sides at once
 * (Pohl 1971) with labels of cost and length, so that a limit on length is kept exactly. A path costs what passing its
 * inner nodes costs; ends cost nothing.
 * @returns undefined where there is none, or where `searched.truncated` says that it was not found in time
 */
export async function shortestPath(
  question: PathQuestion,
  ends: Ends,
  searched: Searched,
  turn = beginTurn(),
): Promise<FoundPath | undefined> {
  const { source, target, maxLength } = ends;
  if (source === target) return undefined;
  const sides = [newSide(source), newSide(target)] as const;
  const ranges = [source, target] as const;
  let best = Number.POSITIVE_INFINITY;
  let join: readonly [front: number, back: number, half: number, forward: boolean] | undefined;
  for (;;) {
    const [front, back] = [sides[0].heap.least(), sides[1].heap.least()];
    if (front + back >= best || front + back === Number.POSITIVE_INFINITY) break;
    if (searched.looked >= MOST_LOOKED) {
      searched.truncated = true;
      break;
    }
    const forward = front <= back;
    const [own, facing] = forward ? sides : ([sides[1], sides[0]] as const);
    const label = own.heap.pop();
    const state = own.state[label] ?? 0;
    const hops = own.hops[label] ?? 0;
    if (hops >= (own.fewest.get(state) ?? Number.POSITIVE_INFINITY)) continue;
    own.fewest.set(state, hops);
    if (state !== ranges[forward ? 0 : 1] && isHub(question, state, searched)) continue;
    searched.looked += 1;
    expand(question, state, searched, (half, next) => {
      if (forward && state === source && ends.closedFirst?.has(next) === true) return;
      // Backwards the last step leads to the source: it is the first step of the path.
      if (!forward && next === source && ends.closedFirst?.has(state) === true) return;
      if (ends.closed?.has(next) === true) return;
      const there = facing.at.get(next) ?? [];
      // Where the two sides meet is walked through, though neither has expanded it.
      const isOpen =
        there.length > 0 && (next === source || next === target || !isHub(question, next, searched));
      for (const met of isOpen ? there : []) {
        const length = hops + 1 + (facing.hops[met] ?? 0);
        const cost = (own.cost[label] ?? 0) + (facing.cost[met] ?? 0);
        if (length <= maxLength && cost < best) {
          best = cost;
          join = [forward ? label : met, forward ? met : label, half, forward];
        }
      }
      if (next === source || next === target || hops + 1 >= maxLength) return;
      reach(own, next, (own.cost[label] ?? 0) + passing(question, next), hops + 1, label, half);
    });
    if (turn.isOver(linksOf(question.sight.adjacency, question.sight.nodeOf(state)))) await turn.end();
  }
  return join === undefined ? undefined : pathOf(sides, join, best);
}

/** Told once for each search; a hub may be an end, and nothing is walked through it. */
function isHub({ sight, includeHubs }: PathQuestion, state: number, searched: Searched): boolean {
  if (includeHubs || sight.degree(state) <= HUB) return false;
  searched.hubs.add(state);
  return true;
}

function expand(
  question: PathQuestion,
  state: number,
  searched: Searched,
  visit: (half: number, next: number) => void,
): void {
  const { sight, kinds } = question;
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(state);
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    if (((kinds >>> ((kind[half] ?? 0) & KIND_BITS)) & 1) === 0) continue;
    const next = sight.follow(state, half);
    if (next >= 0 && inTime(question, half, searched)) visit(half, next);
  }
}

function newSide(start: number): Side {
  const labels = { state: [start], cost: [0], hops: [0], parent: [-1], half: [-1] };
  const heap = heapOf(labels);
  heap.push(0);
  return { ...labels, at: new Map([[start, [0]]]), fewest: new Map(), heap };
}

/** Keeps a way to a state, unless one that is known is as cheap and as short. */
function reach(side: Side, state: number, cost: number, hops: number, parent: number, half: number): void {
  const known = side.at.get(state);
  if (known?.some((label) => (side.cost[label] ?? 0) <= cost && (side.hops[label] ?? 0) <= hops)) return;
  const label = side.state.push(state) - 1;
  side.cost.push(cost);
  side.hops.push(hops);
  side.parent.push(parent);
  side.half.push(half);
  if (known === undefined) side.at.set(state, [label]);
  else known.push(label);
  side.heap.push(label);
}

function pathOf(
  [front, back]: readonly [Side, Side],
  [frontLabel, backLabel, half, forward]: readonly [number, number, number, boolean],
  cost: number,
): FoundPath {
  const states: number[] = [];
  const halves: number[] = [];
  for (let label = frontLabel; label >= 0; label = front.parent[label] ?? -1) {
    states.unshift(front.state[label] ?? 0);
    if ((front.half[label] ?? -1) >= 0) halves.unshift(front.half[label] ?? 0);
  }
  halves.push(forward ? half : -1 - half);
  for (let label = backLabel; label >= 0; label = back.parent[label] ?? -1) {
    states.push(back.state[label] ?? 0);
    // Walked from the other side: the same link, seen from its other end.
    if ((back.half[label] ?? -1) >= 0) halves.push(-1 - (back.half[label] ?? 0));
  }
  return { cost, states, halves };
}
