import { LinchpinError } from '../../errors/LinchpinError.ts';
import { currentVersion, type Graph } from '../../graph/index.ts';

const ATTEMPTS = 3;

/**
 * An answer that takes several readings, all of the same facts: else a difference between two of them may be the work of
 * an import that came in between.
 * @throws LinchpinError CONFLICT where the facts change each time
 */
export async function atOneVersion<T>(
  graph: Graph,
  visible: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await currentVersion(graph, visible);
    const answer = await work();
    if ((await currentVersion(graph, visible)) === before) return answer;
  }
  throw new LinchpinError(
    'CONFLICT',
    'The data changed while this was computed; ask again when the import is done.',
  );
}
