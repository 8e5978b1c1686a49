import { addDays, addMonths } from 'date-fns';
import type { Caller } from '../../access/index.ts';
import { type Clock, londonDate } from '../../config/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { findSchedule } from './repository.ts';

const RUN_EVERY_DAYS = 7;
const FREEZE_EVERY_MONTHS = 1;

/** When a programme was last run and frozen, and what is due; days as `yyyy-MM-dd` in London. */
export interface LeagueSchedule {
  readonly programme: string;
  /** Id of the run. */
  readonly lastRun: string | undefined;
  readonly lastFrozen: string | undefined;
  readonly nextRunDue: string;
  readonly nextFreezeDue: string;
  readonly overdue: boolean;
}

/**
 * The schedule of a programme: a run each week, a freeze each month. Where there was none yet, it is due today.
 * Backfilled runs do not count: they were not made at their time.
 * @throws LinchpinError NOT_FOUND for a programme that the caller does not see
 */
export async function leagueSchedule(
  graph: Graph,
  programme: string,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  clock: Clock,
  options?: CallOptions,
): Promise<LeagueSchedule> {
  await findProgramme(graph, programme, caller, options);
  const found = await findSchedule(graph, programme, caller.visible, options);
  const today = londonDate(clock.now());
  const due = (last: string | null | undefined, next: (at: Date) => Date) =>
    last === null || last === undefined ? today : londonDate(next(new Date(last)));
  const nextRunDue = due(found?.lastRunAt, (at) => addDays(at, RUN_EVERY_DAYS));
  const nextFreezeDue = due(found?.lastFrozenAt, (at) => addMonths(at, FREEZE_EVERY_MONTHS));
  return {
    programme,
    lastRun: found?.lastRun ?? undefined,
    lastFrozen: found?.lastFrozen ?? undefined,
    nextRunDue,
    nextFreezeDue,
    overdue: nextRunDue < today || nextFreezeDue < today,
  };
}
