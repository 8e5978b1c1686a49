import { listMarkings } from '../access/index.ts';
import type { Graph } from '../graph/index.ts';
import { searchGraph } from '../search/searchGraph.ts';

/** What a reader may type: a number, and a name of two words that finds nobody and so asks both ways. */
const TEXTS = ['07700 900000', 'Zyx Qwv'];
const LONGEST_MS = 30_000;

/**
 * Asks what the first readers will ask. The server plans a query when it first meets it, and compiles what plans and
 * runs it meanwhile: a search takes seconds then, and many at once would meet their limits.
 * @throws LinchpinError where the store does not answer
 */
export async function warmUp(graph: Graph): Promise<void> {
  const visible = (await listMarkings(graph)).map(({ id }) => id);
  const options = { operation: 'warm-up', signal: AbortSignal.timeout(LONGEST_MS) };
  for (const text of TEXTS) await searchGraph(graph, { text, first: 1, visible }, options);
}
