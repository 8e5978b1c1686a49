import { type Context, callOptions, touch } from '../../access/index.ts';
import { computeLeague, type League, type LeagueRequest, MICROS_PER_DAY } from '../table/computeLeague.ts';
import { type Concentration, concentrationOf } from './concentration.ts';
import { sinceLastRun } from './sinceLastRun.ts';

const CAVEAT =
  'A rank counts allegations weighted by harm as they were reported and recorded. It does not say that anybody is ' +
  'guilty, what anybody will do, or how dangerous anybody is; harm that was not reported, has no named suspect or has ' +
  'no weight is not in it. A steep curve may come from who is reported and policed as well as from who harms.';

interface Told extends Concentration {
  /** Id. */
  readonly programme: string;
}
const told = async ({ table, programme }: League): Promise<Told> => ({
  ...(await concentrationOf(table)),
  programme: programme.id,
});

export const resolvers = {
  Query: {
    concentration: async (_root: unknown, args: LeagueRequest, context: Context) => {
      const { graph, caller } = context;
      // The Date of the generated catalogue reads to the driver's own value.
      const asOf = args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf);
      const options = callOptions(context, 'concentration');
      return told(await computeLeague(graph, { ...args, asOf }, caller, options));
    },
  },
  League: { concentration: told },
  Concentration: {
    harmDays: ({ harmMicros }: Concentration) => harmMicros / MICROS_PER_DAY,
    caveat: () => CAVEAT,
    sinceLastRun: async ({ programme }: Told, _args: unknown, context: Context) => {
      const { graph, caller } = context;
      const options = callOptions(context, 'concentration');
      const comparison = await sinceLastRun(graph, programme, caller, options);
      if (comparison !== undefined) touch(context, [comparison.before, comparison.after]);
      return comparison;
    },
  },
};
