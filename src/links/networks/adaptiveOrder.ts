import { betweennessInTurns } from './betweenness.ts';
import type { Turns } from './turns.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

/** Above this many nodes each step's betweenness is sampled. */
const EXACT_BETWEENNESS_NODES = 2_000;
const PIVOTS = 256;

/** So many people in the order of betweenness, computed again after each removal (Holme et al. 2002). */
export function* adaptiveOrder(graph: WeightedGraph, k: number, seed: number): Turns<readonly number[]> {
  const removed = new Uint8Array(graph.ids.length);
  const order: number[] = [];
  while (order.length < k) {
    const { values } = yield* betweennessInTurns(graph, {
      exactUpTo: EXACT_BETWEENNESS_NODES,
      pivots: PIVOTS,
      seed,
      removed,
    });
    let best = -1;
    for (let node = 0; node < removed.length; node++)
      if (removed[node] === 0 && (best === -1 || (values[node] as number) > (values[best] as number)))
        best = node;
    removed[best] = 1;
    order.push(best);
  }
  return order;
}
