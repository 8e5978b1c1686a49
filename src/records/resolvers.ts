import { type Context, callOptions, requirePerson, scrubbed, touch, withOwnSight } from '../access/index.ts';
import { loader } from '../access/loader.ts';
import { groupBy } from '../collections/groupBy.ts';
import { ageBand } from './ageBand.ts';
import { coarsen, type Place, shownPlace } from './placeOf.ts';
import {
  countGraph,
  findLocations,
  findOffences,
  findPersons,
  listOffenceTexts,
  listRecords,
  listSuspectOffences,
  listSuspects,
  listVictims,
} from './repository.ts';
import { reveal } from './reveal/resolvers.ts';
import { type MarkingRequest, markingHistory, setMarking } from './setMarking.ts';
import { pageOffences } from './suspectOffences.ts';
import { victimKey } from './victimKey.ts';

type Row<F extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<F>>[number];
type PersonRow = Row<typeof findPersons>;
type OffenceRow = Row<typeof findOffences>;

const persons = (context: Context) =>
  loader(context, 'persons', async (ids: readonly string[]) => {
    const rows = await findPersons(
      context.graph,
      { ids, visible: context.caller.visible },
      callOptions(context, 'person'),
    );
    touch(
      context,
      rows.map(({ id }) => id),
    );
    const found = new Map(rows.map((row) => [row.askedId, row]));
    return ids.map((id) => found.get(id));
  });

