import { type Context, pageSize, touch } from '../../access/index.ts';
import { shownNode } from '../shown/shownNode.ts';
import type { BuiltNetwork } from './buildNetwork.ts';
import type { Community } from './communities.ts';
import type { EarlierCommunity } from './continued.ts';
import { REGROWTH } from './disruption.ts';
import { evidenceOfTie } from './evidenceOfTie.ts';
import { findDisruption } from './findDisruption.ts';
import { type FoundNetwork, findNetwork } from './findNetwork.ts';
import { STATED } from './projection/ProjectionQuestion.ts';
import { LEVEL } from './projection/validate.ts';
import type { Removal } from './removalSearch.ts';
import type { NetworkScope } from './scope.ts';
import { type StrongTie, strongestTies } from './strongestTies.ts';
import { degreeOf, tiesOf } from './WeightedGraph.ts';

const VERSION = 1;
const OWN = `Linchpin's own code (networks, version ${VERSION}), not Neo4j's Graph Data Science`;
const NETWORK_METHOD = `${OWN}: communities by Leiden on modularity (Traag, Waltman and van Eck 2019), betweenness by Brandes (2001), by number of ties, sampled beyond 5,000 people (Brandes and Pich 2007), k-core by Batagelj and Zaversnik (2003), articulation points by Hopcroft and Tarjan (1973). Seeded: the same facts give the same answer.`;
const DISRUPTION_METHOD = `${OWN}: every set where they are few, else a swap search that starts from adaptive betweenness (Holme et al. 2002). Seeded: the same facts give the same answer.`;
const MOST_BROKERS = 20;
const MOST_POINTS = 100;

interface Member {
  readonly network: FoundNetwork;
  readonly node: number;
}
interface CommunityParent {
  readonly network: FoundNetwork;
  readonly place: number;
  readonly community: Community;
}
interface ThingParent {
  readonly network: BuiltNetwork;
  readonly tie: StrongTie;
  readonly thing: number;
}

const personOf = (context: Context, id: string) => {
  touch(context, [id]);
  return { id };
};

/** What both answers say of the network itself; of one that is too large nothing is known. */
const said = ({ graph, withoutTie, crowds, undated, validated, ...rest }: BuiltNetwork) => ({
  reason: rest.reason,
  unknownIds: rest.unknownIds,
  validation: validated === undefined ? null : { ...validated, level: LEVEL },
  ...(rest.tooLarge
    ? {}
    : {
        people: graph.ids.length,
        withoutTie,
        ties: tiesOf(graph),
        crowdsLeftOut: crowds,
        undatedLeftOut: undated,
      }),
});

/** What is worked out of a network that is not too large. */
const workedOut = ({ analysis, communities }: FoundNetwork) => ({
  components: analysis.components.length,
  largestComponent: analysis.components[0] ?? 0,
  communitiesFound: communities.length,
  articulationPointsFound: analysis.articulation.size,
  betweennessExact: analysis.betweenness.exact,
  betweennessSources: analysis.betweenness.sources,
});

/** Nodes by betweenness down, equal ones in the order of their ids. */
const byBetweenness = ({ analysis }: FoundNetwork, nodes: Iterable<number>): readonly number[] => {
  const { values } = analysis.betweenness;
  return [...nodes].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
};

const membersOf = (network: FoundNetwork, nodes: readonly number[]): readonly Member[] =>
  nodes.map((node) => ({ network, node }));

const idOfCommunity = ({ analysis, communities }: FoundNetwork, node: number): string | undefined =>
  // Communities are in the order of their numbers, those of one person last.
  communities[analysis.community[node] ?? 0]?.id;

const removalOf = (
  context: Context,
  {
    personIds,
    method,
    largestLeft,
    shareLeft,
  }: Pick<Removal, 'personIds' | 'largestLeft' | 'shareLeft'> & Partial<Removal>,
) => ({
  people: personIds.map((id) => personOf(context, id)),
  ...{ method, largestLeft, shareLeft },
});

const idsOf = (context: Context, ids: readonly string[]): readonly string[] => {
  touch(context, ids);
  return ids;
};

