import { type Context, callOptions, decodeCursor, pageOf, pageSize, touch } from '../../access/index.ts';
import { loader } from '../../access/loader.ts';
import {
  computeLeague,
  type League,
  type LeagueRequest,
  leagueTotals,
  MICROS_PER_DAY,
} from './computeLeague.ts';
import { type Contribution, contributionsOf } from './contributions.ts';
import type { LeagueTable } from './LeagueTable.ts';
import { compareLines, type Line, placeOf, type RankedSuspect, ranked } from './Line.ts';

interface EntryParent extends RankedSuspect {
  readonly table: LeagueTable;
  /** How many the league lists. */
  readonly size: number;
  /** Id. */
  readonly programme: string;
  readonly league: League;
}

/** A ranked suspect of a league as the resolvers of LeagueEntry take it. */
export const entryOf =
  (league: League) =>
  (ranked: RankedSuspect): EntryParent => ({
    ...ranked,
    table: league.table,
    size: league.entries.length,
    programme: league.programme.id,
    league,
  });

const keyOf = ({ harmMicros, victims, offences, personId }: RankedSuspect) =>
  [harmMicros, victims, offences, personId] as const;

/** The place of the first line after a cursor's in the order of the league. */
function placeAfter(lines: readonly Line[], key: readonly (string | number)[]): number {
  const [harm = 0, victims = 0, offences = 0, id = ''] = key;
  const line = {
    harmMicros: Number(harm),
    victims: Number(victims),
    offences: Number(offences),
    unknownHarm: 0,
    personId: String(id),
  };
  const place = placeOf(lines, line);
  const [there] = lines.slice(place, place + 1);
  return there !== undefined && compareLines(there, line) === 0 ? place + 1 : place;
}

function contributionsFor(entry: EntryParent, context: Context): Promise<readonly Contribution[]> {
  return loader(context, 'contributions', async (entries: readonly EntryParent[]) => {
    const byTable = new Map<LeagueTable, string[]>();
    for (const { table, personId } of entries) byTable.set(table, [...(byTable.get(table) ?? []), personId]);
    const found = new Map<LeagueTable, ReadonlyMap<string, readonly Contribution[]>>();
    for (const [table, ids] of byTable)
      found.set(
        table,
        await contributionsOf(context.graph, table, ids, callOptions(context, 'contributions')),
      );
    return entries.map(({ table, personId }) => found.get(table)?.get(personId) ?? []);
  }).load(entry);
}

export const resolvers = {
  Query: {
    league: async (_root: unknown, args: LeagueRequest, context: Context) => {
      const league = await computeLeague(
        context.graph,
        // The Date of the generated catalogue reads to the driver's own value.
        { ...args, asOf: args.asOf === undefined || args.asOf === null ? undefined : String(args.asOf) },
        context.caller,
        callOptions(context, 'league'),
      );
      touch(
        context,
        league.entries.map(({ personId }) => personId),
      );
      return league;
    },
  },
  League: {
    edition: ({ edition }: League) => ({ id: edition }),
    totals: leagueTotals,
    entries: (league: League) => league.entries.map(entryOf(league)),
    entriesPage: (league: League, args: { first: number; after?: string }) => {
      const first = pageSize(args.first);
      const after = decodeCursor(args.after, ['number', 'number', 'number', 'string']);
      const { lines } = league.table;
      const start = after === undefined ? 0 : placeAfter(lines, after);
      const rows = ranked(lines.slice(start, start + first + 1), start).map(entryOf(league));
      return pageOf(rows, first, keyOf, after);
    },
  },
  LeagueEntry: {
    person: ({ personId }: EntryParent) => ({ id: personId }),
    harmDays: ({ harmMicros }: EntryParent) => harmMicros / MICROS_PER_DAY,
    offencesOfUnknownHarm: ({ unknownHarm }: EntryParent) => unknownHarm,
    provisionalDays: async (entry: EntryParent, _args: unknown, context: Context) =>
      (await contributionsFor(entry, context))
        .filter(({ provisional }) => provisional)
        .reduce((sum, { micros }) => sum + (micros ?? 0), 0) / MICROS_PER_DAY,
    contributions: (entry: EntryParent, _args: unknown, context: Context) => contributionsFor(entry, context),
  },
  Contribution: {
    offence: ({ offenceId }: Contribution) => ({ id: offenceId }),
    days: ({ micros }: Contribution) => (micros === undefined ? null : micros / MICROS_PER_DAY),
  },
};
