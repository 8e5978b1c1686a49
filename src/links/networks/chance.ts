import type { Turn } from '../turns/Turn.ts';
import type { Random } from './random.ts';
import type { RemovalSearch } from './removalSearch.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

/** Shares left without k people by chance, over so many draws: the mean and the middle 90 %. */
export interface Chance {
  readonly draws: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Steps along ties that all draws may take, and the least number of draws. */
const MOST_STEPS = 2e8;
const LEAST_DRAWS = 100;

/** Draws are fewer on large graphs: each walks the whole. */
export async function byChance(
  graph: WeightedGraph,
  search: RemovalSearch,
  { k, wanted, random }: { readonly k: number; readonly wanted: number; readonly random: Random },
  turn: Turn,
): Promise<Chance> {
  const steps = graph.neighbours.length + graph.ids.length + 1;
  const draws = Math.min(wanted, Math.max(LEAST_DRAWS, Math.floor(MOST_STEPS / steps)));
  const shares: number[] = [];
  while (shares.length < draws) {
    if (turn.isOver()) await turn.end();
    const chosen = new Set<number>();
    while (chosen.size < k) chosen.add(random.below(graph.ids.length));
    shares.push(search.shareWithout([...chosen]));
  }
  shares.sort((a, b) => a - b);
  const at = (share: number) => shares[Math.max(0, Math.ceil(share * draws) - 1)] ?? 0;
  return {
    draws,
    mean: shares.reduce((sum, share) => sum + share, 0) / draws,
    low: at(0.05),
    high: at(0.95),
  };
}
