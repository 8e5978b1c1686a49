import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph, Params } from '../../graph/index.ts';
import type { ScopeParams } from '../repository.ts';
import type { RunExclusion } from './RunRecord.ts';

/** Of the roll-back that keeps a run from being stored on a graph that has moved on. */
const OVERTAKEN = 'The graph changed while a league run was made.';

/**
 * Stores a run, unless what the programme may count has changed since this version.
 * @returns whether it was stored
 */
export async function storeRun(
  graph: Graph,
  run: Params<'league/store-run'>,
  at: { readonly visible: readonly string[]; readonly version: number },
  options?: CallOptions,
): Promise<boolean> {
  try {
    await graph.transaction(async (tx) => {
      // Tried again after its commit was heard of too late: it is stored, whatever has changed since.
      if ((await tx.run('league/find-run', { id: run.run.id, visible: at.visible })).length > 0) return;
      await tx.run('league/store-run', run);
      const [now] = await tx.run('graph/current-version', { visible: at.visible });
      if (now?.version !== at.version) throw new LinchpinError('CONFLICT', OVERTAKEN);
    }, options);
    return true;
  } catch (error) {
    if (error instanceof LinchpinError && error.message === OVERTAKEN) return false;
    throw error;
  }
}

export async function findRunHead(
  graph: Graph,
  id: string,
  visible: readonly string[],
  options?: CallOptions,
) {
  const [row] = await graph.read('league/find-run', { id, visible }, options);
  return row;
}

export const listRunPages = (graph: Graph, pages: Params<'league/list-run-pages'>, options?: CallOptions) =>
  graph.read('league/list-run-pages', pages, options);

export const listRuns = (graph: Graph, page: Params<'league/list-runs'>, options?: CallOptions) =>
  graph.read('league/list-runs', page, options);

/** Stands for the last day of all, where none is asked for. */
const LAST_OF_ALL = '9999-12-31';

/** Id of the newest frozen run of a programme, or of the newest up to a day. */
export async function findNewestFrozenRun(
  graph: Graph,
  asked: {
    readonly programme: string;
    readonly lastDay?: string | undefined;
    readonly visible: readonly string[];
  },
  options?: CallOptions,
): Promise<string | undefined> {
  const upTo = { ...asked, lastDay: asked.lastDay ?? LAST_OF_ALL };
  const [row] = await graph.read('league/find-newest-frozen-run', upTo, options);
  return row?.id;
}

export async function findPreviousFrozenRun(
  graph: Graph,
  id: string,
  visible: readonly string[],
  options?: CallOptions,
): Promise<string | undefined> {
  const [row] = await graph.read('league/find-previous-frozen-run', { id, visible }, options);
  return row?.id;
}

/** Record ids by person, in code point order. */
export async function listPersonRecords(
  graph: Graph,
  personIds: readonly string[],
  visible: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for await (const { personId, recordId } of graph.stream(
    'league/list-person-records',
    { personIds, visible },
    options,
  )) {
    const known = found.get(personId);
    if (known === undefined) found.set(personId, [recordId]);
    else known.push(recordId);
  }
  for (const ids of found.values()) ids.sort(compareCodePoints);
  return found;
}

export async function newestImport(graph: Graph, visible: readonly string[], options?: CallOptions) {
  const [row] = await graph.read('league/newest-import', { visible }, options);
  return row?.asOf ?? undefined;
}

/** In code point order of person and offence. */
export async function listExclusions(
  graph: Graph,
  { weights: _weights, ...scope }: ScopeParams,
  options?: CallOptions,
): Promise<readonly RunExclusion[]> {
  const rows: RunExclusion[] = [];
  for await (const row of graph.stream('league/list-exclusions', scope, options)) rows.push(row);
  return rows.sort(
    (a, b) => compareCodePoints(a.personId, b.personId) || compareCodePoints(a.offenceId, b.offenceId),
  );
}

export async function freezeRun(graph: Graph, freeze: Params<'league/freeze-run'>, options?: CallOptions) {
  const [row] = await graph.write('league/freeze-run', freeze, options);
  return row;
}

export async function findSchedule(
  graph: Graph,
  programme: string,
  visible: readonly string[],
  options?: CallOptions,
) {
  const [row] = await graph.read('league/find-schedule', { programme, visible }, options);
  return row;
}

/** Whom each record describes now, as far as the caller may see. */
export const findPersonsOfRecords = (
  graph: Graph,
  recordIds: readonly string[],
  visible: readonly string[],
  options?: CallOptions,
) => graph.read('league/find-persons-of-records', { recordIds, byReader: false, visible }, options);

export const listVisibleOffences = (
  graph: Graph,
  ids: readonly string[],
  visible: readonly string[],
  options?: CallOptions,
) => graph.read('league/list-visible-offences', { ids, visible }, options);

/** Runs that end on one of these days; of a day the frozen ones first. */
export const listRunsOn = (graph: Graph, asked: Params<'league/list-runs-on'>, options?: CallOptions) =>
  graph.read('league/list-runs-on', asked, options);
