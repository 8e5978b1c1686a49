import type { CallOptions, Graph } from '../../graph/index.ts';

/** Types now, by offence; an offence that is gone, or may not be seen, is not there. */
export async function typesNow(
  graph: Graph,
  offenceIds: readonly string[],
  visible: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, string | undefined>> {
  if (offenceIds.length === 0) return new Map();
  const rows = await graph.read('league/list-types-now', { offenceIds, visible }, options);
  return new Map(rows.map(({ offenceId, typeCode }) => [offenceId, typeCode ?? undefined]));
}

/** Ids of the frozen runs of a programme before a day. */
export async function frozenRunsBefore(
  graph: Graph,
  asked: { readonly programme: string; readonly lastDay: string; readonly visible: readonly string[] },
  options?: CallOptions,
): Promise<readonly string[]> {
  const rows = await graph.read('league/list-frozen-runs-before', asked, options);
  return rows.map(({ id }) => id);
}
