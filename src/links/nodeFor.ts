import { type Context, callOptions } from '../access/index.ts';
import { findPersons } from '../records/index.ts';
import { NODE_KINDS } from './adjacency/kinds.ts';
import type { Sight } from './adjacency/Sight.ts';

/**
 * The state that an id leads to, a person by the id of any of their records; of things that share an id the first in
 * the order of kinds. @returns undefined alike for what is not there, hidden, or protected
 */
export async function nodeFor(context: Context, sight: Sight, id: string): Promise<number | undefined> {
  const { graph, caller } = context;
  const { adjacency } = sight;
  const [person] = await findPersons(
    graph,
    { ids: [id], visible: caller.visible },
    callOptions(context, 'links'),
  );
  for (const kind of NODE_KINDS) {
    const node = adjacency.find(kind, kind === 'PERSON' ? (person?.id ?? id) : id);
    if (node !== undefined && sight.sees(node)) return node;
  }
  return undefined;
}
