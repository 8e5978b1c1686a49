import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { computeLeague, exportLeague, type League, leagueTotals, MICROS_PER_DAY } from '../league/index.ts';
import type { CliDeps, Register } from './deps.ts';
import { registerLeagueBackfill } from './leagueBackfill.ts';
import { registerLeagueExport } from './leagueExport.ts';
import { type LeagueOptions, leagueRequest, requireProgramme } from './leagueOptions.ts';
import { registerLeagueRun } from './leagueRun.ts';
import { namesIn } from './namesIn.ts';

export const registerLeague: Register = (program, deps) => {
  const league = program
    .command('league')
    .description('compute and print a league table: reported harm, not guilt and not a forecast')
    .option('--programme <id>', 'what is ranked: vawg, all (required, but for export)')
    .option('--as-of <date>', 'last day of the window; default the newest report date')
    .option('--edition <id>', 'harm edition; default that of the programme')
    .option('--window <days | all>', 'days of the window, or all; default that of the programme')
    .option('--size <n>', 'how many are listed', Number)
    .option('--json', 'one object with the fields of the GraphQL type League')
    .addOption(
      new Option('--csv', 'one row each, with marking, reader, edition and the sentence on guilt').conflicts(
        'json',
      ),
    )
    .option('--purpose <text>', 'why, for the audit', 'league table on the command line')
    .action((options: LeagueOptions, command: Command) => {
      requireProgramme(command);
      return printLeague(options, deps);
    });
  registerLeagueRun(league, deps);
  registerLeagueBackfill(league, deps);
  registerLeagueExport(league, deps);
};

async function printLeague(options: LeagueOptions, { withGraph, clock, out }: CliDeps): Promise<void> {
  const request = leagueRequest(options);
  const printed = await withGraph({ name: 'league', purpose: options.purpose }, async (session) => {
    const { graph, caller, touch } = session;
    const league = await computeLeague(graph, request, caller);
    const ids = league.entries.map(({ personId }) => personId);
    touch(ids);
    if (options.csv === true) return (await exportLeague(graph, league, caller, namesIn(graph), clock)).text;
    const names = await namesIn(graph)(ids, caller.visible);
    return options.json === true ? JSON.stringify(await asObject(league, names)) : asTable(league, names);
  });
  // What is printed has been audited.
  out(printed);
}

async function asObject(league: League, names: ReadonlyMap<string, readonly string[]>) {
  const contributions = await league.contributions();
  const { programme, edition, asOf = null, windowFrom = null } = league;
  return {
    programme: { id: programme.id, name: programme.name, version: programme.version },
    edition: { id: edition },
    asOf,
    windowFrom,
    totals: await leagueTotals(league),
    entries: league.entries.map(({ rank, personId, harmMicros, offences, victims, unknownHarm }) => ({
      rank,
      person: { id: personId, names: names.get(personId) ?? [] },
      harmDays: harmMicros / MICROS_PER_DAY,
      offences,
      victims,
      offencesOfUnknownHarm: unknownHarm,
      contributions: (contributions.get(personId) ?? []).map(
        ({ offenceId, micros, basis, provisional, status = null }) => ({
          offence: { id: offenceId },
          days: micros === undefined ? null : micros / MICROS_PER_DAY,
          basis,
          provisional,
          status,
        }),
      ),
    })),
  };
}

async function asTable(league: League, names: ReadonlyMap<string, readonly string[]>): Promise<string> {
  const head = ['rank', 'harm days', 'offences', 'victims', 'unknown harm', 'person', 'name'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { rank, personId, harmMicros, offences, victims, unknownHarm } of league.entries)
    table.push([
      rank,
      harmMicros / MICROS_PER_DAY,
      offences,
      victims,
      unknownHarm,
      personId,
      names.get(personId)?.[0] ?? '',
    ]);
  const totals = await leagueTotals(league);
  const dates = `${league.windowFrom ?? 'all time'} to ${league.asOf ?? 'nothing dated'}`;
  return [
    `${league.programme.name}, ${dates}, edition ${league.edition}`,
    'A rank counts allegations weighted by harm. It is not guilt and not a forecast.',
    table.toString(),
    ...Object.entries(totals).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}
