import type { Caller } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, currentVersion, type Graph } from '../../graph/index.ts';
import { findRunSummary } from '../runs/findRun.ts';
import type { RunRecord } from '../runs/RunRecord.ts';
import { recordOf } from '../runs/recordOf.ts';
import { findNewestFrozenRun } from '../runs/repository.ts';
import type { RunSummary } from '../runs/StoredRun.ts';
import type { League } from '../table/computeLeague.ts';
import { compareWith, type KeptComparison } from './compareStoredRuns.ts';

/** A graph that changes all the time must not keep a reader waiting for ever. */
const ATTEMPTS = 5;

/**
 * The run that a league table is held against: the newest frozen run of its programme up to its last day, whatever
 * edition and window were asked for. Where those differ, that is a cause like any other (WEIGHT_CHANGED,
 * PROGRAMME_CHANGED).
 * @returns undefined where none was frozen that the caller may see
 */
export async function runBeforeLeague(
  graph: Graph,
  { programme, asOf }: League,
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<RunSummary | undefined> {
  const asked = { programme: programme.id, lastDay: asOf, visible: caller.visible };
  const id = await findNewestFrozenRun(graph, asked, options);
  return id === undefined ? undefined : findRunSummary(graph, id, caller, options);
}

/**
 * Compares a league table, with everybody ranked, with the run that it is held against. One answer serves all its
 * entries; it is kept for as long as nothing changes.
 * @throws LinchpinError CONFLICT where the graph does not stand still
 */
export async function compareLeague(
  graph: Graph,
  asked: League,
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<KeptComparison | undefined> {
  const before = await runBeforeLeague(graph, asked, caller, options);
  if (before === undefined) return undefined;
  const version = await currentVersion(graph, asked.table.scope.visible);
  const league = asked.table.version === version ? asked : await asked.again();
  const { programme, edition, windowFrom, asOf, table, entries } = league;
  // The whole definition: a draft that is tried out has no version of its own.
  const question = [programme, edition, windowFrom, asOf, entries.length, table.version];
  const { signal: _signal, ...shared } = options ?? {};
  const later = { key: JSON.stringify(question), read: () => currentRecord(graph, league, shared) };
  return compareWith(graph, before, later, caller, options);
}

/** The league as it stands, of one state of the graph. */
async function currentRecord(graph: Graph, asked: League, options: CallOptions): Promise<RunRecord> {
  let league = asked;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { table, entries } = league;
    const { visible, allTime } = table.scope;
    const kept = { id: 'now', editionDigest: '', size: entries.length, allTime, backfilled: false };
    const { run } = await recordOf(graph, league, kept, options);
    if ((await currentVersion(graph, visible)) === table.version) return run;
    league = await league.again();
  }
  throw new LinchpinError(
    'CONFLICT',
    'The graph changed each time the movement was read; ask again when the import has ended.',
  );
}
