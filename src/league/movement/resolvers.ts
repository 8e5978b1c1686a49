import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import { previousFrozenRun } from '../runs/findRun.ts';
import { offenceOf, personOf } from '../runs/nowOf.ts';
import type { RunEntryParent } from '../runs/resolvers.ts';
import type { RunSummary } from '../runs/StoredRun.ts';
import { type League, MICROS_PER_DAY } from '../table/computeLeague.ts';
import { compareLeague, runBeforeLeague } from './compareLeague.ts';
import { compareKeys, movementKey } from './compareRuns.ts';
import { compareStoredRuns, type KeptComparison, type StoredComparison } from './compareStoredRuns.ts';
import type { CauseShare, Movement, MovementState, RunComparison } from './RunComparison.ts';

interface PageAsked {
  readonly first: number;
  readonly after?: string | null;
}

const days = (micros: number) => micros / MICROS_PER_DAY;

function movements({ movements }: RunComparison, asked: PageAsked, states?: readonly MovementState[] | null) {
  const first = pageSize(asked.first);
  const after = decodeCursor(asked.after, ['number', 'number']);
  const place = after === undefined ? undefined : ([Number(after[0]), Number(after[1])] as const);
  const rows = movements.filter(
    (movement) =>
      (states === undefined || states === null || (movement.state && states.includes(movement.state))) &&
      (place === undefined || compareKeys(movementKey(movement), place) > 0),
  );
  return pageOf(rows.slice(0, first + 1), first, movementKey, after);
}

/** Of a table, with the run that it is held against; one for all its entries. */
const ofLeague = (context: Context) =>
  loader(context, 'movement of a league', (leagues: readonly League[]) =>
    Promise.all(
      leagues.map((league) =>
        compareLeague(context.graph, league, context.caller, callOptions(context, 'movement')),
      ),
    ),
  );

const previousRuns = (context: Context) =>
  loader(context, 'previous frozen runs', (ids: readonly string[]) =>
    Promise.all(
      ids.map((id) =>
        previousFrozenRun(context.graph, { id }, context.caller, callOptions(context, 'movement')),
      ),
    ),
  );

/** Of a stored run, with the frozen run before it. */
const ofRun = (context: Context) =>
  loader(context, 'movement of a run', (ids: readonly string[]) =>
    Promise.all(
      ids.map(async (id): Promise<KeptComparison | undefined> => {
        const before = await previousRuns(context).load(id);
        if (before === undefined) return undefined;
        const pair = { before: before.id, after: id };
        return compareStoredRuns(context.graph, pair, context.caller, callOptions(context, 'movement'));
      }),
    ),
  );

export const resolvers = {
  Query: {
    compareRuns: async (_root: unknown, ids: { before: string; after: string }, context: Context) => {
      touch(context, [ids.before, ids.after]);
      return compareStoredRuns(context.graph, ids, context.caller, callOptions(context, 'compareRuns'));
    },
  },
  RunComparison: {
    before: ({ runBefore }: StoredComparison) => runBefore,
    after: ({ runAfter }: StoredComparison) => runAfter,
    movements: (
      comparison: StoredComparison,
      args: PageAsked & { readonly states?: readonly MovementState[] | null },
    ) => movements(comparison, args, args.states),
  },
  League: {
    previousRun: (league: League, _args: unknown, context: Context) =>
      runBeforeLeague(context.graph, league, context.caller, callOptions(context, 'movement')),
    left: async (league: League, args: PageAsked, context: Context) => {
      const comparison = await ofLeague(context).load(league);
      return comparison && movements(comparison, args, ['LEFT']);
    },
  },
  LeagueEntry: {
    movement: async (
      { personId, league }: { readonly personId: string; readonly league: League },
      _args: unknown,
      context: Context,
    ) => (await ofLeague(context).load(league))?.ofRanked.get(personId),
  },
  LeagueRun: {
    previousRun: ({ id }: RunSummary, _args: unknown, context: Context) => previousRuns(context).load(id),
    left: async ({ id }: RunSummary, args: PageAsked, context: Context) => {
      const comparison = await ofRun(context).load(id);
      return comparison && movements(comparison, args, ['LEFT']);
    },
  },
  LeagueRunEntry: {
    movement: async ({ personId, run }: RunEntryParent, _args: unknown, context: Context) =>
      (await ofRun(context).load(run.id))?.ofRanked.get(personId),
  },
  Movement: {
    person: async (movement: Movement, _args: unknown, context: Context) => {
      const id = await personOf({ personId: movement.personId, recordIds: [] }, context);
      return id === undefined ? null : { id };
    },
    harmDaysBefore: ({ harmMicrosBefore }: Movement) => days(harmMicrosBefore),
    harmDaysAfter: ({ harmMicrosAfter }: Movement) => days(harmMicrosAfter),
    changeDays: ({ changeMicros }: Movement) => days(changeMicros),
  },
  MovementCauseShare: {
    days: ({ shareMicros }: CauseShare) => days(shareMicros),
    offences: async ({ offenceIds }: CauseShare, _args: unknown, context: Context) => {
      const seen = await Promise.all(offenceIds.map((id) => offenceOf(id, context)));
      return offenceIds.filter((_id, index) => seen[index]).map((id) => ({ id }));
    },
  },
};
