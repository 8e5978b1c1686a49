import type { Graph, GraphTransaction, Row } from '../../graph/index.ts';

/** Where offence types stand in the store, by code. */
export async function typeKeys(graph: Graph): Promise<ReadonlyMap<string, string>> {
  const rows = await graph.read('ingest/list-type-keys', {});
  return new Map(rows.map(({ code, key }) => [code, key]));
}

export async function countNodes(graph: Graph): Promise<number> {
  const [row] = await graph.read('graph/count-nodes', {});
  return row?.count ?? 0;
}

class Undo extends Error {}

/** All that stands in the store, as it would stand after some changes, which are undone again. */
export async function readKept(graph: Graph, change: (tx: GraphTransaction) => Promise<unknown>) {
  const seen = {
    nodes: [] as readonly Row<'graph/carry-nodes'>[],
    links: [] as readonly Row<'graph/carry-relationships'>[],
  };
  const look = async (tx: GraphTransaction) => {
    await change(tx);
    seen.nodes = await tx.run('graph/carry-nodes', {});
    seen.links = await tx.run('graph/carry-relationships', {});
    throw new Undo();
  };
  await graph.transaction(look).catch((error: unknown) => {
    if (!(error instanceof Error && error.cause instanceof Undo)) throw error;
  });
  return seen;
}
