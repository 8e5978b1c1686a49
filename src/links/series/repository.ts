import type { CallOptions, Graph } from '../../graph/index.ts';

/** Every offence that series are looked for in, as far as these markings let see, by id. */
export async function loadSeriesOffences(graph: Graph, visible: readonly string[], options?: CallOptions) {
  const rows = [];
  for await (const row of graph.stream('links/load-series-offences', { visible }, options)) rows.push(row);
  return rows;
}
export type SeriesRow = Awaited<ReturnType<typeof loadSeriesOffences>>[number];
