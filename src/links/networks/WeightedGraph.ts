import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/**
 * An undirected weighted graph without loops or parallel ties, as compressed rows: the neighbours of node `n` are
 * `neighbours[start[n] .. start[n + 1]]`, ascending, each tie stored from both ends. Weights are above 0.
 */
export interface WeightedGraph {
  /** By code point. */
  readonly ids: readonly string[];
  readonly start: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly weights: Float64Array;
}

export interface Tie {
  readonly a: string;
  readonly b: string;
  /** Above 0; 1 where nothing is said. */
  readonly weight?: number | undefined;
}

/** Weights of ties of one pair add up; ties of a node with itself and of no weight are left out. `alone`: ids without tie. */
export function graphOfTies(ties: Iterable<Tie>, alone: Iterable<string> = []): WeightedGraph {
  const list = [...ties];
  const ids = [...new Set([...alone, ...list.flatMap(({ a, b }) => [a, b])])].sort(compareCodePoints);
  const index = new Map(ids.map((id, at) => [id, at]));
  const [from, to] = [new Uint32Array(list.length), new Uint32Array(list.length)];
  const weights = new Float64Array(list.length);
  for (const [at, { a, b, weight = 1 }] of list.entries()) {
    from[at] = index.get(a) as number;
    to[at] = index.get(b) as number;
    weights[at] = weight;
  }
  return graphOfArrays(ids, from, to, weights);
}

/** The same from arrays of ends, as indices into `ids`. */
export function graphOfArrays(
  ids: readonly string[],
  from: Uint32Array,
  to: Uint32Array,
  weights: Float64Array,
): WeightedGraph {
  const kept = (at: number) => from[at] !== to[at] && (weights[at] as number) > 0;
  const offsets = new Uint32Array(ids.length + 1);
  for (let at = 0; at < from.length; at++)
    if (kept(at))
      for (const end of [from[at] as number, to[at] as number])
        offsets[end + 1] = (offsets[end + 1] as number) + 1;
  for (let node = 0; node < ids.length; node++)
    offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  const next = offsets.slice();
  const other = new Uint32Array(offsets[ids.length] as number);
  const weight = new Float64Array(other.length);
  const put = (node: number, neighbour: number, value: number) => {
    const slot = next[node] as number;
    next[node] = slot + 1;
    other[slot] = neighbour;
    weight[slot] = value;
  };
  for (let at = 0; at < from.length; at++)
    if (kept(at)) {
      put(from[at] as number, to[at] as number, weights[at] as number);
      put(to[at] as number, from[at] as number, weights[at] as number);
    }
  return merged(ids, offsets, other, weight);
}

/** Sorts each row and adds parallel ties up. */
function merged(
  ids: readonly string[],
  offsets: Uint32Array,
  unsorted: Uint32Array,
  weights: Float64Array,
): WeightedGraph {
  // Every tie is stored from both ends: read in the order of the one end, the rows of the other fill up in that order.
  const next = offsets.slice();
  const other = new Uint32Array(unsorted.length);
  const weight = new Float64Array(unsorted.length);
  for (let node = 0; node < ids.length; node++)
    for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
      const to = unsorted[slot] as number;
      const place = next[to] as number;
      next[to] = place + 1;
      other[place] = node;
      weight[place] = weights[slot] as number;
    }
  const start = new Uint32Array(ids.length + 1);
  let end = 0;
  for (let node = 0; node < ids.length; node++) {
    const begin = end;
    for (let slot = offsets[node] as number; slot < (offsets[node + 1] as number); slot++) {
      const [neighbour, value] = [other[slot] as number, weight[slot] as number];
      if (end > begin && other[end - 1] === neighbour) weight[end - 1] = (weight[end - 1] as number) + value;
      else {
        other[end] = neighbour;
        weight[end] = value;
        end += 1;
      }
    }
    start[node + 1] = end;
  }
  return { ids, start, neighbours: other.slice(0, end), weights: weight.slice(0, end) };
}

export function degreeOf({ start }: WeightedGraph, node: number): number {
  return (start[node + 1] as number) - (start[node] as number);
}

export const tiesOf = ({ neighbours }: WeightedGraph): number => neighbours.length / 2;
