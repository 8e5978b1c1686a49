import { beginTurn, type Turn } from '../../turns/Turn.ts';
import { components } from '../components.ts';
import { type Random, randomOf } from '../random.ts';
import type { WeightedGraph } from '../WeightedGraph.ts';
import { aggregated, firstLevel, type Level } from './Level.ts';
import { moveNodes } from './moveNodes.ts';
import { countOf, numbered, packed } from './partition.ts';
import { refine } from './refine.ts';

export interface LeidenOptions {
  /** `cpm` compares with a density, `modularity` with chance given each node's strength. */
  readonly quality?: 'modularity' | 'cpm';
  readonly resolution?: number;
  readonly seed?: number;
  /** Passes over the whole at most; each starts from the partition before. */
  readonly passes?: number;
}

/**
 * Communities by the Leiden algorithm: Traag, Waltman & van Eck, From Louvain to Leiden, Scientific Reports 9 (2019)
 * 5233: fast local moves over a queue, refinement inside each community, aggregation of the refined parts. The same
 * seed gives the same answer. Not Louvain, whose communities may fall apart inside (same paper).
 * @returns for each node its community, numbered from 0 by size down, then by least node; each is connected
 */
export async function leiden(
  graph: WeightedGraph,
  options: LeidenOptions = {},
  turn = beginTurn(),
): Promise<Uint32Array> {
  const { quality = 'modularity', resolution = 1, seed = 1, passes = 10 } = options;
  const random = randomOf(seed);
  const first = firstLevel(graph, quality);
  const total = graph.weights.reduce((sum, value) => sum + value, 0);
  const gamma = quality === 'cpm' ? resolution : total === 0 ? 0 : resolution / total;
  let membership = Uint32Array.from({ length: first.size }, (_, node) => node);
  for (let pass = 0; pass < passes; pass++) {
    const [next, changed] = await onePass(first, membership, gamma, random, turn);
    membership = next;
    if (!changed) break;
  }
  return numbered(connectedParts(graph, membership));
}

/** Up through the levels until nothing can be put together any more. */
async function onePass(
  first: Level,
  initial: Uint32Array,
  gamma: number,
  random: Random,
  turn: Turn,
): Promise<readonly [Uint32Array<ArrayBuffer>, boolean]> {
  let level = first;
  let partition = packed(initial);
  /** For each first node, its node of the present level. */
  const above = Uint32Array.from({ length: first.size }, (_, node) => node);
  let changed = false;
  for (;;) {
    if (await moveNodes(level, partition, gamma, random, turn)) changed = true;
    const refined = packed(await refine(level, partition, gamma, random, turn));
    const parts = countOf(refined);
    if (parts === level.size) break;
    const community = new Uint32Array(parts);
    for (let node = 0; node < level.size; node++)
      community[refined[node] as number] = partition[node] as number;
    for (let node = 0; node < above.length; node++) above[node] = refined[above[node] as number] as number;
    level = aggregated(level, refined, parts);
    partition = packed(community);
  }
  return [above.map((node) => partition[node] as number), changed];
}

/** What is left of the last moves may have come apart where passes ran out; parts of it are worth no less. */
function connectedParts(graph: WeightedGraph, partition: Uint32Array): Uint32Array {
  return components(graph, (a, b) => partition[a] === partition[b]).of;
}
