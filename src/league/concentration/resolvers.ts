import { type Context, callOptions } from '../../access/index.ts';
import { computeLeague, type League, type LeagueRequest, MICROS_PER_DAY } from '../table/computeLeague.ts';
import { type Concentration, concentrationOf } from './concentration.ts';

const CAVEAT =
  'A rank counts allegations weighted by harm as they were reported and recorded. It does not say that anybody is ' +
  'guilty, what anybody will do, or how dangerous anybody is; harm that was not reported, has no named suspect or has ' +
  'no weight is not in it. A steep curve may come from who is reported and policed as well as from who harms.';

export const resolvers = {
  Query: {
    concentration: async (_root: unknown, args: LeagueRequest, context: Context) => {
      const { graph, caller } = context;
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const options = callOptions(context, 'concentration');
      return concentrationOf((await computeLeague(graph, { ...args, asOf }, caller, options)).table);
    },
  },
  League: { concentration: ({ table }: League) => concentrationOf(table) },
  Concentration: {
    harmDays: ({ harmMicros }: Concentration) => harmMicros / MICROS_PER_DAY,
    caveat: () => CAVEAT,
  },
};
