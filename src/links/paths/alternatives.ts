import type { Turn } from '../turns/Turn.ts';
import {
  type Cell,
  type Compared,
  cheapestWay,
  firstRepeat,
  type Way,
  type Within,
  without,
} from './cells.ts';
import { type Corridor, SOURCE } from './corridor.ts';
import { heapOf } from './Heap.ts';
import type { FoundPath } from './PathQuestion.ts';
import { remainingFrom } from './remaining.ts';

/**
 * Goes on from the first path to those that each pass something that none before it does, the cheapest of these first:
 * Yen's loopless paths (1971) in Lawler's cells (1972), of which each is asked for the cheapest that shows something new. A
 * direct link, which has no inner state, can only be the first.
 * @returns the first and at most `number - 1` others that cost less than the limit
 */
export async function alternatives(
  corridor: Corridor,
  first: FoundPath,
  number: number,
  within: Within,
  compared: Compared,
  turn: Turn,
): Promise<{ readonly paths: readonly FoundPath[]; readonly complete: boolean }> {
  const placeOf = new Map(corridor.states.map((state, place) => [state, place]));
  const shown = new Uint8Array(corridor.states.length);
  const accepted: FoundPath[] = [];
  const found: { readonly cell: Cell; readonly way: Way }[] = [];
  const labels = { cost: [] as number[], hops: [] as number[], state: [] as number[] };
  const heap = heapOf(labels);
  const remaining = remainingFrom(corridor, compared, turn);

  const accept = (path: FoundPath, { places }: Way) => {
    accepted.push(path);
    for (const place of places.slice(1, -1)) shown[place] = 1;
  };
  const search = async (cell: Cell): Promise<void> => {
    const least = await remaining(shown);
    const way = await cheapestWay(corridor, least, shown, cell, within, compared, turn);
    if (way === undefined) return;
    labels.cost.push(way.cost);
    labels.hops.push(way.places.length);
    labels.state.push(found.length);
    heap.push(found.push({ cell, way }) - 1);
  };
  const searchWithout = async (cell: Cell, way: Way, upTo: number): Promise<void> => {
    for (const part of without(cell, way, upTo)) await search(part);
  };

  const root: Cell = { beginning: [SOURCE], closed: new Set() };
  const firstWay = { places: first.states.map((state) => placeOf.get(state) ?? SOURCE), cost: first.cost };
  accept(first, firstWay);
  await searchWithout(root, firstWay, firstWay.places.length - 1);
  const isEnough = () => compared.links > compared.most;
  while (accepted.length < number && heap.first() >= 0 && !isEnough()) {
    const { cell, way } = found[heap.pop()] as { cell: Cell; way: Way };
    if (way.places.slice(1, -1).every((place) => shown[place] === 1)) await search(cell);
    else {
      const repeat = firstRepeat(way);
      const isPath = repeat === way.places.length;
      if (isPath) accept(pathOf(corridor, way), way);
      if (accepted.length < number) await searchWithout(cell, way, isPath ? repeat - 1 : repeat);
    }
  }
  return { paths: accepted, complete: accepted.length === number || !isEnough() };
}

function pathOf({ states, next, half }: Corridor, { places, cost }: Way): FoundPath {
  const halves = places
    .slice(1)
    .map((place, at) => half[places[at] ?? 0]?.[next[places[at] ?? 0]?.indexOf(place) ?? -1] ?? 0);
  return { cost, states: places.map((place) => states[place] ?? 0), halves };
}
