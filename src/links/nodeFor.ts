import { type Context, callOptions } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { findPersons } from '../records/index.ts';
import { NODE_KINDS } from './adjacency/kinds.ts';
import type { Sight } from './adjacency/Sight.ts';

/**
 * The state that each id leads to, a person by the id of any of their records; of things that share an id the first in
 * the order of kinds. @returns undefined alike for what is not there, hidden, or protected
 * @throws LinchpinError UNAVAILABLE where a record is of a person whom the graph does not know yet
 */
export async function nodesFor(
  context: Context,
  sight: Sight,
  ids: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const { adjacency } = sight;
  const { graph, caller } = context;
  const isPerson = (id: string) => {
    const node = adjacency.find('PERSON', id);
    return node !== undefined && sight.sees(node);
  };
  // Whatever bears the id of a person is found in memory: a person has the id of one of their own records.
  const strange = [...new Set(ids)].filter((id) => !isPerson(id));
  const asked = { ids: strange, visible: caller.visible };
  const persons = strange.length === 0 ? [] : await findPersons(graph, asked, callOptions(context, 'links'));
  if (persons.some(({ id }) => adjacency.find('PERSON', id) === undefined))
    throw new LinchpinError('UNAVAILABLE', 'Who a record describes has just changed; ask again.');
  const personIds = new Map(persons.map(({ askedId, id }) => [askedId, id]));
  return ids.map((id) => {
    for (const kind of NODE_KINDS) {
      const node = adjacency.find(kind, kind === 'PERSON' ? (personIds.get(id) ?? id) : id);
      if (node !== undefined && sight.sees(node)) return node;
    }
    return undefined;
  });
}

export const nodeFor = async (context: Context, sight: Sight, id: string): Promise<number | undefined> =>
  (await nodesFor(context, sight, [id]))[0];
