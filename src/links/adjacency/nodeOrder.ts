import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import type { Adjacency } from './Adjacency.ts';
import { NODE_KINDS } from './kinds.ts';

/** What finds nodes that stand in the order of their kind and, among these, of their ids. */
export type NodeIndex = Pick<Adjacency, 'idOf' | 'find' | 'placeFor'>;

/**
 * @param ids in order
 * @param kinds places in NODE_KINDS
 */
export function nodeIndex(ids: readonly string[], kinds: Uint8Array): NodeIndex {
  const first = new Uint32Array(NODE_KINDS.length + 1);
  for (const kind of kinds) first[kind + 1] = (first[kind + 1] ?? 0) + 1;
  for (let kind = 0; kind < NODE_KINDS.length; kind += 1)
    first[kind + 1] = (first[kind + 1] ?? 0) + (first[kind] ?? 0);
  const placeFor = (kind: number, id: string): number => {
    let [low, high] = [first[kind] ?? 0, first[kind + 1] ?? 0];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareCodePoints(ids[middle] ?? '', id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    placeFor,
    idOf: (node) => ids[node] ?? '',
    find: (wanted, id) => {
      const kind = NODE_KINDS.indexOf(wanted);
      const place = placeFor(kind, id);
      return place < (first[kind + 1] ?? 0) && ids[place] === id ? place : undefined;
    },
  };
}
