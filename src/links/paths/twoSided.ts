import type { Turn } from '../turns/Turn.ts';
import { type Heap, heapOf } from './Heap.ts';
import { type FoundPath, type PathQuestion, passing, type Searched } from './PathQuestion.ts';
import { NONE, type StateMap, stateMap } from './StateMap.ts';
import { BOUNDS } from './searchBounds.ts';
import { isHub, linksAt, otherWay, stepsBetween } from './steps.ts';
import { tooFarFrom } from './tooFarFrom.ts';

/** A step from a state: the half link, and the state that it leads to. */
export interface Step {
  readonly half: number;
  readonly next: number;
}

/** A search from two states at once, which goes on as far as it is asked to. */
export interface TwoSided {
  /** Every path that costs less is known; infinite where nothing is left to walk. */
  reached(): number;
  /** The cheapest path up to now, and its cost, infinite where there is none: once `reached` is no less, of all. */
  best(): FoundPath | undefined;
  bestCost(): number;
  /** Walks until it has reached a cost, nothing is left, or the question has walked enough. */
  walkTo(cost: () => number, turn: Turn): Promise<void>;
  /** By state that was walked through, its steps; kept where that was asked for. */
  readonly walked: ReadonlyMap<number, readonly Step[]>;
  /** States that both sides have come to, whether or not they were walked through. */
  metBy(visit: (state: number) => void): void;
}

interface Side {
  readonly end: number;
  readonly state: number[];
  readonly cost: number[];
  readonly hops: number[];
  /** The label from which it was reached; -1 at the start. */
  readonly parent: number[];
  readonly half: number[];
  /** By state its first label, and by label the next of its state; cheapest first, and each later one is shorter. */
  readonly at: StateMap;
  readonly later: number[];
  /** Fewest steps of the labels of a state that were walked on. */
  readonly fewest: StateMap;
  readonly heap: Heap;
  /** Links that were walked. */
  work: number;
}

type Join = readonly [front: number, back: number, half: number, forward: boolean];

/** Links that are walked between two looks at how far it has come. */
const AT_ONCE = 1_000;

/**
 * Dijkstra's search from both sides at once (Pohl 1971) with labels of cost and length, so that a limit on length is kept
 * exactly. A path costs what passing its inner nodes costs; ends cost nothing. The side goes on that has walked fewer
 * links with its next step: a large thing is not walked where the other side comes to it sooner.
 * @param keep whether to keep the steps of what is walked through
 */
