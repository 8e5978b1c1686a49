import type { Caller } from '../../access/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { standingOf } from './computeTable.ts';
import { type Contributions, readContributions } from './contributions.ts';
import { readState, sees } from './ProgrammeState.ts';

/**
 * What counts against these people in all time under a programme, as its all-time league would show it, read for them
 * alone.
 * @returns undefined where there is no such programme that the caller may see
 */
export async function allTimeContributions(
  graph: Graph,
  request: { readonly programme: string; readonly personIds: readonly string[] },
  caller: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<Contributions | undefined> {
  const state = await readState(graph, request.programme, undefined, options);
  if (state === undefined || !sees(caller, state.programme)) return undefined;
  const { windowDays } = state.programme;
  const standing = await standingOf(
    graph,
    { allTime: true, windowDays, asOf: undefined },
    state,
    undefined,
    options,
  );
  return readContributions(graph, standing, request.personIds, options);
}
