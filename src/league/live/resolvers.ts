import { type Context, touch } from '../../access/index.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import { changesOf, type LeagueChange } from './changesOf.ts';
import type { Move, Reason } from './tableState.ts';

const days = (micros: number | null | undefined): number | null =>
  micros === null || micros === undefined ? null : micros / MICROS_PER_DAY;

export const resolvers = {
  Subscription: {
    leagueChanged: {
      subscribe: (_root: unknown, args: { programme: string; after?: number | null }, context: Context) =>
        changesOf(context, args),
      resolve: (change: LeagueChange, _args: unknown, context: Context) => {
        // One context serves every event of a subscription; what was loaded for the last one may be old.
        context.loaders.clear();
        touch(
          context,
          change.moves.map(({ personId }) => personId),
        );
        return change;
      },
    },
  },
  LeagueChange: { edition: ({ edition }: LeagueChange) => ({ id: edition }) },
  LeagueMove: {
    person: ({ personId }: Move) => ({ id: personId }),
    rankBefore: ({ before }: Move) => before?.rank ?? null,
    rankAfter: ({ after }: Move) => after?.rank ?? null,
    harmDaysBefore: ({ before }: Move) => days(before?.harmMicros),
    harmDaysAfter: ({ after }: Move) => days(after?.harmMicros),
  },
  LeagueMoveReason: {
    offence: ({ offenceId }: Reason) => ({ id: offenceId }),
    daysBefore: ({ microsBefore }: Reason) => days(microsBefore),
    daysAfter: ({ microsAfter }: Reason) => days(microsAfter),
  },
};
