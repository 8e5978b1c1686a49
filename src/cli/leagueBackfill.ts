import Table from 'cli-table3';
import type { Command } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type BackfilledMonth, backfillRuns } from '../league/index.ts';
import type { CliDeps } from './deps.ts';
import { type LeagueOptions, leagueRequest, requireProgramme } from './leagueOptions.ts';
import { freezeReason } from './leagueRun.ts';

interface BackfillOptions extends LeagueOptions {
  readonly months: number;
  readonly freeze?: boolean;
  readonly reason?: string;
}

/** `linchpin league backfill`: it takes the options of `linchpin league` as well, but for `--as-of`. */
export function registerLeagueBackfill(league: Command, deps: CliDeps): void {
  league
    .command('backfill')
    .description('store a run for the last day of each past month, marked as made later')
    .requiredOption('--months <n>', 'how many months, up to the newest report date', Number)
    .option('--freeze', 'sign the runs off; a month that has a frozen run is left as it is')
    .option('--reason <text>', 'why they are frozen')
    .action((_options: unknown, command: Command) => {
      requireProgramme(command);
      return backfill(command.optsWithGlobals<BackfillOptions>(), deps);
    });
}

async function backfill(options: BackfillOptions, { withGraph, clock, out, err }: CliDeps): Promise<void> {
  if (options.asOf !== undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      '--as-of is no option of backfill: its months end on their own days.',
      {
        place: { argument: 'as-of' },
      },
    );
  if (options.csv === true)
    throw new LinchpinError('BAD_INPUT', '--csv is no option of backfill; export a run with league export.', {
      place: { argument: 'csv' },
    });
  const { asOf: _asOf, ...asked } = leagueRequest(options);
  const request = { ...asked, months: options.months, freezeReason: freezeReason(options) };
  await withGraph(
    { name: 'league backfill', purpose: options.purpose, action: 'ALTERATION' },
    async ({ graph, caller, touch }) => {
      const months = await backfillRuns(graph, request, caller, clock, {
        onMonth: ({ lastDay, run, skipped }) =>
          err(`${lastDay}: ${skipped ? `left as it is, ${run.id} is ${run.head.status} already` : run.id}`),
      });
      touch(months.map(({ run }) => run.id));
      out(options.json === true ? JSON.stringify(asObject(months)) : asTable(months));
    },
  );
}

function asObject(months: readonly BackfilledMonth[]) {
  return {
    months: months.map(({ lastDay, run, skipped }) => ({
      asOf: lastDay,
      id: run.id,
      status: run.head.status,
      backfilled: run.backfilled,
      suspects: run.listed.suspects,
      allSuspects: run.ranked,
      skipped,
    })),
  };
}

function asTable(months: readonly BackfilledMonth[]): string {
  const head = ['last day', 'run', 'status', 'listed', 'ranked', ''];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { lastDay, run, skipped } of months)
    table.push([
      lastDay,
      run.id,
      run.head.status,
      run.listed.suspects,
      run.ranked,
      skipped ? 'was there already' : 'made now',
    ]);
  return [
    table.toString(),
    'Backfilled runs say what is known now of those days, not what was known then. A rank is not guilt and not a forecast.',
  ].join('\n');
}
