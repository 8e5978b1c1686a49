import { beginTurn } from '../turns/Turn.ts';
import { randomOf, shuffle } from './random.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

/** Up to this many nodes every node is a source. */
export const EXACT_NODES = 5_000;
const PIVOTS = 500;
/** 95 % of a normal distribution. */
const Z = 1.96;

export interface Betweenness {
  /** Pairs of other people whose shortest connections (by number of ties) pass, each pair counted once. */
  readonly values: Float64Array;
  readonly exact: boolean;
  /** Sources followed. */
  readonly sources: number;
  /** Half of the 95 % interval of each value; 0 where exact. */
  readonly halfWidths: Float64Array;
}

export interface BetweennessOptions {
  readonly exactUpTo?: number;
  readonly pivots?: number;
  readonly seed?: number;
  /** Nodes that count as absent. */
  readonly removed?: Uint8Array | undefined;
}

/**
 * Betweenness by number of ties: Brandes, A faster algorithm for betweenness centrality (2001); sampled from seeded
 * pivots above `exactUpTo` nodes (Brandes & Pich 2007), with the normal interval of a sample without replacement.
 * Written here: it runs on the arrays of `WeightedGraph`, leaves out absent nodes and states the error of a sample.
 */
export async function betweenness(
  graph: WeightedGraph,
  options: BetweennessOptions = {},
  turn = beginTurn(),
): Promise<Betweenness> {
  const { exactUpTo = EXACT_NODES, pivots = PIVOTS, seed = 1, removed } = options;
  const size = graph.ids.length;
  const present = Uint32Array.from(graph.ids.keys()).filter((node) => removed?.[node] !== 1);
  const exact = present.length <= exactUpTo || present.length <= pivots;
  if (!exact) shuffle(present, randomOf(seed));
  const sources = exact ? present : present.subarray(0, pivots);
  const sums = new Float64Array(size);
  const squares = new Float64Array(exact ? 0 : size);
  const follow = follower(graph, removed);
  for (const source of sources) {
    follow(source, sums, squares);
    if (turn.isOver()) await turn.end();
  }
  const halfWidths = new Float64Array(size);
  const [count, all] = [sources.length, present.length];
  if (!exact)
    for (let node = 0; node < size; node++) {
      const mean = (sums[node] as number) / count;
      const variance = Math.max(0, (squares[node] as number) / count - mean * mean) * (count / (count - 1));
      halfWidths[node] = ((Z * all) / 2) * Math.sqrt((variance / count) * (1 - count / all));
      sums[node] = mean * all;
    }
  return { values: sums.map((sum) => sum / 2), exact, sources: count, halfWidths };
}

/** Adds the dependencies of one source: breadth first, then backwards. */
function follower({ ids, start, neighbours }: WeightedGraph, removed: Uint8Array | undefined) {
  const size = ids.length;
  const order = new Uint32Array(size);
  const distance = new Int32Array(size).fill(-1);
  const ways = new Float64Array(size);
  const depends = new Float64Array(size);
  return (source: number, sums: Float64Array, squares: Float64Array): void => {
    let [head, tail] = [0, 0];
    order[tail++] = source;
    distance[source] = 0;
    ways[source] = 1;
    while (head < tail) {
      const node = order[head++] as number;
      const next = (distance[node] as number) + 1;
      for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
        const other = neighbours[slot] as number;
        if (removed !== undefined && removed[other] === 1) continue;
        if (distance[other] === -1) {
          distance[other] = next;
          order[tail++] = other;
        }
        if (distance[other] === next) ways[other] = (ways[other] as number) + (ways[node] as number);
      }
    }
    for (let at = tail - 1; at >= 0; at--) {
      const node = order[at] as number;
      const before = (distance[node] as number) - 1;
      const share = (1 + (depends[node] as number)) / (ways[node] as number);
      for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
        const other = neighbours[slot] as number;
        if (distance[other] === before)
          depends[other] = (depends[other] as number) + (ways[other] as number) * share;
      }
      if (node === source) continue;
      const value = depends[node] as number;
      sums[node] = (sums[node] as number) + value;
      if (squares.length > 0) squares[node] = (squares[node] as number) + value * value;
    }
    for (let at = 0; at < tail; at++) {
      const node = order[at] as number;
      distance[node] = -1;
      ways[node] = 0;
      depends[node] = 0;
    }
  };
}
