import { readFileSync } from 'node:fs';
import { driverOf, type Graph } from '../../src/graph/index.ts';

/**
 * Runs a query that no code of the product has: one of `test/support/cypher` by name, or its text.
 * @returns its rows, whole numbers as numbers
 */
export async function rawCypher(
  graph: Graph,
  query: string,
  params: Record<string, unknown> = {},
): Promise<readonly Record<string, unknown>[]> {
  const text = /^[\w-]+$/.test(query)
    ? readFileSync(new URL(`./cypher/${query}.cypher`, import.meta.url), 'utf8')
    : query;
  // Bookmarks would outlive a store that is replaced.
  const { records } = await driverOf(graph).executeQuery(text, params, { bookmarkManager: null });
  return records.map((record) => record.toObject());
}
