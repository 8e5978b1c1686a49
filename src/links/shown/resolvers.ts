import { type Context, callOptions } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { findThings } from './repository.ts';
import { shownNode } from './shownNode.ts';

type Thing = Awaited<ReturnType<typeof findThings>>[number];
interface Parent {
  readonly id: string;
}

const things = (context: Context) =>
  loader(context, 'things of links', async (ids: readonly string[]) => {
    const { graph, caller } = context;
    const rows = await findThings(graph, { ids, visible: caller.visible }, callOptions(context, 'links'));
    const found = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
    return ids.map((id) => (kind: string) => found.get(`${kind} ${id}`));
  });

const thing = async (kind: string, { id }: Parent, context: Context): Promise<Thing | undefined> =>
  (await things(context).load(id))(kind);

/** The resolvers of a type of things: the columns of its fields, and how it is called. */
function typeOf(
  kind: string,
  columns: Readonly<Record<string, keyof Thing>>,
  label: (found: Thing) => string,
) {
  const fields = Object.entries({ marking: 'marking' as const, ...columns }).map(([name, column]) => [
    name,
    async (parent: Parent, _args: unknown, context: Context) =>
      (await thing(kind, parent, context))?.[column],
  ]);
  return {
    ...Object.fromEntries(fields),
    kind: () => kind,
    label: async (parent: Parent, _args: unknown, context: Context) => {
      const found = await thing(kind, parent, context);
      return found === undefined ? parent.id : label(found);
    },
  };
}

const day = (at: string | null | undefined) => at?.slice(0, 10) ?? 'undated';

export const shown = {
  Hub: {
    node: ({ sight, state }: { sight: Sight; state: number }, _args: unknown, context: Context) =>
      shownNode(context, sight, state),
  },
  Event: typeOf(
    'EVENT',
    { eventKind: 'what', at: 'at', durationSeconds: 'seconds' },
    ({ what, at }) => `${(what ?? 'event').toLowerCase()} ${at ?? 'undated'}`,
  ),
  IntelligenceReport: typeOf(
    'INTELLIGENCE_REPORT',
    {
      ...{ writtenAt: 'at', sourceGrade: 'sourceGrade', informationGrade: 'informationGrade' },
      handling: 'handling',
    },
    ({ at, sourceGrade, informationGrade }) =>
      `report ${day(at)}, graded ${sourceGrade ?? '?'}${informationGrade ?? '?'}`,
  ),
  CustodyEpisode: typeOf(
    'CUSTODY_EPISODE',
    { arrestedAt: 'at', releasedAt: 'until', station: 'what', outcome: 'result' },
    ({ at, what }) => `custody ${day(at)}${what === null || what === undefined ? '' : `, ${what}`}`,
  ),
  Exhibit: typeOf(
    'EXHIBIT',
    { exhibit: 'what', submittedOn: 'at', resultOn: 'until', result: 'result' },
    ({ what, result }) => `${what ?? 'exhibit'}: ${result ?? 'no result known'}`,
  ),
  Order: typeOf(
    'ORDER',
    { orderKind: 'what', from: 'at', to: 'until' },
    ({ what, at }) => `${what ?? 'order'} from ${day(at)}`,
  ),
};
