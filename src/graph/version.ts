import type { Graph, GraphTransaction } from './Graph.ts';

/** Counts a change of facts under each of these markings, in the transaction that makes the change. */
export async function bumpVersion(tx: GraphTransaction, markings: readonly string[]): Promise<void> {
  // Always in one order, so that two writers never wait for each other crosswise.
  const ordered = [...new Set(markings)].sort();
  if (ordered.length > 0) await tx.run('graph/bump-version', { markings: ordered });
}

/** The version of what these markings let a caller see: equal numbers mean that nothing visible changed. */
export async function currentVersion(graph: Graph, visible: readonly string[]): Promise<number> {
  const [row] = await graph.read('graph/current-version', { visible });
  return row?.version ?? 0;
}
