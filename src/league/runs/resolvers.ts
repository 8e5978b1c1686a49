import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import { findRunSummary, runEntries, summaryOf } from './findRun.ts';
import { freezeRun } from './freezeRun.ts';
import { type LeagueSchedule, leagueSchedule } from './leagueSchedule.ts';
import { makeRun, type RunRequest } from './makeRun.ts';
import { offenceOf, personOf } from './nowOf.ts';
import type { RunAllegation, RunEntry } from './RunRecord.ts';
import { listRuns } from './repository.ts';
import { runTotals } from './runTotals.ts';
import type { RunSummary } from './StoredRun.ts';

/** A line of a run as the resolvers of LeagueRunEntry take it. */
export interface RunEntryParent extends RunEntry {
  readonly run: RunSummary;
}

const days = (micros: number) => micros / MICROS_PER_DAY;
const entries = async (run: RunSummary, from: number, to: number, context: Context) => {
  const options = callOptions(context, 'leagueRun');
  const found = await runEntries(context.graph, run.id, { from, to }, context.caller, options);
  return found.map((entry): RunEntryParent => ({ ...entry, run }));
};
const runOf = (id: string | undefined, context: Context) =>
  id === undefined
    ? undefined
    : findRunSummary(context.graph, id, context.caller, callOptions(context, 'leagueRun'));

export const resolvers = {
  Query: {
    leagueRun: (_root: unknown, { id }: { id: string }, context: Context) => runOf(id, context),
    leagueRuns: async (
      _root: unknown,
      args: { programme: string; first: number; after?: string | null },
      context: Context,
    ) => {
      const { graph, caller } = context;
      const options = callOptions(context, 'leagueRuns');
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['string', 'string', 'string']);
      const [lastDay, madeAt, id] = (after ?? []).map(String);
      const place =
        lastDay === undefined || madeAt === undefined || id === undefined
          ? undefined
          : { lastDay, madeAt, id };
      const { id: programme } = await findProgramme(graph, args.programme, caller, options);
      const asked = { programme, visible: caller.visible, after: place, limit: first + 1 };
      const rows = await listRuns(graph, asked, options);
      const page = pageOf(rows, first, (row) => [row.lastDay, row.madeAt, row.id], after);
      return { ...page, edges: page.edges.map(({ node, cursor }) => ({ node: summaryOf(node), cursor })) };
    },
    leagueSchedule: (_root: unknown, { programme }: { programme: string }, context: Context) =>
      leagueSchedule(
        context.graph,
        programme,
        context.caller,
        context.clock,
        callOptions(context, 'leagueSchedule'),
      ),
  },
  Mutation: {
    runLeague: async (_root: unknown, args: RunRequest, context: Context) => {
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const options = callOptions(context, 'runLeague');
      const run = await makeRun(context.graph, { ...args, asOf }, context.caller, context.clock, options);
      touch(context, [run.id]);
      return run;
    },
    freezeLeagueRun: async (_root: unknown, args: { id: string; reason: string }, context: Context) => {
      const options = callOptions(context, 'freezeLeagueRun');
      const run = await freezeRun(context.graph, args, context.caller, context.clock, options);
      touch(context, [run.id]);
      return run;
    },
  },
  LeagueRun: {
    edition: ({ edition }: RunSummary) => ({ id: edition }),
    windowFrom: ({ from }: RunSummary) => from,
    asOf: ({ to }: RunSummary) => to,
    status: ({ head }: RunSummary) => head.status,
    madeAt: ({ head }: RunSummary) => head.madeAt,
    madeBy: ({ head }: RunSummary) => head.madeBy,
    frozenAt: ({ head }: RunSummary) => head.frozenAt,
    frozenBy: ({ head }: RunSummary) => head.frozenBy,
    frozenReason: ({ head }: RunSummary) => head.frozenReason,
    totals: runTotals,
    entries: (run: RunSummary, _args: unknown, context: Context) => entries(run, 1, run.size, context),
    entriesPage: async (
      run: RunSummary,
      args: { first: number; after?: string | null },
      context: Context,
    ) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number']);
      const from = Math.max(1, Number(after?.[0] ?? 0) + 1);
      return pageOf(await entries(run, from, from + first, context), first, ({ rank }) => [rank], after);
    },
  },
  LeagueRunEntry: {
    person: async (entry: RunEntry, _args: unknown, context: Context) => {
      const id = await personOf(entry, context);
      return id === undefined ? null : { id };
    },
    erased: async (entry: RunEntry, _args: unknown, context: Context) =>
      (await personOf(entry, context)) === undefined,
    harmDays: ({ harmMicros }: RunEntry) => days(harmMicros),
    offencesOfUnknownHarm: ({ unknownHarm }: RunEntry) => unknownHarm,
    provisionalDays: ({ allegations }: RunEntry) =>
      days(
        allegations
          .filter(({ provisional }) => provisional)
          .reduce((sum, { micros }) => sum + (micros ?? 0), 0),
      ),
    contributions: ({ allegations }: RunEntry) =>
      [...allegations].sort((a, b) => (b.micros ?? -1) - (a.micros ?? -1)),
  },
  LeagueRunContribution: {
    offence: async ({ offenceId }: RunAllegation, _args: unknown, context: Context) =>
      (await offenceOf(offenceId, context)) ? { id: offenceId } : null,
    days: ({ micros }: RunAllegation) => (micros === undefined ? null : days(micros)),
  },
  LeagueSchedule: {
    lastRun: ({ lastRun }: LeagueSchedule, _args: unknown, context: Context) => runOf(lastRun, context),
    lastFrozen: ({ lastFrozen }: LeagueSchedule, _args: unknown, context: Context) =>
      runOf(lastFrozen, context),
  },
};
