import type { Caller } from '../../access/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { compareStoredRuns, type StoredComparison } from '../movement/compareStoredRuns.ts';
import { findNewestFrozenRun, findPreviousFrozenRun } from '../runs/repository.ts';

/**
 * The two newest frozen runs of a programme side by side, so that beside the concentration it can be read how much of the
 * list was exchanged, and why.
 * @returns undefined where fewer than two are there to see
 */
export async function sinceLastRun(
  graph: Graph,
  programme: string,
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<StoredComparison | undefined> {
  const after = await findNewestFrozenRun(graph, { programme, visible: caller.visible }, options);
  const before = after && (await findPreviousFrozenRun(graph, after, caller.visible, options));
  return after === undefined || before === undefined
    ? undefined
    : compareStoredRuns(graph, { before, after }, caller, options);
}
