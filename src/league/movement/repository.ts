import type { CallOptions, Graph, Params, Row } from '../../graph/index.ts';

export type OffenceNow = Row<'league/list-known-now'>;

/** What is known now of these offences, by id; one that is gone, or may not be seen, is not there. */
export async function offencesNow(
  graph: Graph,
  offenceIds: readonly string[],
  visible: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, OffenceNow>> {
  if (offenceIds.length === 0) return new Map();
  const rows = await graph.read('league/list-known-now', { offenceIds, visible }, options);
  return new Map(rows.map((row) => [row.offenceId, row]));
}

/** The frozen runs of the same programme before a run, newest first. */
export const frozenRunsBefore = (
  graph: Graph,
  asked: Params<'league/list-frozen-runs-before'>,
  options?: CallOptions,
) => graph.read('league/list-frozen-runs-before', asked, options);
