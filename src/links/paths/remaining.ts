import type { Turn } from '../turns/Turn.ts';
import type { Compared } from './cells.ts';
import { type Corridor, SOURCE, TARGET } from './corridor.ts';
import { heapOf } from './Heap.ts';

/** By place what a way from it to the target costs at least, both apart. */
export interface Remaining {
  /** Whatever it passes. */
  readonly any: Float64Array;
  /** Passing something that was not shown yet. */
  readonly showing: Float64Array;
}

/**
 * What remains at least of the ways through a corridor. The more is shown the more remains, so that what was reckoned
 * earlier still is the least; it is reckoned again once as many links were gone over as that takes.
 * @returns asks for it. @param shown by place, 1 where a path that was accepted has passed it; never less than before
 */
export function remainingFrom(
  corridor: Corridor,
  compared: Compared,
  turn: Turn,
): (shown: Uint8Array) => Promise<Remaining> {
  let known: Remaining | undefined;
  let from = 0;
  let took = 0;
  return async (shown) => {
    if (known !== undefined && compared.links - from < took) return known;
    const before = compared.links;
    known = await reckoned(corridor, shown, compared, turn);
    from = compared.links;
    took = from - before;
    return known;
  };
}

/** One search from the target in two rows: of ways that have passed something not yet shown, and of ways that have not. */
async function reckoned(
  { next, cost, states }: Corridor,
  shown: Uint8Array,
  compared: Compared,
  turn: Turn,
): Promise<Remaining> {
  const size = states.length;
  const far = () => new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const rows = [far(), far()] as const;
  const labels = { cost: [0], hops: [0], state: [TARGET] };
  const heap = heapOf(labels);
  heap.push(0);
  while (heap.first() >= 0) {
    const label = heap.pop();
    const key = labels.state[label] ?? 0;
    const [place, shows] = [key % size, key >= size ? 1 : 0] as const;
    const spent = labels.cost[label] ?? 0;
    const row = rows[shows];
    if (spent >= (row[place] ?? 0)) continue;
    row[place] = spent;
    if (place === SOURCE) continue;
    const others = next[place] ?? [];
    compared.links += others.length + 1;
    if (turn.isOver(others.length + 1)) await turn.end();
    // A step back, from where this place is passed on the way.
    const passed = spent + (place === TARGET ? 0 : (cost[place] ?? 0));
    const after = shows === 1 || (place !== TARGET && shown[place] === 0) ? 1 : 0;
    for (const other of others) {
      if (other === TARGET || passed >= (rows[after][other] ?? 0)) continue;
      labels.cost.push(passed);
      labels.hops.push(0);
      heap.push(labels.state.push(other + after * size) - 1);
    }
  }
  const [without, showing] = rows;
  return { any: without.map((value, place) => Math.min(value, showing[place] ?? value)), showing };
}
