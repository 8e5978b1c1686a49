import { type Context, callOptions, touch } from '../access/index.ts';
import { loader } from '../access/loader.ts';
import { findLocations, shownPlace } from '../records/index.ts';
import { findIdentifiers } from './repository.ts';
import { type Hit, type SearchRequest, searchGraph } from './searchGraph.ts';

const TYPES: Readonly<Record<string, string>> = {
  PERSON: 'Person',
  OFFENCE: 'Offence',
  LOCATION: 'Location',
  IDENTIFIER: 'Identifier',
};

const identifiers = (context: Context) =>
  loader(context, 'identifiers', async (ids: readonly string[]) => {
    const rows = await findIdentifiers(
      context.graph,
      { ids, visible: context.caller.visible },
      callOptions(context, 'identifier'),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

const identifierField =
  (field: 'kind' | 'value' | 'valid') =>
  async ({ id }: { id: string }, _args: unknown, context: Context) =>
    (await identifiers(context).load(id))?.[field];

export const resolvers = {
  Query: {
    search: async (_root: unknown, args: Omit<SearchRequest, 'visible'>, context: Context) => {
      const page = await searchGraph(
        context.graph,
        { ...args, visible: context.caller.visible },
        callOptions(context, 'search'),
      );
      touch(
        context,
        page.edges.map(({ node }) => node.id),
      );
      return page;
    },
  },
  SearchHit: {
    node: async ({ kind, id }: Hit, _args: unknown, context: Context) => {
      if (kind !== 'LOCATION') return { __typename: TYPES[kind], id };
      const [place] = await findLocations(
        context.graph,
        { ids: [id], visible: context.caller.visible },
        callOptions(context, 'location'),
      );
      return { __typename: 'Location', ...(place === undefined ? { id } : shownPlace(place)) };
    },
  },
  Identifier: {
    kind: () => 'IDENTIFIER',
    label: identifierField('value'),
    identifierKind: identifierField('kind'),
    value: identifierField('value'),
    valid: identifierField('valid'),
  },
};
