import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { beginTurn } from '../turns/Turn.ts';
import { betweenness } from './betweenness.ts';
import { components } from './components.ts';
import { cuts } from './cutting.ts';
import { type Disruption, disruption } from './disruption.ts';
import { leiden } from './leiden/leiden.ts';
import { tiesOf, type WeightedGraph } from './WeightedGraph.ts';

const LISTED = 10;

export interface NetworkDescription {
  readonly nodes: number;
  /** Pairs of people with a tie. */
  readonly ties: number;
  /** Sizes, largest first. */
  readonly components: readonly number[];
  /** By Leiden on modularity, largest first; people by id. */
  readonly communities: readonly { readonly size: number; readonly personIds: readonly string[] }[];
  readonly betweenness: {
    readonly exact: boolean;
    /** The 10 highest; `halfWidth` is half of the 95 % interval, 0 where exact. */
    readonly highest: readonly {
      readonly personId: string;
      readonly value: number;
      readonly halfWidth: number;
    }[];
  };
  /** People without whom their component falls apart. */
  readonly articulationPoints: readonly string[];
  /** Null where it was not asked for. */
  readonly disruption: Disruption | null;
}

/** @param k how many to remove; no disruption where undefined */
export async function describeNetwork(
  graph: WeightedGraph,
  k?: number,
  signal?: AbortSignal,
): Promise<NetworkDescription> {
  const id = (node: number) => graph.ids[node] as string;
  const turn = beginTurn(signal);
  const community = await leiden(graph, {}, turn);
  const members = new Map<number, string[]>();
  for (const [node, of] of community.entries()) {
    const people = members.get(of);
    if (people === undefined) members.set(of, [id(node)]);
    else people.push(id(node));
  }
  const { values, halfWidths, exact } = await betweenness(graph, {}, turn);
  const highest = [...values.keys()]
    .sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
    .slice(0, LISTED)
    .map((node) => ({
      personId: id(node),
      value: values[node] as number,
      halfWidth: halfWidths[node] as number,
    }));
  return {
    nodes: graph.ids.length,
    ties: tiesOf(graph),
    components: [...components(graph).sizes].sort((a, b) => b - a),
    communities: [...members]
      .sort(([a], [b]) => a - b)
      .map(([, people]) => ({ size: people.length, personIds: people.sort(compareCodePoints) })),
    betweenness: { exact, highest },
    articulationPoints: cuts(graph).articulation.map(id),
    disruption: k === undefined ? null : await disruption(graph, k, {}, turn),
  };
}
