import type { Turn } from '../turns/Turn.ts';
import { heapOf } from './Heap.ts';
import { type PathQuestion, passing, type Searched } from './PathQuestion.ts';
import { isHub, otherWay } from './steps.ts';
import type { TwoSided } from './twoSided.ts';

/**
 * The part of the graph in which all paths between two states lie that cost less than a limit, its states numbered
 * anew: 0 is the source, 1 the target.
 */
export interface Corridor {
  readonly states: readonly number[];
  /** By place, the places that a step leads to, and by which half link. */
  readonly next: readonly (readonly number[])[];
  readonly half: readonly (readonly number[])[];
  /** By place, what passing it costs. */
  readonly cost: Float64Array;
  /** By place, the fewest steps to the target. */
  readonly steps: Uint32Array;
}

export const SOURCE = 0;
export const TARGET = 1;
const NO_WAY = 0xffffffff;

type Walked = Pick<Corridor, 'states' | 'next' | 'half' | 'cost'>;

/**
 * The corridor of a search from both sides: of what either side walked through, and where both have come to, whatever
 * a path of less than the limit can pass.
 * @param limit at most `search.reached()`: of the states of such a path the first that the front has not walked through
 * is one that the back has, or leads to one
 */
export async function corridorOf(
  question: PathQuestion,
  ends: readonly [number, number],
  search: TwoSided,
  searched: Searched,
  limit: number,
  turn: Turn,
): Promise<Corridor> {
  const walked = await walkedBy(question, ends, search, searched, turn);
  const before = await costsTo(walked, SOURCE, limit, turn);
  const after = await costsTo(walked, TARGET, limit, turn);
  const kept = walked.states.map(
    (_, place) =>
      place <= TARGET || (before[place] ?? 0) + (walked.cost[place] ?? 0) + (after[place] ?? 0) < limit,
  );
  const trimmed = await withoutDeadEnds(walked, kept, turn);
  return { ...trimmed, steps: await stepsTo(trimmed.next, turn) };
}

async function walkedBy(
  question: PathQuestion,
  [source, target]: readonly [number, number],
  search: TwoSided,
  searched: Searched,
  turn: Turn,
): Promise<Walked> {
  const places = new Map<number, number>();
  const states: number[] = [];
  const add = (state: number) => {
    if (!places.has(state)) places.set(state, states.push(state) - 1);
  };
  add(source);
  add(target);
  for (const state of search.walked.keys()) add(state);
  search.metBy((state) => {
    if (!isHub(question, state, searched)) add(state);
  });
  const next = states.map((): number[] => []);
  const half = states.map((): number[] => []);
  const link = (from: number, to: number, by: number) => {
    next[from]?.push(to);
    half[from]?.push(by);
  };
  /** Of several links between two the first stands for all. */
  const linkedFrom = new Int32Array(states.length).fill(-1);
  for (const [place, state] of states.entries()) {
    const steps = search.walked.get(state) ?? [];
    for (const { half: by, next: to } of steps) {
      const other = places.get(to);
      if (other === undefined || linkedFrom[other] === place) continue;
      linkedFrom[other] = place;
      link(place, other, by);
      if (!search.walked.has(to)) link(other, place, otherWay(by));
    }
    if (turn.isOver(steps.length + 1)) await turn.end();
  }
  return { states, next, half, cost: Float64Array.from(states, (state) => passing(question, state)) };
}

/** By place what a way between it and an end costs at least, both apart; infinite from the limit on. */
async function costsTo(
  { next, cost }: Walked,
  end: number,
  limit: number,
  turn: Turn,
): Promise<Float64Array> {
  const costs = new Float64Array(next.length).fill(Number.POSITIVE_INFINITY);
  const labels = { cost: [0], hops: [0], state: [end] };
  const heap = heapOf(labels);
  heap.push(0);
  while (heap.first() >= 0) {
    const label = heap.pop();
    const place = labels.state[label] ?? 0;
    const spent = labels.cost[label] ?? 0;
    if (spent >= (costs[place] ?? 0)) continue;
    costs[place] = spent;
    if (place <= TARGET && place !== end) continue;
    const passed = spent + (place === end ? 0 : (cost[place] ?? 0));
    if (passed >= limit) continue;
    if (turn.isOver((next[place]?.length ?? 0) + 1)) await turn.end();
    for (const other of next[place] ?? []) {
      if (passed >= (costs[other] ?? 0)) continue;
      labels.cost.push(passed);
      labels.hops.push(0);
      heap.push(labels.state.push(other) - 1);
    }
  }
  return costs;
}

/** Numbers what is kept anew, without the places to which a single step leads: no path passes one. */
async function withoutDeadEnds(
  { states, next, half, cost }: Walked,
  kept: boolean[],
  turn: Turn,
): Promise<Walked> {
  const links = new Uint32Array(states.length);
  const isDeadEnd = (place: number) => place > TARGET && kept[place] && (links[place] ?? 0) <= 1;
  const queue: number[] = [];
  for (const [place, others] of next.entries()) {
    if (!kept[place]) continue;
    links[place] = others.reduce((sum, other) => sum + (kept[other] ? 1 : 0), 0);
    if (isDeadEnd(place)) queue.push(place);
    if (turn.isOver(others.length + 1)) await turn.end();
  }
  for (const place of queue) {
    kept[place] = false;
    const others = next[place] ?? [];
    for (const other of others) {
      if (!kept[other]) continue;
      links[other] = (links[other] ?? 0) - 1;
      if (isDeadEnd(other) && links[other] === 1) queue.push(other);
    }
    if (turn.isOver(others.length + 1)) await turn.end();
  }
  const placeOf = new Uint32Array(states.length).fill(NO_WAY);
  const order = states.flatMap((_, place) => (kept[place] ? [place] : []));
  for (const [place, old] of order.entries()) placeOf[old] = place;
  const [placesAfter, halvesAfter]: [number[][], number[][]] = [[], []];
  for (const old of order) {
    const others = next[old] ?? [];
    placesAfter.push(others.flatMap((other) => (kept[other] ? [placeOf[other] ?? 0] : [])));
    halvesAfter.push((half[old] ?? []).filter((_, at) => kept[others[at] ?? 0]));
    if (turn.isOver(others.length + 1)) await turn.end();
  }
  return {
    states: order.map((old) => states[old] ?? 0),
    ...{ next: placesAfter, half: halvesAfter },
    cost: Float64Array.from(order, (old) => cost[old] ?? 0),
  };
}

/** By place, the fewest steps to the target. */
async function stepsTo(next: readonly (readonly number[])[], turn: Turn): Promise<Uint32Array> {
  const steps = new Uint32Array(next.length).fill(NO_WAY);
  steps[TARGET] = 0;
  const queue = [TARGET];
  for (const place of queue) {
    const others = next[place] ?? [];
    if (turn.isOver(others.length + 1)) await turn.end();
    for (const other of others) {
      if (steps[other] !== NO_WAY) continue;
      steps[other] = (steps[place] ?? 0) + 1;
      if (other !== SOURCE) queue.push(other);
    }
  }
  return steps;
}
