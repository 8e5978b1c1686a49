import { ensureMarkings } from '../../access/index.ts';
import type { CallOptions, Graph, Params } from '../../graph/index.ts';

/** Writes a decision where the newest one is still the one expected. */
export async function writeAdoption(
  graph: Graph,
  row: Params<'league/write-adoption'>,
  options?: CallOptions,
) {
  return graph.transaction(async (tx) => {
    await ensureMarkings(tx, [row.adoption.marking]);
    const [written] = await tx.run('league/write-adoption', row);
    return written;
  }, options);
}

export async function endAdoption(graph: Graph, row: Params<'league/end-adoption'>, options?: CallOptions) {
  const [ended] = await graph.write('league/end-adoption', row, options);
  return ended;
}

export const findAdoptions = (graph: Graph, keys: Params<'league/find-adoptions'>, options?: CallOptions) =>
  graph.read('league/find-adoptions', keys, options);
export type Adoption = Awaited<ReturnType<typeof findAdoptions>>[number];

export const listAdoptions = (graph: Graph, keys: Params<'league/list-adoptions'>, options?: CallOptions) =>
  graph.read('league/list-adoptions', keys, options);

export const findStates = (graph: Graph, keys: Params<'league/find-states'>, options?: CallOptions) =>
  graph.read('league/find-states', keys, options);

/** Whom each record describes now, of those that may be shown. */
export const findPersons = (
  graph: Graph,
  keys: Params<'league/find-persons-of-records'>,
  options?: CallOptions,
) => graph.read('league/find-persons-of-records', keys, options);
