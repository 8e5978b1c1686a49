import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph, GraphTransaction, Params } from '../../graph/index.ts';

export const listRunCopies = (
  graph: Graph,
  quoted: string,
  scope: readonly string[] | undefined,
  options?: CallOptions,
) => graph.read('league/list-run-copies', { quoted, scope }, options);

export async function readRunPage(tx: GraphTransaction, page: Params<'league/read-run-page'>) {
  const [row] = await tx.run('league/read-run-page', page);
  if (row === undefined) throw new LinchpinError('INTERNAL', `The run ${page.runId} lost a page.`);
  return row;
}

export const writeRunPage = (tx: GraphTransaction, page: Params<'league/write-run-page'>) =>
  tx.run('league/write-run-page', page);

/** @returns markings of the runs that were changed */
export const eraseFromEntries = async (
  graph: Graph,
  erased: Params<'league/erase-from-entries'>,
  options?: CallOptions,
) => (await graph.write('league/erase-from-entries', erased, options)).map(({ marking }) => marking);

export const eraseFromTables = (
  graph: Graph,
  erased: Params<'league/erase-from-tables'>,
  options?: CallOptions,
) => graph.write('league/erase-from-tables', erased, options);

export const eraseFromEvents = (
  graph: Graph,
  erased: Params<'league/erase-from-events'>,
  options?: CallOptions,
) => graph.write('league/erase-from-events', erased, options);
