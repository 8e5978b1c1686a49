import { randomUUID } from 'node:crypto';
import { type Caller, visibleAt } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, currentVersion, type Graph } from '../../graph/index.ts';
import { editionDigest } from '../../harm/index.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { newestReportDate } from '../repository.ts';
import type { Allegation } from '../table/allegations.ts';
import { computeLeague, type League, type LeagueRequest } from '../table/computeLeague.ts';
import { findRunSummary } from './findRun.ts';
import { recordOf } from './recordOf.ts';
import type { ListedTotals, RunSummary } from './StoredRun.ts';
import { storeRecord } from './storeRecord.ts';

export interface RunRequest extends Omit<LeagueRequest, 'statusesOn'> {
  /** Statuses as of `asOf`, even where that is the newest report date; a run for an earlier day always is so. */
  readonly backfill?: boolean | null | undefined;
}

type Maker = Pick<Caller, 'visible' | 'clearance' | 'compartments' | 'subject'>;

/** A graph that changes all the time must not keep a run waiting for ever. */
const ATTEMPTS = 5;

/**
 * Computes a league and stores it as a draft, with everybody ranked and every allegation that counts. It is of one
 * state of the graph: where that changes meanwhile, it is made again.
 *
 * A run whose last day is before the newest report date is backfilled: offences by report date, a status later than
 * that day not known yet (it counts as NAMED; one without a day stands), identity, weights and everything else as they
 * are known now.
 * @throws LinchpinError NOT_FOUND (programme, edition), BAD_INPUT as `computeLeague`, CONFLICT where the graph does
 * not stand still
 */
export async function makeRun(
  graph: Graph,
  request: RunRequest,
  caller: Maker,
  clock: Clock,
  options?: CallOptions,
): Promise<RunSummary> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const id = await tryRun(graph, request, caller, clock, options);
    const made = id === undefined ? undefined : await findRunSummary(graph, id, caller, options);
    if (made !== undefined) return made;
  }
  throw new LinchpinError(
    'CONFLICT',
    'The graph changed each time the run was made; try again when the import has ended.',
  );
}

async function tryRun(
  graph: Graph,
  { backfill, ...request }: RunRequest,
  caller: Maker,
  clock: Clock,
  options?: CallOptions,
): Promise<string | undefined> {
  const programme = await findProgramme(graph, request.programme, caller, options);
  const digest = await editionDigest(graph, request.edition ?? programme.edition);
  const visible = await visibleAt(graph, programme.marking);
  const version = await currentVersion(graph, visible);
  const newest = await newestReportDate(graph, visible, options);
  const asOf = request.asOf ?? newest;
  const backfilled = backfill === true || (asOf !== undefined && newest !== undefined && asOf < newest);
  const asked = { ...request, statusesOn: backfilled ? asOf : undefined };
  const league = await computeLeague(graph, asked, caller, options);
  const { table } = league;
  const kept = {
    id: `${programme.id}-${league.asOf ?? 'undated'}-${randomUUID().slice(0, 13)}`,
    editionDigest: digest ?? '',
    size: request.size ?? programme.size,
    allTime: request.allTime === true,
    backfilled,
  };
  const { run, rows } = await recordOf(graph, league, kept, options);
  // Programmes and weights are no facts of a marking: they are compared by themselves.
  const unchanged =
    table.version === version &&
    (await editionDigest(graph, run.edition)) === digest &&
    JSON.stringify(await findProgramme(graph, request.programme, caller, options)) ===
      JSON.stringify(league.programme);
  if (!unchanged) return undefined;
  const making = {
    madeAt: clock.now().toISOString(),
    madeBy: caller.subject,
    listed: listedTotals(league, rows),
    visible,
    version,
  };
  return (await storeRecord(graph, run, making, options)) ? run.id : undefined;
}

function listedTotals({ entries }: League, rows: readonly Allegation[]): ListedTotals {
  const listed = new Set(entries.map(({ personId }) => personId));
  const counting = rows.filter(({ personId }) => listed.has(personId));
  const offences = new Map(counting.map(({ offenceId, micros }) => [offenceId, micros ?? 0]));
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return {
    suspects: entries.length,
    offences: offences.size,
    victims: new Set(counting.flatMap(({ victimIds }) => victimIds)).size,
    harmMicros: sum(offences.values()),
    harmMicrosAttributed: sum(entries.map(({ harmMicros }) => harmMicros)),
  };
}