export const networks = {
  Query: {
    network: async (
      _root: unknown,
      args: { scope: NetworkScope; comparedTo?: readonly EarlierCommunity[] | null },
      context: Context,
    ) => {
      const network = await findNetwork(context, { scope: args.scope, comparedTo: args.comparedTo ?? [] });
      const { analysis, continued, tooLarge } = network;
      const { values } = analysis.betweenness;
      const between = byBetweenness(network, network.graph.ids.keys()).filter(
        (node) => (values[node] ?? 0) > 0,
      );
      const points = byBetweenness(network, analysis.articulation);
      return {
        ...said(network),
        ...(tooLarge ? {} : workedOut(network)),
        method: NETWORK_METHOD,
        truncated: tooLarge,
        network,
        brokers: membersOf(network, between.slice(0, MOST_BROKERS)),
        articulationPoints: membersOf(network, points.slice(0, MOST_POINTS)),
        endedCommunities: continued.ended,
      };
    },
    disruption: async (
      _root: unknown,
      args: { scope: NetworkScope; k?: number | null },
      context: Context,
    ) => {
      const found = await findDisruption(context, { scope: args.scope, k: args.k ?? 5 });
      const { disruption, truncated } = found;
      const whole = { ...said(found), truncated, method: DISRUPTION_METHOD, warning: REGROWTH };
      if (disruption === undefined) return { ...whole, best: [] };
      const { bestBySize, adaptiveBetweenness, mostConnected, chance, bridge, k, largest } = disruption;
      const adaptive = adaptiveBetweenness.at(-1);
      return {
        ...whole,
        ...{ k, largest, chance },
        best: bestBySize.map((removal) => removalOf(context, removal)),
        adaptiveBetweenness: adaptive === undefined ? null : removalOf(context, adaptive),
        mostConnected: removalOf(context, {
          ...mostConnected,
          largestLeft: Math.round(mostConnected.shareLeft * largest),
        }),
        bridge:
          bridge === null
            ? null
            : {
                ...bridge,
                a: personOf(context, bridge.personIds[0]),
                b: personOf(context, bridge.personIds[1]),
              },
      };
    },
  },
  Network: {
    strongestTies: ({ network }: { network: FoundNetwork }, { first }: { first?: number | null }) =>
      strongestTies(network, pageSize(first ?? 20)).map((tie) => ({ network, tie })),
    communities: ({ network }: { network: FoundNetwork }, { first }: { first?: number | null }) =>
      network.communities
        .slice(0, pageSize(first ?? 20))
        .map((community, place): CommunityParent => ({ network, place, community })),
  },
  NetworkTie: {
    a: ({ network, tie }: ThingParent, _args: unknown, context: Context) =>
      personOf(context, network.sight.adjacency.idOf(tie.a)),
    b: ({ network, tie }: ThingParent, _args: unknown, context: Context) =>
      personOf(context, network.sight.adjacency.idOf(tie.b)),
    weight: ({ tie }: ThingParent) => tie.things.length,
    things: ({ network, tie }: ThingParent) => tie.things.map((thing) => ({ network, tie, thing })),
  },
  NetworkTieThing: {
    thing: ({ network, thing }: ThingParent, _args: unknown, context: Context) =>
      thing === STATED ? null : shownNode(context, network.sight, thing),
    evidence: ({ network, tie, thing }: ThingParent, _args: unknown, context: Context) =>
      evidenceOfTie(context, network.sight, { a: tie.a, b: tie.b, thing }),
  },
  NetworkCommunity: {
    id: ({ community }: CommunityParent) => community.id,
    size: ({ community }: CommunityParent) => community.members.length,
    memberIds: ({ network, community }: CommunityParent, _args: unknown, context: Context) =>
      idsOf(
        context,
        community.members.map((node) => network.graph.ids[node] ?? ''),
      ),
    members: ({ network, community }: CommunityParent, { first }: { first?: number | null }) => {
      const ties = (node: number) => degreeOf(network.graph, node);
      const ordered = [...community.members].sort((a, b) => ties(b) - ties(a) || a - b);
      return membersOf(network, ordered.slice(0, pageSize(first ?? 20)));
    },
    innerTies: ({ community }: CommunityParent) => community.innerTies,
    density: ({ community }: CommunityParent) => community.density,
    conductance: ({ community }: CommunityParent) => community.conductance,
    continues: ({ network, place }: CommunityParent) => network.continued.of.get(place)?.id,
    joined: ({ network, place }: CommunityParent, _args: unknown, context: Context) =>
      idsOf(context, network.continued.of.get(place)?.joined ?? []),
    left: ({ network, place }: CommunityParent, _args: unknown, context: Context) =>
      idsOf(context, network.continued.of.get(place)?.left ?? []),
  },
  NetworkMember: {
    person: ({ network, node }: Member, _args: unknown, context: Context) =>
      personOf(context, network.graph.ids[node] ?? ''),
    ties: ({ network, node }: Member) => degreeOf(network.graph, node),
    betweenness: ({ network, node }: Member) => network.analysis.betweenness.values[node],
    betweennessError: ({ network, node }: Member) => network.analysis.betweenness.halfWidths[node],
    core: ({ network, node }: Member) => network.analysis.core[node],
    articulationPoint: ({ network, node }: Member) => network.analysis.articulation.has(node),
    communityId: ({ network, node }: Member) => idOfCommunity(network, node),
    communitiesTied: ({ network, node }: Member) => {
      const { start, neighbours } = network.graph;
      const tied = neighbours.subarray(start[node], start[node + 1]);
      return new Set([...tied].map((other) => network.analysis.community[other])).size;
    },
  },
};
