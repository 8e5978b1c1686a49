import { type Context, callOptions, touch } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import { shownPlace } from '../../records/index.ts';
import { callersSight } from '../adjacency/callersSight.ts';
import { NODE_KINDS } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { findPlaces } from './repository.ts';

/** A node as the resolvers of its type take it. */
export type ShownNode = { readonly __typename: string; readonly id: string } & Readonly<
  Record<string, unknown>
>;

const TYPES: Readonly<Record<string, string>> = {
  PERSON: 'Person',
  OFFENCE: 'Offence',
  LOCATION: 'Location',
  IDENTIFIER: 'Identifier',
  EVENT: 'Event',
  INTELLIGENCE_REPORT: 'IntelligenceReport',
  CUSTODY_EPISODE: 'CustodyEpisode',
  EXHIBIT: 'Exhibit',
  ORDER: 'Order',
};

const places = (context: Context) =>
  loader(context, 'places of links', async (ids: readonly string[]) => {
    const { graph, caller } = context;
    const { visible } = caller;
    const options = callOptions(context, 'places of links');
    const [rows, sight] = await Promise.all([
      findPlaces(graph, { ids, visible }, options),
      callersSight(context, 'NONE', 'places of links'),
    ]);
    const found = new Map(
      rows.map(({ homes, ...place }) => [
        place.id,
        { ...place, victimsHome: homes.some((home) => sight.isProtectedHome(home)) },
      ]),
    );
    return ids.map((id) => found.get(id));
  });

/** What stands for a person in the role of a victim. */
export const pseudonymOf = (context: Context, { adjacency, nodeOf, victimsRecord }: Sight, state: number) =>
  context.pseudonyms.victim(victimsRecord(nodeOf(state)) ?? adjacency.idOf(nodeOf(state)));

/** What a state of a walk is shown as: a victim by the pseudonym, a protected person's home by its postcode sector. */
export async function shownNode(context: Context, sight: Sight, state: number): Promise<ShownNode> {
  const { adjacency } = sight;
  const node = sight.nodeOf(state);
  if (sight.isVictim(state)) {
    const pseudonym = pseudonymOf(context, sight, state);
    return { __typename: 'VictimNode', id: pseudonym, kind: 'VICTIM', label: pseudonym };
  }
  const kind = NODE_KINDS[adjacency.nodeKind[node] ?? 0] ?? 'PERSON';
  const id = adjacency.idOf(node);
  if (kind === 'LOCATION') return shownLocation(context, id);
  touch(context, [id]);
  return { __typename: TYPES[kind] ?? kind, id };
}

/** A place as it may be shown: a protected person's home by its postcode sector. */
export async function shownLocation(context: Context, id: string): Promise<ShownNode> {
  touch(context, [id]);
  const place = await places(context).load(id);
  return { __typename: 'Location', ...(place === undefined ? { id } : shownPlace(place)) };
}
