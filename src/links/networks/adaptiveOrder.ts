import type { Turn } from '../turns/Turn.ts';
import { betweenness } from './betweenness.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

/** Above this many nodes each step's betweenness is sampled, from so many sources. */
const EXACT_BETWEENNESS_NODES = 2_000;
const PIVOTS = 256;
const LEAST_PIVOTS = 16;

/**
 * So many people in the order of betweenness, computed again after each removal (Holme et al. 2002).
 * @param steps along ties that all of it may take; the fewer, the fewer sources each betweenness is sampled from
 */
export async function adaptiveOrder(
  graph: WeightedGraph,
  k: number,
  { seed, steps }: { readonly seed: number; readonly steps: number },
  turn: Turn,
): Promise<readonly number[]> {
  const removed = new Uint8Array(graph.ids.length);
  const order: number[] = [];
  const sources = Math.floor(steps / (k * (graph.ids.length + graph.neighbours.length + 1)));
  while (order.length < k) {
    const { values } = await betweenness(
      graph,
      {
        exactUpTo: Math.min(EXACT_BETWEENNESS_NODES, sources),
        pivots: Math.max(LEAST_PIVOTS, Math.min(PIVOTS, sources)),
        seed,
        removed,
      },
      turn,
    );
    let best = -1;
    for (let node = 0; node < removed.length; node++)
      if (removed[node] === 0 && (best === -1 || (values[node] as number) > (values[best] as number)))
        best = node;
    removed[best] = 1;
    order.push(best);
  }
  return order;
}
