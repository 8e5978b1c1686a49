import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { type League, MICROS_PER_DAY } from '../table/computeLeague.ts';
import type { LeagueTable } from '../table/LeagueTable.ts';
import type { RankedSuspect } from '../table/Line.ts';
import { type BandMember, bandOf, uncertaintyOf } from './uncertainty.ts';

interface Cut extends League {
  readonly rank: number;
}
type CutMember = BandMember & { readonly listed: boolean };

const bandFor = ({ table, rank }: Cut, context: Context) =>
  bandOf(context.graph, table, rank, callOptions(context, 'uncertainty'));

export const resolvers = {
  LeagueEntry: {
    uncertainty: (
      entry: RankedSuspect & { readonly table: LeagueTable; readonly size: number },
      _args: unknown,
      context: Context,
    ) => uncertaintyOf(context.graph, entry.table, entry, entry.size, callOptions(context, 'uncertainty')),
  },
  League: {
    cut: (league: League): Cut => ({ ...league, rank: league.entries.length }),
  },
  LeagueCut: {
    marginDays: ({ table, rank }: Cut) => {
      const [last, next] = [table.ranked[rank - 1], table.ranked[rank]];
      return last === undefined || next === undefined
        ? null
        : (last.harmMicros - next.harmMicros) / MICROS_PER_DAY;
    },
    bandSize: async (cut: Cut, _args: unknown, context: Context) => (await bandFor(cut, context)).length,
    band: async (cut: Cut, args: { first: number; after?: string | null }, context: Context) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number']);
      const past = Number(after?.[0] ?? 0);
      const members = (await bandFor(cut, context))
        .filter(({ ranked }) => ranked.rank > past)
        .slice(0, first + 1)
        .map((member): CutMember => ({ ...member, listed: member.ranked.rank <= cut.rank }));
      const page = pageOf(members, first, ({ ranked }) => [ranked.rank], after);
      touch(
        context,
        page.edges.map(({ node }) => node.ranked.personId),
      );
      return page;
    },
  },
  CutBandMember: {
    rank: ({ ranked }: CutMember) => ranked.rank,
    person: ({ ranked }: CutMember) => ({ id: ranked.personId }),
    harmDays: ({ ranked }: CutMember) => ranked.harmMicros / MICROS_PER_DAY,
  },
};
