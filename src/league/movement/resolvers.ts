import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { offenceOf, personOf } from '../runs/nowOf.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import { compareKeys, movementKey } from './compareRuns.ts';
import { compareStoredRuns, type StoredComparison } from './compareStoredRuns.ts';
import type { CauseShare, Movement, MovementState } from './RunComparison.ts';

const days = (micros: number) => micros / MICROS_PER_DAY;

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
      { movements }: StoredComparison,
      args: { first: number; after?: string | null; states?: readonly MovementState[] | null },
    ) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number', 'number']);
      const place = after === undefined ? undefined : ([Number(after[0]), Number(after[1])] as const);
      const { states } = args;
      const rows = movements.filter(
        (movement) =>
          (states === undefined || states === null || (movement.state && states.includes(movement.state))) &&
          (place === undefined || compareKeys(movementKey(movement), place) > 0),
      );
      return pageOf(rows.slice(0, first + 1), first, movementKey, after);
    },
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