export function twoSided(
  question: PathQuestion,
  [source, target]: readonly [number, number],
  searched: Searched,
  keep: boolean,
  bounds = BOUNDS,
): TwoSided {
  const { maxLength } = question;
  const [front, back] = [newSide(source), newSide(target)];
  const walked = new Map<number, Step[]>();
  let best = Number.POSITIVE_INFINITY;
  let join: Join | undefined;

  const links = () => front.work + back.work;
  const tooFar = [tooFarFrom(question, target, links), tooFarFrom(question, source, links)] as const;
  const isEnd = (state: number) => state === source || state === target;
  const isOpen = (state: number) => isEnd(state) || !isHub(question, state, searched);
  const workAt = (side: Side): number => {
    const state = side.state[side.heap.first()] ?? 0;
    return side.work + (isEnd(state) || question.includeHubs ? question.sight.degree(state) : 0);
  };

  /** Whether the two sides meet by a step, and how cheaply. */
  const meet = (own: Side, facing: Side, label: number, half: number, next: number): void => {
    const there = facing.at.get(next);
    // Where the two sides meet is walked through, though neither has walked on from it.
    if (there === NONE || !isOpen(next)) return;
    for (let met = there; met !== NONE; met = facing.later[met] ?? NONE) {
      const length = (own.hops[label] ?? 0) + 1 + (facing.hops[met] ?? 0);
      const cost = (own.cost[label] ?? 0) + (facing.cost[met] ?? 0);
      if (length > maxLength || cost >= best) continue;
      best = cost;
      join = own === front ? [label, met, half, true] : [met, label, half, false];
    }
  };

  const reached = () => front.heap.least() + back.heap.least();

  /** Begins to walk through one more state. @returns its steps; undefined where nothing is left, or enough was walked */
  const through = (): Iterator<void> | undefined => {
    if (front.heap.first() < 0 || back.heap.first() < 0) return undefined;
    const isEnough = links() >= bounds.walked || searched.walked >= bounds.walkedInAll;
    if (isEnough || searched.looked >= bounds.looked) {
      searched.truncated = true;
      return undefined;
    }
    const forward = workAt(front) <= workAt(back);
    const [own, facing] = forward ? [front, back] : [back, front];
    return walkThrough(own, facing, own.heap.pop());
  };
  /** Ends a round after so many links: a hub has tens of thousands. */
  function* walkThrough(own: Side, facing: Side, label: number): Generator<void> {
    const state = own.state[label] ?? 0;
    const hops = own.hops[label] ?? 0;
    const fewest = own.fewest.get(state);
    if (fewest !== NONE && hops >= fewest) return;
    own.fewest.set(state, hops);
    if (state !== own.end && isHub(question, state, searched)) return;
    searched.looked += 1;
    const steps = keep && !walked.has(state) ? ([] as Step[]) : undefined;
    if (steps !== undefined) walked.set(state, steps);
    const isTooFar = tooFar[own === front ? 0 : 1];
    const spent = own.cost[label] ?? 0;
    const before = own.work;
    const [first, end] = linksAt(question, state);
    for (let at = first; at < end; at += AT_ONCE) {
      stepsBetween(question, state, [at, Math.min(at + AT_ONCE, end)], searched, (half, next) => {
        own.work += 1;
        steps?.push({ half, next });
        meet(own, facing, label, half, next);
        if (isEnd(next) || hops + 1 >= maxLength || isTooFar(next, hops + 1)) return;
        const cost = spent + passing(question, next);
        // Whatever goes on from here and was not met goes through what the other side has yet to come to.
        if (keep || cost + facing.heap.least() < best) reach(own, half, next, cost, label);
      });
      yield;
    }
    searched.walked += own.work - before;
  }

  return {
    walked,
    reached,
    bestCost: () => best,
    best: () => (join === undefined ? undefined : pathOf([front, back], join, best)),
    metBy: (visit) => {
      // In the order in which they were come to: that of the table rests on how many nodes there are, hidden ones too.
      for (const [label, state] of front.state.entries())
        if (front.at.get(state) === label && back.at.get(state) !== NONE) visit(state);
    },
    walkTo: async (cost, turn) => {
      while (reached() < cost()) {
        const walking = through();
        if (walking === undefined) return;
        for (let before = links(), done = false; !done; before = links()) {
          done = walking.next().done === true;
          if (turn.isOver(links() - before + 1)) await turn.end();
        }
      }
    },
  };
}

function newSide(end: number): Side {
  const labels = { state: [end], cost: [0], hops: [0], parent: [-1], half: [-1] };
  const heap = heapOf(labels);
  heap.push(0);
  const at = stateMap();
  at.set(end, 0);
  return { ...labels, end, at, later: [NONE], fewest: stateMap(), heap, work: 0 };
}

/** Keeps a way to a state, unless one that is known is as cheap and as short. */
function reach(side: Side, half: number, next: number, cost: number, from: number): void {
  const hops = (side.hops[from] ?? 0) + 1;
  let last = NONE;
  for (let known = side.at.get(next); known !== NONE; known = side.later[known] ?? NONE) {
    if ((side.cost[known] ?? 0) <= cost && (side.hops[known] ?? 0) <= hops) return;
    last = known;
  }
  const label = side.state.push(next) - 1;
  side.cost.push(cost);
  side.hops.push(hops);
  side.parent.push(from);
  side.half.push(half);
  side.later.push(NONE);
  if (last === NONE) side.at.set(next, label);
  else side.later[last] = label;
  side.heap.push(label);
}

function pathOf(
  [front, back]: readonly [Side, Side],
  [frontLabel, backLabel, half, forward]: Join,
  cost: number,
): FoundPath {
  const states: number[] = [];
  const halves: number[] = [];
  for (let label = frontLabel; label >= 0; label = front.parent[label] ?? -1) {
    states.unshift(front.state[label] ?? 0);
    if ((front.half[label] ?? -1) >= 0) halves.unshift(front.half[label] ?? 0);
  }
  halves.push(forward ? half : otherWay(half));
  for (let label = backLabel; label >= 0; label = back.parent[label] ?? -1) {
    states.push(back.state[label] ?? 0);
    if ((back.half[label] ?? -1) >= 0) halves.push(otherWay(back.half[label] ?? 0));
  }
  return { cost, states, halves };
}
