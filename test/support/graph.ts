import { type Graph, migrate, openGraph } from '../../src/graph/index.ts';
import { atFileEnd } from './atFileEnd.ts';
import { emptyStore, testServer } from './neo4j.ts';

/** An empty, migrated graph on the server of this run; closed when the file that asked for it has ended. */
export async function testGraph(): Promise<Graph> {
  await emptyStore();
  const { uri, username, password, database } = testServer();
  const graph = openGraph({ uri, username, password, database });
  atFileEnd(() => graph.close());
  await migrate(graph);
  return graph;
}
