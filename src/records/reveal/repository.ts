import { ensureMarkings } from '../../access/index.ts';
import type { CallOptions, Graph, Params } from '../../graph/index.ts';

export const listIdentities = (
  graph: Graph,
  keys: Params<'records/list-identities'>,
  options?: CallOptions,
) => graph.read('records/list-identities', keys, options);

export const findLivingReveals = (
  graph: Graph,
  keys: Params<'records/find-living-reveals'>,
  options?: CallOptions,
) => graph.read('records/find-living-reveals', keys, options);

export const listReveals = (graph: Graph, keys: Params<'records/list-reveals'>, options?: CallOptions) =>
  graph.read('records/list-reveals', keys, options);

/** @returns false where offence or person is gone since they were read */
export async function writeReveal(
  graph: Graph,
  row: Params<'records/write-reveal'>,
  options?: CallOptions,
): Promise<boolean> {
  return graph.transaction(async (tx) => {
    await ensureMarkings(tx, [row.reveal.marking]);
    return (await tx.run('records/write-reveal', row)).length > 0;
  }, options);
}
