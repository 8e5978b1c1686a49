import type { Caller } from '../../access/index.ts';
import { type Kept, keepLatest } from '../../collections/keepLatest.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, currentVersion, type Graph, unlessAborted } from '../../graph/index.ts';
import { findRun, findRunSummary, runEntries } from '../runs/findRun.ts';
import { noSuchRun } from '../runs/freezeRun.ts';
import type { RunRecord } from '../runs/RunRecord.ts';
import type { RunSummary, StoredRun } from '../runs/StoredRun.ts';
import { besideRuns } from './besideRuns.ts';
import { compareRuns } from './compareRuns.ts';
import type { Movement, RunComparison } from './RunComparison.ts';
import { frozenRunsBefore } from './repository.ts';

type Sees = Pick<Caller, 'visible'>;

/** A comparison with the moves of those whom the later of the two ranks, by person. */
export interface KeptComparison extends RunComparison {
  readonly ofRanked: ReadonlyMap<string, Movement>;
}

/** Two stored runs side by side, with everybody who moved. */
export interface StoredComparison extends KeptComparison {
  readonly runBefore: RunSummary;
  readonly runAfter: RunSummary;
}

/**
 * People of runs, and moves of comparisons, that are kept in memory: 35,000 of either take 18 megabytes. The latest is
 * kept whatever its size.
 */
const PEOPLE_KEPT = 110_000;
const MOVES_KEPT = 160_000;
interface Memory {
  readonly runs: Kept<StoredRun | undefined>;
  readonly comparisons: Kept<KeptComparison>;
}
const memory = new WeakMap<Graph, Memory>();

function memoryOf(graph: Graph): Memory {
  const known = memory.get(graph);
  if (known !== undefined) return known;
  const made: Memory = {
    runs: keepLatest(PEOPLE_KEPT, (run) => run?.entries.length ?? 0),
    comparisons: keepLatest(MOVES_KEPT, ({ movements }) => movements.length),
  };
  memory.set(graph, made);
  return made;
}

/**
 * Compares two stored runs of one programme. Where an allegation is gone or new and the runs do not tell why, what the
 * store knows of it now does, and the cause says so. The answer is kept for as long as nothing changes that the caller
 * may see.
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
  const { signal: _signal, ...shared } = options ?? {};
  const later = { key: keyOf(runAfter), read: () => keptRun(graph, runAfter, caller, shared) };
  return { ...(await compareWith(graph, runBefore, later, caller, options)), runBefore, runAfter };
}

/**
 * Compares a stored run with a later record of the same programme, which is only read where the answer is not kept.
 * @param later its record, and what two equal records share
 */
export async function compareWith(
  graph: Graph,
  before: RunSummary,
  later: { readonly key: string; readonly read: () => Promise<RunRecord> },
  caller: Sees,
  options?: CallOptions,
): Promise<KeptComparison> {
  const { visible } = caller;
  const earlier = await frozenRunsBefore(graph, { id: before.id, visible }, options);
  const version = await currentVersion(graph, visible);
  const key = JSON.stringify([keyOf(before), later.key, version, visible, earlier]);
  // A shared comparison must not die with the one request that happened to start it.
  const { signal, ...shared } = options ?? {};
  const made = memoryOf(graph).comparisons(key, async () => {
    const [first, second] = [await keptRun(graph, before, caller, shared), await later.read()];
    const comparison = compareRuns(first, second, {
      ...(await besideRuns(graph, first, second, caller, shared)),
      listedEarlier: await listedIn(graph, earlier, caller, shared),
    });
    const ranked = comparison.movements.filter(
      ({ rankAfter, mergedInto }) => rankAfter !== undefined && mergedInto === undefined,
    );
    return { ...comparison, ofRanked: new Map(ranked.map((movement) => [movement.personId, movement])) };
  });
  return unlessAborted(made, signal);
}

/** What a run ranks only changes when somebody is erased. */
const keyOf = ({ id, head }: RunSummary): string => `${id}#${head.erasures}`;

/** A run that the caller was found to see, whole, read once. */
async function keptRun(
  graph: Graph,
  summary: RunSummary,
  caller: Sees,
  options?: CallOptions,
): Promise<StoredRun> {
  const { id } = summary;
  const run = await memoryOf(graph).runs(keyOf(summary), () => findRun(graph, id, caller, options));
  if (run === undefined) throw noSuchRun(id);
  return run;
}

/** Records of everybody whom one of these runs listed. */
async function listedIn(
  graph: Graph,
  runs: readonly { readonly id: string; readonly size: number }[],
  caller: Sees,
  options?: CallOptions,
): Promise<ReadonlySet<string>> {
  const listed = new Set<string>();
  for (const { id, size } of runs) {
    // The listed are on the first page; a run lists 1,000 at most.
    const entries = await runEntries(graph, id, { from: 1, to: size }, caller, options);
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
): Promise<RunSummary> {
  const run = await findRunSummary(graph, id, caller, options);
  if (run === undefined) throw noSuchRun(id, argument);
  return run;
}
