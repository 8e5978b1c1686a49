import type { Turn } from '../turns/Turn.ts';
import { type Corridor, SOURCE, TARGET } from './corridor.ts';
import { heapOf } from './Heap.ts';
import type { Remaining } from './remaining.ts';

/** The ways from the source to the target that begin with these places and do not go on to some others. */
export interface Cell {
  readonly beginning: readonly number[];
  readonly closed: ReadonlySet<number>;
}

/** A way through a corridor; one that comes twice to a place stands for what is cheapest to cost without that. */
export interface Way {
  readonly places: readonly number[];
  readonly cost: number;
}

export interface Within {
  /** Most steps of a way. */
  readonly maxLength: number;
  /** What a way must cost less than. */
  readonly limit: number;
}

/** Links that the searches of one question have gone over, in all its cells, and may. */
export interface Compared {
  links: number;
  readonly most: number;
}
/** More than there are steps of a way. */
const STEPS = 64;

/**
 * The cheapest way of a cell that passes something not yet shown, of equal ones the shortest: a search by what is spent
 * and what remains at least (A*). No path of the cell that shows something new costs less.
 * @param remaining of now, or of when less was shown: then it is less, and the search goes further
 */
export async function cheapestWay(
  { next, cost, steps }: Corridor,
  remaining: Remaining,
  shown: Uint8Array,
  { beginning, closed }: Cell,
  { maxLength, limit }: Within,
  compared: Compared,
  turn: Turn,
): Promise<Way | undefined> {
  const size = next.length;
  const passed = new Set(beginning);
  const inner = beginning.slice(1);
  const spur = beginning.at(-1) ?? SOURCE;
  const shows = inner.some((place) => shown[place] === 0) ? 1 : 0;
  const labels = {
    /** At least of the whole way; of equal ones the shorter at least goes first, and of these the one that has come further. */
    cost: [0],
    hops: [0],
    gone: [inner.length],
    state: [spur + shows * size],
    spent: [inner.reduce((sum, place) => sum + (cost[place] ?? 0), 0)],
    parent: [-1],
  };
  const fewest = new Map<number, number>();
  const heap = heapOf(labels);
  heap.push(0);
  while (heap.first() >= 0 && compared.links <= compared.most) {
    const label = heap.pop();
    const state = labels.state[label] ?? 0;
    const gone = labels.gone[label] ?? 0;
    const place = state % size;
    if (place === TARGET) return wayOf(labels, label, beginning, size);
    if (gone >= (fewest.get(state) ?? Number.POSITIVE_INFINITY)) continue;
    fewest.set(state, gone);
    const isNew = state >= size;
    const others = next[place] ?? [];
    compared.links += others.length + 1;
    if (turn.isOver(others.length + 1)) await turn.end();
    for (const other of others) {
      if (passed.has(other) || (label === 0 && closed.has(other))) continue;
      const length = gone + 1 + (steps[other] ?? 0);
      if (length > maxLength) continue;
      if (other === TARGET && !isNew) continue;
      const after = isNew || (other !== TARGET && shown[other] === 0);
      const spent = (labels.spent[label] ?? 0) + (other === TARGET ? 0 : (cost[other] ?? 0));
      const least =
        other === TARGET ? spent : spent + ((after ? remaining.any : remaining.showing)[other] ?? 0);
      if (!(least < limit)) continue;
      const to = other + (after ? size : 0);
      if (gone + 1 >= (fewest.get(to) ?? Number.POSITIVE_INFINITY)) continue;
      labels.cost.push(least);
      labels.hops.push(STEPS * length - gone - 1);
      labels.gone.push(gone + 1);
      labels.spent.push(spent);
      labels.parent.push(label);
      heap.push(labels.state.push(to) - 1);
    }
  }
  return undefined;
}

function wayOf(
  labels: {
    readonly state: readonly number[];
    readonly parent: readonly number[];
    readonly spent: readonly number[];
  },
  last: number,
  beginning: readonly number[],
  size: number,
): Way {
  const rest: number[] = [];
  for (let label = last; label > 0; label = labels.parent[label] ?? 0)
    rest.unshift((labels.state[label] ?? 0) % size);
  return { places: [...beginning, ...rest], cost: labels.spent[last] ?? 0 };
}

/** Where a way first comes to a place again; its length where it does not. */
export function firstRepeat({ places }: Way): number {
  const met = new Set<number>();
  for (const [at, place] of places.entries()) {
    if (met.has(place)) return at;
    met.add(place);
  }
  return places.length;
}

/** What is left of a cell without one of its ways: a cell for each of its steps up to a place of it. */
export function without({ beginning, closed }: Cell, { places }: Way, upTo: number): readonly Cell[] {
  const cells: Cell[] = [];
  for (let at = beginning.length - 1; at < upTo; at += 1) {
    const step = places[at + 1] ?? TARGET;
    cells.push({
      beginning: places.slice(0, at + 1),
      closed: at === beginning.length - 1 ? new Set([...closed, step]) : new Set([step]),
    });
  }
  return cells;
}
