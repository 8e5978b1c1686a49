import { createHash } from 'node:crypto';
import { beginTurn, type Turn } from '../turns/Turn.ts';
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
/** A hash takes as long as so many links. */
const LINKS_OF_A_HASH = 50;

/** Communities of two people and more in the order of their numbers: by size down. */
export async function communitiesOf(
  graph: WeightedGraph,
  community: Uint32Array,
  turn = beginTurn(),
): Promise<readonly Community[]> {
  const members: number[][] = [];
  for (const [node, number] of community.entries()) {
    const list = members[number] ?? [];
    members[number] = list;
    list.push(node);
  }
  const communities: Community[] = [];
  for (const list of members) {
    if (list.length < 2) continue;
    const id = await idOf(graph, list, turn);
    communities.push({ id, members: list, ...cohesionOf(graph, community, list) });
  }
  return communities;
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
async function idOf({ ids }: WeightedGraph, members: readonly number[], turn: Turn): Promise<string> {
  let least: string | undefined;
  for (const node of members) {
    const hash = createHash('sha256').update(`community ${ids[node]}`).digest('hex');
    if (least === undefined || hash < least) least = hash;
    if (turn.isOver(LINKS_OF_A_HASH)) await turn.end();
  }
  return `C-${least?.slice(0, ID_LENGTH)}`;
}
