import { beginTurn } from '../turns/Turn.ts';
import { type Betweenness, betweenness, EXACT_NODES } from './betweenness.ts';
import { components } from './components.ts';
import { coreNumbers } from './cores.ts';
import { cuts } from './cutting.ts';
import { leiden } from './leiden/leiden.ts';
import type { WeightedGraph } from './WeightedGraph.ts';

/** Steps along ties that betweenness may take, and sources between which their number is then chosen. */
const MOST_STEPS = 2e8;
const PIVOTS = 500;
const LEAST_PIVOTS = 50;

/** What is worked out of every node of a network. */
export interface Analysis {
  /** Sizes, largest first. */
  readonly components: readonly number[];
  /** By node the number of its community, as `leiden` gives it. */
  readonly community: Uint32Array;
  readonly betweenness: Betweenness;
  readonly core: Uint32Array;
  readonly articulation: ReadonlySet<number>;
}

/** Betweenness is exact up to 5,000 nodes; beyond, the more ties there are the fewer sources it is sampled from. */
export async function analyse(graph: WeightedGraph, turn = beginTurn()): Promise<Analysis> {
  const steps = graph.ids.length + graph.neighbours.length + 1;
  const pivots = Math.max(LEAST_PIVOTS, Math.min(PIVOTS, Math.floor(MOST_STEPS / steps)));
  const community = await leiden(graph, {}, turn);
  const between = await betweenness(graph, { exactUpTo: EXACT_NODES, pivots }, turn);
  return {
    components: [...components(graph).sizes].sort((a, b) => b - a),
    community,
    betweenness: between,
    core: coreNumbers(graph),
    articulation: new Set(cuts(graph).articulation),
  };
}