const offences = (context: Context) =>
  loader(context, 'offences', async (ids: readonly string[]) => {
    const rows = await findOffences(
      context.graph,
      { ids, visible: context.caller.visible },
      callOptions(context, 'offence'),
    );
    touch(
      context,
      rows.map(({ id }) => id),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

const locations = (context: Context) =>
  loader(context, 'locations', async (ids: readonly string[]) => {
    const rows = await findLocations(
      context.graph,
      { ids, visible: context.caller.visible },
      callOptions(context, 'location'),
    );
    touch(
      context,
      rows.map(({ id }) => id),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

const offenceTexts = (context: Context) =>
  loader(context, 'offence texts', async (ids: readonly string[]) => {
    const rows = await listOffenceTexts(
      context.graph,
      { ids, visible: context.caller.visible },
      callOptions(context, 'offence texts'),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  });

/** The title of the type, or what the source wrote for one. */
const titleOf = async (id: string, context: Context) => {
  const found = await offences(context).load(id);
  return found?.title ?? scrubbed(context, { offence: id }, found?.statedTitle);
};

/** Rows that hang on offences, for many offences at once. */
const ofOffences = <T extends { readonly offenceId: string }>(
  context: Context,
  name: string,
  list: (
    graph: Context['graph'],
    keys: { offenceIds: readonly string[]; visible: readonly string[] },
  ) => Promise<readonly T[]>,
) =>
  loader(context, name, async (offenceIds: readonly string[]) => {
    const rows = groupBy(
      await list(context.graph, { offenceIds, visible: context.caller.visible }),
      ({ offenceId }) => offenceId,
    );
    return offenceIds.map((id) => rows.get(id) ?? []);
  });

/** Rows that hang on persons, for many persons at once. */
const ofPersons = <T extends { readonly personId: string }>(
  context: Context,
  name: string,
  list: (
    graph: Context['graph'],
    keys: { personIds: readonly string[]; visible: readonly string[] },
    options: ReturnType<typeof callOptions>,
  ) => Promise<readonly T[]>,
) =>
  loader(context, name, async (personIds: readonly string[]) => {
    const rows = groupBy(
      await list(context.graph, { personIds, visible: context.caller.visible }, callOptions(context, name)),
      ({ personId }) => personId,
    );
    return personIds.map((id) => rows.get(id) ?? []);
  });

/** An id that an answer shows is one that somebody looked at, whatever else was asked of it. */
function shownId(context: Context, id: string): string {
  touch(context, [id]);
  return id;
}

const personField =
  (field: keyof PersonRow) => async (parent: { id: string }, _args: unknown, context: Context) =>
    (await persons(context).load(parent.id))?.[field];
const offenceField =
  (field: keyof OffenceRow) => async (parent: { id: string }, _args: unknown, context: Context) =>
    (await offences(context).load(parent.id))?.[field];

const records = {
  Query: {
    person: async (_root: unknown, { id }: { id: string }, context: Context) => {
      const found = await persons(context).load(id);
      return found && { id: found.id };
    },
    offence: async (_root: unknown, { id }: { id: string }, context: Context) => {
      const found = await offences(context).load(id);
      return found && { id: found.id };
    },
    location: async (_root: unknown, { id }: { id: string }, context: Context) => {
      const found = await locations(context).load(id);
      return found && shownPlace(found);
    },
    markingHistory: async (_root: unknown, { id }: { id: string }, context: Context) => {
      const { graph, caller, clock } = context;
      const changes = await markingHistory(graph, id, caller, clock, callOptions(context, 'markingHistory'));
      touch(context, changes.length > 0 ? [id] : []);
      return changes;
    },
    statistics: (_root: unknown, _args: unknown, context: Context) =>
      countGraph(context.graph, context.caller.visible, callOptions(context, 'statistics')),
  },
  Mutation: {
    setMarking: async (_root: unknown, request: MarkingRequest, context: Context) => {
      const { graph, clock } = context;
      requirePerson(context.caller, 'Setting a marking');
      const caller = withOwnSight(context.caller);
      const change = await setMarking(graph, request, caller, clock, callOptions(context, 'setMarking'));
      touch(context, [change.subject]);
      return change;
    },
  },
  Person: {
    id: ({ id }: { id: string }, _args: unknown, context: Context) => shownId(context, id),
    kind: () => 'PERSON',
    label: async ({ id }: { id: string }, _args: unknown, context: Context) =>
      (await persons(context).load(id))?.names[0] ?? id,
    names: async ({ id }: { id: string }, _args: unknown, context: Context) =>
      (await persons(context).load(id))?.names ?? [],
    marking: personField('marking'),
    sex: personField('sex'),
    bornOn: personField('bornOn'),
    status: personField('status'),
    warnings: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const warnings = (await persons(context).load(id))?.warnings ?? [];
      // One word is a code; more may be a sentence about somebody.
      return Promise.all(
        warnings.map((text) => (/\s/.test(text) ? scrubbed(context, { person: id }, text) : text)),
      );
    },
    asSuspect: async (
      { id }: { id: string },
      args: { first: number; after?: string | null },
      context: Context,
    ) => pageOffences(await ofPersons(context, 'asSuspect', listSuspectOffences).load(id), args),
    records: ({ id }: { id: string }, _args: unknown, context: Context) =>
      ofPersons(context, 'records', listRecords).load(id),
  },
  SourceRecord: {
    names: (record: Row<typeof listRecords>) => {
      const parts = [record.givenNames, record.familyName].filter(Boolean).join(' ');
      return [...new Set([record.fullName ?? parts, ...record.aliases])].filter((name) => name !== '');
    },
  },
  Offence: {
    id: ({ id }: { id: string }, _args: unknown, context: Context) => shownId(context, id),
    kind: () => 'OFFENCE',
    label: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const found = await offences(context).load(id);
      return found?.crimeNumber ?? (await titleOf(id, context)) ?? id;
    },
    crimeNumber: offenceField('crimeNumber'),
    marking: offenceField('marking'),
    title: ({ id }: { id: string }, _args: unknown, context: Context) => titleOf(id, context),
    summary: async ({ id }: { id: string }, _args: unknown, context: Context) =>
      scrubbed(context, { offence: id }, (await offenceTexts(context).load(id))?.summary),
    outcome: async ({ id }: { id: string }, _args: unknown, context: Context) =>
      scrubbed(context, { offence: id }, (await offenceTexts(context).load(id))?.outcome),
    modusOperandi: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const ways = (await offenceTexts(context).load(id))?.modusOperandi ?? [];
      return Promise.all(ways.map((way) => scrubbed(context, { offence: id }, way)));
    },
    reportedOn: offenceField('reportedOn'),
    reportedPrecision: offenceField('reportedPrecision'),
    endedOn: offenceField('endedOn'),
    type: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const code = (await offences(context).load(id))?.typeCode;
      return code === undefined || code === null ? null : { code };
    },
    location: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const found = await offences(context).load(id);
      if (found?.locationId === undefined || found.locationId === null) return null;
      const place = await locations(context).load(found.locationId);
      // Hidden as anybody's home, or in this offence as that of its own victim.
      return place && (found.victimsHome ? coarsen(place) : shownPlace(place));
    },
    suspects: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const rows = await ofOffences(context, 'suspects', listSuspects).load(id);
      return rows.map(({ personId, ...row }) => ({ ...row, person: { id: personId } }));
    },
    victims: async ({ id }: { id: string }, _args: unknown, context: Context) => {
      const rows = await ofOffences(context, 'victims', listVictims).load(id);
      return rows
        .map((row) => ({
          offenceId: id,
          personId: row.personId,
          pseudonym: context.pseudonyms.victim(victimKey(row)),
          sex: row.sex,
          ageBand: ageBand(row.age),
        }))
        .sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
    },
    witnesses: async ({ id }: { id: string }, _args: unknown, context: Context) =>
      (await offences(context).load(id))?.witnesses ?? 0,
  },
  Location: {
    kind: () => 'LOCATION',
    label: ({ address, postcode, borough, id }: Place) => address ?? postcode ?? borough ?? id,
    placeKind: ({ kind }: Place) => kind,
    coarsened: (place: Place & { coarsened?: boolean }) => place.coarsened ?? false,
  },
  GraphNode: { __resolveType: ({ __typename }: { __typename?: string }) => __typename },
};

export const resolvers = [records, reveal];
