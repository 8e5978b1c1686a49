import type { Graph } from '../graph/index.ts';

/** What a store holds, as far as it can be counted; nobody else may write meanwhile. */
export async function describeStore(graph: Graph) {
  const [store] = await graph.read('backup/describe-store', {});
  const [nodes] = await graph.read('graph/count-nodes', {});
  const [relationships] = await graph.read('graph/count-relationships', {});
  const migrations = await graph.read('graph/list-migrations', {});
  return {
    storeId: store?.id ?? '',
    neo4j: store?.neo4j ?? '',
    schemaVersion: Math.max(0, ...migrations.map(({ version }) => version)),
    nodes: nodes?.count ?? 0,
    relationships: relationships?.relationships ?? 0,
  };
}
