import { createHash } from 'node:crypto';
import { degreeOf, type WeightedGraph } from './WeightedGraph.ts';

export interface Community {
  readonly id: string;
  /** Nodes, ascending. */
  readonly members: readonly number[];
  /** Pairs of members with a tie, and that over all pairs. */
  readonly innerTies: number;
  readonly density: number;
  /** Ties that lead out, over the ties of the side that has fewer; undefined where the other side has none. */
  readonly conductance: number | undefined;
}

/** Characters of a community's id. */
const ID_LENGTH = 12;

/** Communities of two people and more in the order of their numbers: by size down. */
export function communitiesOf(graph: WeightedGraph, community: Uint32Array): readonly Community[] {
  const members: number[][] = [];
  for (const [node, number] of community.entries()) {
    const list = members[number] ?? [];
    members[number] = list;
    list.push(node);
  }
  return members
    .filter((list) => list.length > 1)
    .map((list) => ({
      id: idOf(list.map((node) => graph.ids[node] ?? '')),
      members: list,
      ...cohesionOf(graph, community, list),
    }));
}

/** Ties count one, whatever their weight. */
function cohesionOf(
  graph: WeightedGraph,
  community: Uint32Array,
  members: readonly number[],
): Pick<Community, 'innerTies' | 'density' | 'conductance'> {
  let [inner, ends] = [0, 0];
  for (const node of members) {
    ends += degreeOf(graph, node);
    for (let slot = graph.start[node] ?? 0; slot < (graph.start[node + 1] ?? 0); slot += 1)
      if (community[graph.neighbours[slot] ?? 0] === community[node]) inner += 1;
  }
  const innerTies = inner / 2;
  const side = Math.min(ends, graph.neighbours.length - ends);
  return {
    innerTies,
    density: innerTies / ((members.length * (members.length - 1)) / 2),
    conductance: side === 0 ? undefined : (ends - inner) / side,
  };
}

/**
 * The least of the members' hashes (Broder's min-wise hashing, 1997): the same members have the same id in every run, and
 * two memberships have the same with the probability of what they have in common (Jaccard).
 */
function idOf(ids: readonly string[]): string {
  const [least = ''] = ids.map((id) => createHash('sha256').update(`community ${id}`).digest('hex')).sort();
  return `C-${least.slice(0, ID_LENGTH)}`;
}
