import Table from 'cli-table3';
import type { Command } from 'commander';
import { requireReason } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import {
  exportRun,
  freezeRun,
  MICROS_PER_DAY,
  makeRun,
  type RunEntry,
  type RunSummary,
  runEntries,
  runTotals,
} from '../league/index.ts';
import type { CliDeps } from './deps.ts';
import { type LeagueOptions, leagueRequest, requireProgramme } from './leagueOptions.ts';
import { namesIn } from './namesIn.ts';

interface RunOptions extends LeagueOptions {
  readonly backfill?: boolean;
  readonly freeze?: boolean;
  readonly reason?: string;
}

/** `linchpin league run`: it takes the options of `linchpin league` as well. */
export function registerLeagueRun(league: Command, deps: CliDeps): void {
  league
    .command('run')
    .description('store the league table as a run: a draft, or with --freeze for good')
    .option('--backfill', 'statuses as of the last day, even where that is the newest report date')
    .option('--freeze', 'sign the run off; it never changes from then on')
    .option('--reason <text>', 'why it is frozen')
    .action((_options: unknown, command: Command) => {
      requireProgramme(command);
      return storeLeague(command.optsWithGlobals<RunOptions>(), deps);
    });
}

async function storeLeague(options: RunOptions, { withGraph, clock, out }: CliDeps): Promise<void> {
  const reason = freezeReason(options);
  const request = { ...leagueRequest(options), backfill: options.backfill };
  const printed = await withGraph(
    { name: 'league run', purpose: options.purpose, action: 'ALTERATION' },
    async (session) => {
      const { graph, caller, touch } = session;
      const draft = await makeRun(graph, request, caller, clock);
      const run =
        reason === undefined ? draft : await freezeRun(graph, { id: draft.id, reason }, caller, clock);
      if (options.csv === true) {
        const made = await exportRun(graph, { id: run.id, format: 'csv' }, caller, namesIn(graph), clock);
        touch([run.id, ...made.personIds]);
        return made.body.toString();
      }
      const entries = await runEntries(graph, run.id, { from: 1, to: run.size }, caller);
      touch([run.id, ...entries.map(({ personId }) => personId)]);
      return options.json === true ? JSON.stringify(asObject(run, entries)) : asTable(run, entries);
    },
  );
  // What is printed has been audited.
  out(printed);
}

/**
 * Why a run is to be frozen; undefined where it is not to be.
 * @throws LinchpinError BAD_INPUT where no reason is given
 */
export function freezeReason({ freeze, reason }: Pick<RunOptions, 'freeze' | 'reason'>): string | undefined {
  if (freeze !== true) return undefined;
  if (reason !== undefined && reason.trim() !== '') return requireReason(reason);
  throw new LinchpinError('BAD_INPUT', 'A run is frozen with --reason <text>.', {
    place: { argument: 'reason' },
  });
}

function asObject(run: RunSummary, entries: readonly RunEntry[]) {
  const { programme, head } = run;
  return {
    id: run.id,
    programme: { id: programme.id, name: programme.name, version: programme.version },
    edition: { id: run.edition },
    editionDigest: run.editionDigest,
    size: run.size,
    allTime: run.allTime,
    windowFrom: run.from ?? null,
    asOf: run.to ?? null,
    dataAsOf: run.dataAsOf ?? null,
    codeVersion: run.codeVersion,
    status: head.status,
    backfilled: run.backfilled,
    madeAt: head.madeAt,
    madeBy: head.madeBy,
    frozenAt: head.frozenAt ?? null,
    frozenBy: head.frozenBy ?? null,
    frozenReason: head.frozenReason ?? null,
    totals: runTotals(run),
    entries: entries.map(({ rank, personId, harmMicros, offences, victims, unknownHarm, allegations }) => ({
      rank,
      person: { id: personId },
      harmDays: harmMicros / MICROS_PER_DAY,
      offences,
      victims,
      offencesOfUnknownHarm: unknownHarm,
      contributions: allegations.map(({ offenceId, micros, basis, provisional, status, reportedOn }) => ({
        offence: { id: offenceId },
        days: micros === undefined ? null : micros / MICROS_PER_DAY,
        basis,
        provisional,
        status: status ?? null,
        reportedOn: reportedOn ?? null,
      })),
    })),
  };
}

function asTable(run: RunSummary, entries: readonly RunEntry[]): string {
  const head = ['rank', 'harm days', 'offences', 'victims', 'unknown harm', 'person'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { rank, harmMicros, offences, victims, unknownHarm, personId } of entries)
    table.push([rank, harmMicros / MICROS_PER_DAY, offences, victims, unknownHarm, personId]);
  const dates = `${run.from ?? 'all time'} to ${run.to ?? 'nothing dated'}`;
  return [
    `${run.id}: ${run.head.status}${run.backfilled ? ', backfilled: it does not say what was known then' : ''}`,
    `${run.programme.name}, ${dates}, edition ${run.edition}`,
    'A rank counts allegations weighted by harm. It is not guilt and not a forecast.',
    table.toString(),
    ...Object.entries(runTotals(run)).map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}
