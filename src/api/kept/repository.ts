import type { CallOptions, Graph } from '../../graph/index.ts';

/** What every kept answer stands on, as far as these markings let see. */
export async function readStanding(
  graph: Graph,
  visible: readonly string[],
  options?: CallOptions,
): Promise<string> {
  const [row] = await graph.read('api/read-standing', { visible }, options);
  return JSON.stringify(row);
}
