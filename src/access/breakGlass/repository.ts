import type { CallOptions, Graph, Params } from '../../graph/index.ts';

/** Changes read at a time. */
const MOST = 50;

/** Every marking in use and the grants that are active for a subject, in one query. */
export async function listSight(graph: Graph, keys: Params<'access/list-sight'>, options?: CallOptions) {
  const [row] = await graph.read('access/list-sight', keys, options);
  return row ?? { markings: [], grants: [] };
}

export async function openRequest(
  graph: Graph,
  row: Params<'access/open-break-glass'>,
  options?: CallOptions,
) {
  const [outcome] = await graph.write('access/open-break-glass', row, options);
  return outcome;
}

/** @returns false where it does not wait any more, or waits for another than who decides */
export const decideRequest = async (
  graph: Graph,
  row: Params<'access/decide-break-glass'>,
  options?: CallOptions,
): Promise<boolean> => (await graph.write('access/decide-break-glass', row, options)).length === 1;

/** @returns false where it neither waits nor is active any more */
export const endRequest = async (
  graph: Graph,
  row: Params<'access/end-break-glass'>,
  options?: CallOptions,
): Promise<boolean> => (await graph.write('access/end-break-glass', row, options)).length === 1;

export const findRequests = (graph: Graph, ids: readonly string[], options?: CallOptions) =>
  graph.read('access/find-break-glass', { ids }, options);

export const listRequests = (
  graph: Graph,
  page: Params<'access/list-break-glasses'>,
  options?: CallOptions,
) => graph.read('access/list-break-glasses', page, options);

export const listOwn = (graph: Graph, keys: Params<'access/list-own-break-glass'>, options?: CallOptions) =>
  graph.read('access/list-own-break-glass', keys, options);

/** @returns -1 before the first */
export async function lastSequence(graph: Graph): Promise<number> {
  const [row] = await graph.read('access/last-break-glass-change', {});
  return row?.sequence ?? -1;
}

/** Announced changes after a sequence number, in order; they are numbered without gaps. */
export const listChanges = (graph: Graph, after: number, options?: CallOptions) =>
  graph.read(
    'access/list-break-glass-changes',
    { ids: Array.from({ length: MOST }, (_, index) => `break-glass/${after + 1 + index}`) },
    options,
  );
