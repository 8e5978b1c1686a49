import { addDays, endOfMonth, formatISO, parseISO, startOfMonth, subMonths } from 'date-fns';
import { type Caller, requireReason, visibleAt } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { newestReportDate } from '../repository.ts';
import { findRunSummary } from './findRun.ts';
import { freezeRun } from './freezeRun.ts';
import { makeRun, type RunRequest } from './makeRun.ts';
import { listRunsOn, newestImport } from './repository.ts';
import type { RunSummary } from './StoredRun.ts';

const MOST_MONTHS = 120;

export interface BackfillRequest extends Omit<RunRequest, 'asOf' | 'backfill'> {
  readonly months: number;
  /** Why the runs are frozen; they stay drafts where nothing is said. */
  readonly freezeReason?: string | undefined;
}

/** What became of one month. */
export interface BackfilledMonth {
  /** Last day, `yyyy-MM-dd`. */
  readonly lastDay: string;
  readonly run: RunSummary;
  /** The run was there already, and nothing was done. */
  readonly skipped: boolean;
}

/**
 * Last days of so many months, oldest first. The newest is that of the newest report, where that is its last day or an
 * import spoke of that day or a later one; else that of the month before.
 */
export function monthEnds(newest: string, dataAsOf: string | undefined, months: number): readonly string[] {
  const last = formatISO(endOfMonth(parseISO(newest)), { representation: 'date' });
  const over = dataAsOf !== undefined && dataAsOf >= last ? last : newest;
  const next = startOfMonth(addDays(parseISO(over), 1));
  return Array.from({ length: months }, (_, nth) =>
    formatISO(endOfMonth(subMonths(next, months - nth)), { representation: 'date' }),
  );
}

/**
 * Makes a run for the last day of each of so many months up to the newest report date, oldest first, all marked as
 * backfilled. Safe to repeat: a month that has a frozen run is left as it is, and, where nothing is to be frozen, one
 * that has a backfilled draft.
 * @throws LinchpinError BAD_INPUT (months, reason, a graph in which nothing is dated), and as `makeRun`
 */
export async function backfillRuns(
  graph: Graph,
  { months, freezeReason, ...request }: BackfillRequest,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments' | 'subject'>,
  clock: Clock,
  options: CallOptions & { readonly onMonth?: (month: BackfilledMonth) => void } = {},
): Promise<readonly BackfilledMonth[]> {
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS)
    throw new LinchpinError('BAD_INPUT', `months must be a whole number from 1 to ${MOST_MONTHS}.`, {
      place: { argument: 'months' },
    });
  if (freezeReason !== undefined) requireReason(freezeReason);
  const { onMonth, ...call } = options;
  const programme = await findProgramme(graph, request.programme, caller, call);
  const visible = await visibleAt(graph, programme.marking);
  const newest = await newestReportDate(graph, visible, call);
  if ((newest ?? undefined) === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      'No offence has a report date, so no month can be told; import a bundle.',
      {
        place: { argument: 'programme' },
      },
    );
  const days = monthEnds(String(newest), await newestImport(graph, visible, call), months);
  const there = await listRunsOn(graph, { programme: programme.id, days, visible: caller.visible }, call);
  const done: BackfilledMonth[] = [];
  for (const lastDay of days) {
    const enough = there.find(
      (run) =>
        run.lastDay === lastDay &&
        (run.status === 'FROZEN' || (freezeReason === undefined && run.backfilled)),
    );
    const kept = enough && (await findRunSummary(graph, enough.id, caller, call));
    const month =
      kept === undefined
        ? { lastDay, run: await makeMonth(lastDay), skipped: false }
        : { lastDay, run: kept, skipped: true };
    done.push(month);
    onMonth?.(month);
  }
  return done;

  async function makeMonth(asOf: string): Promise<RunSummary> {
    const draft = await makeRun(graph, { ...request, asOf, backfill: true }, caller, clock, call);
    return freezeReason === undefined
      ? draft
      : freezeRun(graph, { id: draft.id, reason: freezeReason }, caller, clock, call);
  }
}
