import { type Context, callOptions } from '../../access/index.ts';
import { computeLeague, type League, type LeagueRequest } from '../table/computeLeague.ts';
import { type Coverage, coverageOf } from './coverage.ts';

const covered = (league: League, context: Context) =>
  coverageOf(context.graph, league.table, callOptions(context, 'coverage'));

export const resolvers = {
  Query: {
    coverage: async (_root: unknown, args: LeagueRequest, context: Context) => {
      const { graph, caller } = context;
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const options = callOptions(context, 'coverage');
      return covered(await computeLeague(graph, { ...args, asOf }, caller, options), context);
    },
  },
  League: {
    coverage: (league: League, _args: unknown, context: Context) => covered(league, context),
  },
  Coverage: { overall: ({ overall }: Coverage) => overall[0] },
};
