import { beginTurn } from '../turns/Turn.ts';
import { adaptiveOrder } from './adaptiveOrder.ts';
import { type Bridge, bridgeOf } from './bridge.ts';
import { byChance, type Chance } from './chance.ts';
import { randomOf } from './random.ts';
import { type Removal, RemovalSearch } from './removalSearch.ts';
import { degreeOf, type WeightedGraph } from './WeightedGraph.ts';

export interface Disruption {
  readonly k: number;
  /** People in the largest component before. */
  readonly largest: number;
  /** The best found for k. */
  readonly best: Removal;
  /** The best found for each number from 1 to k; a smaller set need not be part of a larger one. */
  readonly bestBySize: readonly Removal[];
  /** Betweenness computed again after each removal: what a step by step operation would do. */
  readonly adaptiveBetweenness: readonly Removal[];
  /** The k most connected, all arrested on one day. */
  readonly mostConnected: { readonly personIds: readonly string[]; readonly shareLeft: number };
  /** k people by chance. */
  readonly chance: Chance;
  /** The two people left whose tie would join the most again; null where all that is left hangs together. */
  readonly bridge: Bridge | null;
  readonly warning: string;
}

export interface DisruptionOptions {
  readonly seed?: number;
  /** Steps along ties that the search for one number of people may take. */
  readonly effort?: number;
  /** Restarts in a row that bring nothing, after which the search for one number of people ends. */
  readonly idleRestarts?: number;
  readonly draws?: number;
  /** Steps along ties that adaptive betweenness may take; no limit where nothing is said. */
  readonly betweennessSteps?: number;
}

export const REGROWTH =
  'Networks regrow: people left make new ties, often through those who knew the removed. The share left is of the recorded ties, on the day, and no forecast.';
/** On the Montagna meetings and calls, 150 find for k from 1 to 10 what the whole effort finds. */
const IDLE_RESTARTS = 150;

/**
 * Which k people to remove so that the largest component left is smallest. Small graphs exactly; else from adaptive
 * betweenness (Holme et al. 2002) by a swap search: each of the k in turn is exchanged for the node whose removal
 * leaves least, all candidates read off one depth-first walk, with seeded restarts. Seeded, so the same answer each time.
 * @param k from 0; more than there are people removes all
 */
export async function disruption(
  graph: WeightedGraph,
  k: number,
  options: DisruptionOptions = {},
  turn = beginTurn(),
): Promise<Disruption> {
  const { seed = 1, effort = 3e7, idleRestarts = IDLE_RESTARTS, draws = 1_000 } = options;
  const { betweennessSteps: steps = Number.POSITIVE_INFINITY } = options;
  const people = Math.min(k, graph.ids.length);
  const search = new RemovalSearch(graph, effort, idleRestarts, turn);
  const adaptive = await adaptiveOrder(graph, people, { seed, steps }, turn);
  const bestBySize: Removal[] = [];
  const adaptiveBetweenness: Removal[] = [];
  let before: readonly number[] = [];
  for (let size = 1; size <= people; size++) {
    const start = adaptive.slice(0, size);
    adaptiveBetweenness.push(search.removal(start, 'ADAPTIVE_BETWEENNESS', size));
    const exact = await search.exact(size);
    const found =
      exact ?? (await search.swaps(size, [start, search.grown(before, size)], randomOf(seed + size)));
    before = found;
    const method =
      exact !== undefined ? 'EXACT' : same(found, start) ? 'ADAPTIVE_BETWEENNESS' : 'SWAP_SEARCH';
    bestBySize.push(search.removal(search.inOrder(found), method, size));
  }
  const nothing: Removal = { ...search.removal([], 'EXACT', 0) };
  const best = bestBySize.at(-1) ?? nothing;
  const connected = mostConnected(graph, people);
  return {
    k: people,
    largest: search.largest,
    best,
    bestBySize,
    adaptiveBetweenness,
    mostConnected: {
      personIds: connected.map((node) => graph.ids[node] as string),
      shareLeft: search.shareWithout(connected),
    },
    chance: await byChance(graph, search, { k: people, wanted: draws, random: randomOf(seed) }, turn),
    bridge: await bridgeOf(graph, before, search, turn),
    warning: REGROWTH,
  };
}

const same = (one: readonly number[], two: readonly number[]) =>
  one.length === two.length && one.every((node) => two.includes(node));

function mostConnected(graph: WeightedGraph, k: number): readonly number[] {
  const degrees = graph.ids.map((_, node) => degreeOf(graph, node));
  return [...degrees.keys()]
    .sort((a, b) => (degrees[b] as number) - (degrees[a] as number) || a - b)
    .slice(0, k);
}
