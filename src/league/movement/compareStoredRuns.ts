import type { Caller } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findRun, runEntries } from '../runs/findRun.ts';
import type { StoredRun } from '../runs/StoredRun.ts';
import { compareRuns } from './compareRuns.ts';
import type { RunComparison } from './RunComparison.ts';
import { frozenRunsBefore, typesNow } from './repository.ts';

type Sees = Pick<Caller, 'visible'>;

/** Two stored runs side by side, with everybody who moved. */
export interface StoredComparison extends RunComparison {
  readonly runBefore: StoredRun;
  readonly runAfter: StoredRun;
}

/**
 * Compares two stored runs of one programme. Where an allegation is gone and the runs do not tell why, the type that
 * its offence has now does, and the cause says so.
 * @throws LinchpinError NOT_FOUND (a run), BAD_INPUT (of two programmes, or the wrong way round)
 */
export async function compareStoredRuns(
  graph: Graph,
  ids: { readonly before: string; readonly after: string },
  caller: Sees,
  options?: CallOptions,
): Promise<StoredComparison> {
  const runBefore = await needRun(graph, ids.before, 'before', caller, options);
  const runAfter = await needRun(graph, ids.after, 'after', caller, options);
  if (runBefore.programme.id !== runAfter.programme.id)
    throw new LinchpinError(
      'BAD_INPUT',
      `The runs are of two programmes, ${runBefore.programme.id} and ${runAfter.programme.id}; compare runs of one.`,
      { place: { argument: 'after' } },
    );
  if ((runBefore.to ?? '') > (runAfter.to ?? ''))
    throw new LinchpinError(
      'BAD_INPUT',
      `The run before ends on ${runBefore.to ?? 'no day'}, after the other; exchange the two.`,
      { place: { argument: 'before' } },
    );
  const now = await typesNow(graph, goneOffences(runBefore, runAfter), caller.visible, options);
  const comparison = compareRuns(runBefore, runAfter, {
    knownNow: (_personId, offenceId) => (now.has(offenceId) ? { typeCode: now.get(offenceId) } : undefined),
    listedEarlier: await listedEarlier(graph, runBefore, caller, options),
  });
  return { ...comparison, runBefore, runAfter };
}

/** Offences that counted for somebody before, and count for nobody after. */
function goneOffences(before: StoredRun, after: StoredRun): readonly string[] {
  const idsOf = ({ entries }: StoredRun) =>
    new Set(entries.flatMap(({ allegations }) => allegations.map(({ offenceId }) => offenceId)));
  const still = idsOf(after);
  return [...idsOf(before)].filter((id) => !still.has(id));
}

/** Records of everybody whom a frozen run before this one listed. */
async function listedEarlier(
  graph: Graph,
  run: StoredRun,
  caller: Sees,
  options?: CallOptions,
): Promise<ReadonlySet<string>> {
  if (run.to === undefined) return new Set();
  const asked = { programme: run.programme.id, lastDay: run.to, visible: caller.visible };
  const listed = new Set<string>();
  for (const id of await frozenRunsBefore(graph, asked, options)) {
    // The listed are on the first page; a run lists 1,000 at most.
    const entries = await runEntries(graph, id, { from: 1, to: run.size }, caller, options);
    for (const { personId, recordIds } of entries)
      for (const known of [personId, ...recordIds]) listed.add(known);
  }
  return listed;
}

async function needRun(
  graph: Graph,
  id: string,
  argument: string,
  caller: Sees,
  options?: CallOptions,
): Promise<StoredRun> {
  const run = await findRun(graph, id, caller, options);
  if (run !== undefined) return run;
  throw new LinchpinError('NOT_FOUND', `There is no league run "${id}"; see leagueRuns.`, {
    place: { argument },
  });
}
