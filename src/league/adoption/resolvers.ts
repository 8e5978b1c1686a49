import { differenceInCalendarDays, parseISO } from 'date-fns';
import {
  type Context,
  callOptions,
  decodeCursor,
  pageOf,
  pageSize,
  scrubbed,
  touch,
} from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import { groupBy } from '../../collections/groupBy.ts';
import { londonDate } from '../../config/index.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { type League, MICROS_PER_DAY } from '../table/computeLeague.ts';
import { entryOf } from '../table/resolvers.ts';
import { type Decision, decide, endAdoption } from './decide.ts';
import { type EntryState, entryState, fits, leftOutBy, type StateFilter } from './EntryState.ts';
import { type Adoption, findAdoptions, findPersons, findStates, listAdoptions } from './repository.ts';

type Entry = ReturnType<ReturnType<typeof entryOf>>;

const adoptions = (context: Context) =>
  loader(context, 'adoptions', async (personIds: readonly string[]) => {
    const keys = { personIds, visible: context.caller.visible };
    const rows = groupBy(
      await findAdoptions(context.graph, keys, callOptions(context, 'adoptions')),
      ({ personId }) => personId,
    );
    return personIds.map((id) => rows.get(id) ?? []);
  });
const states = (context: Context, on: string | undefined) =>
  loader(context, `states ${on}`, async (personIds: readonly string[]) => {
    const keys = { personIds, visible: context.caller.visible, on };
    const rows = await findStates(context.graph, keys, callOptions(context, 'states'));
    const byId = new Map(rows.map((row) => [row.personId, row]));
    return personIds.map((id) => byId.get(id));
  });
const shown = (context: Context) =>
  loader(context, 'adopted persons', async (recordIds: readonly string[]) => {
    const keys = { recordIds, byReader: false, visible: context.caller.visible };
    const rows = await findPersons(context.graph, keys, callOptions(context, 'adoptions'));
    const byId = new Map(rows.map(({ recordId, personId }) => [recordId, personId]));
    return recordIds.map((id) => byId.get(id));
  });

async function stateOf({ personId, table }: Entry, programme: string, context: Context): Promise<EntryState> {
  const asOf = table.scope.to ?? undefined;
  const [row, found] = await Promise.all([
    states(context, asOf).load(personId),
    adoptions(context).load(personId),
  ]);
  const unknown = { personId, marking: '', status: null, bornOn: null, orders: [] };
  return entryState(row ?? unknown, found, programme, asOf);
}

const decision =
  (status: 'PROPOSED' | 'ADOPTED' | 'DECLINED') =>
  async (_root: unknown, args: Decision, context: Context): Promise<Adoption> => {
    const { graph, caller, clock } = context;
    // The Date of the generated catalogue reads to the driver's own value.
    const reviewOn = (args.reviewOn ?? null) === null ? undefined : String(args.reviewOn);
    const made = await decide(
      graph,
      status,
      { ...args, reviewOn },
      caller,
      clock,
      callOptions(context, 'decide'),
    );
    touch(context, [made.id, made.personId]);
    return made;
  };

export const resolvers = {
  Query: {
    adoptions: async (
      _root: unknown,
      args: { programme: string; state?: string | null; first: number; after?: string | null },
      context: Context,
    ) => {
      const { graph, caller } = context;
      const options = callOptions(context, 'adoptions');
      const first = pageSize(args.first);
      const key = decodeCursor(args.after, ['string', 'string']);
      const after = key === undefined ? undefined : { at: String(key[0]), id: String(key[1]) };
      const { id: programme } = await findProgramme(graph, args.programme, caller, options);
      const asked = { programme, status: args.state, visible: caller.visible, after, limit: first + 1 };
      const rows = await listAdoptions(graph, asked, options);
      touch(
        context,
        rows.slice(0, first).flatMap(({ id, personId }) => [id, personId]),
      );
      return pageOf(rows, first, ({ at, id }) => [at, id], key);
    },
  },
  Mutation: {
    proposeAdoption: decision('PROPOSED'),
    adoptEntry: decision('ADOPTED'),
    declineEntry: decision('DECLINED'),
    endAdoption: async (_root: unknown, args: { id: string; reason: string }, context: Context) => {
      const { graph, caller, clock } = context;
      const personId = await endAdoption(graph, args, caller, clock, callOptions(context, 'endAdoption'));
      touch(context, [args.id, personId]);
      return (await adoptions(context).load(personId)).find(({ id }) => id === args.id);
    },
  },
  League: {
    entriesWhere: async (league: League, { filter }: { filter: StateFilter }, context: Context) => {
      const entries = league.entries.map(entryOf(league));
      const known = await Promise.all(entries.map((entry) => stateOf(entry, league.programme.id, context)));
      const answers = known.map((state) => fits(state, filter));
      return {
        entries: entries.filter((_, index) => answers[index] === true),
        leftOut: answers.filter((answer) => answer === false).length,
        leftOutUnknown: answers.filter((answer) => answer === undefined).length,
        why: leftOutBy(known, filter),
      };
    },
  },
  LeagueEntry: {
    state: (entry: Entry, _args: unknown, context: Context) => stateOf(entry, entry.programme, context),
    adoption: async (entry: Entry, _args: unknown, context: Context) =>
      (await adoptions(context).load(entry.personId)).find(({ programme }) => programme === entry.programme),
  },
  Person: {
    adoptions: ({ id }: { id: string }, _args: unknown, context: Context) => adoptions(context).load(id),
  },
  Adoption: {
    reason: ({ recordId, reason }: Adoption, _args: unknown, context: Context) =>
      scrubbed(context, { person: recordId }, reason),
    endedReason: ({ recordId, endedReason }: Adoption, _args: unknown, context: Context) =>
      scrubbed(context, { person: recordId }, endedReason),
    person: async ({ recordId }: Adoption, _args: unknown, context: Context) => {
      const id = await shown(context).load(recordId);
      return id === undefined ? null : { id };
    },
    reviewDue: ({ status, reviewOn }: Adoption, _args: unknown, { clock }: Context) =>
      status === 'ADOPTED' && (reviewOn ?? null) !== null && String(reviewOn) <= londonDate(clock.now()),
    harmDays: ({ harmMicros }: Adoption) => harmMicros / MICROS_PER_DAY,
    daysListedBefore: ({ firstListedOn, at }: Adoption) =>
      (firstListedOn ?? null) === null
        ? null
        : differenceInCalendarDays(parseISO(londonDate(new Date(at))), parseISO(String(firstListedOn))),
  },
};
