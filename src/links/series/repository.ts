import { ensureMarkings } from '../../access/index.ts';
import type { CallOptions, Graph, Params } from '../../graph/index.ts';

/** The offences that series are looked for in, as far as these markings let see, by id; the `most` reported last. */
export async function loadSeriesOffences(
  graph: Graph,
  asked: { readonly visible: readonly string[]; readonly most: number },
  options?: CallOptions,
) {
  const rows = [];
  for await (const row of graph.stream('links/load-series-offences', asked, options)) rows.push(row);
  return rows;
}
export type SeriesRow = Awaited<ReturnType<typeof loadSeriesOffences>>[number];

/** Ids of the offences that a programme is about. */
export async function listSeriesScope(
  graph: Graph,
  scope: Params<'links/list-series-scope'>,
  options?: CallOptions,
): Promise<readonly string[]> {
  return (await graph.read('links/list-series-scope', scope, options)).map(({ id }) => id);
}

/** Decisions on series, newest first. */
export const listSeriesDecisions = (graph: Graph, visible: readonly string[], options?: CallOptions) =>
  graph.read('links/list-series-decisions', { visible }, options);
export type SeriesDecisionRow = Awaited<ReturnType<typeof listSeriesDecisions>>[number];

/** Writes a decision where the newest one is still the one expected. */
export async function writeSeriesDecision(
  graph: Graph,
  row: Params<'links/write-series-decision'>,
  options?: CallOptions,
) {
  return graph.transaction(async (tx) => {
    await ensureMarkings(tx, [row.decision.marking]);
    const [written] = await tx.run('links/write-series-decision', row);
    return written;
  }, options);
}
