import { type Context, callOptions } from '../access/index.ts';
import { findPersons } from '../records/index.ts';
import { NODE_KINDS } from './adjacency/kinds.ts';
import type { Sight } from './adjacency/Sight.ts';

/**
 * The state that each id leads to, a person by the id of any of their records; of things that share an id the first in
 * the order of kinds. @returns undefined alike for what is not there, hidden, or protected
 */
export async function nodesFor(
  context: Context,
  seen: Sight | Promise<Sight>,
  ids: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const { graph, caller } = context;
  const asked = { ids: [...new Set(ids)], visible: caller.visible };
  const described = () => findPersons(graph, asked, callOptions(context, 'links'));
  // Records are asked for while the graph is brought forward, and once more where it knows of later changes than they.
  const [sight, early] = await Promise.all([seen, described()]);
  const { adjacency } = sight;
  const isLate = early.some(({ id }) => adjacency.find('PERSON', id) === undefined);
  const persons = isLate ? await described() : early;
  const personIds = new Map(persons.map(({ askedId, id }) => [askedId, id]));
  return ids.map((id) => {
    for (const kind of NODE_KINDS) {
      const node = adjacency.find(kind, kind === 'PERSON' ? (personIds.get(id) ?? id) : id);
      if (node !== undefined && sight.sees(node)) return node;
    }
    return undefined;
  });
}

export const nodeFor = async (
  context: Context,
  seen: Sight | Promise<Sight>,
  id: string,
): Promise<number | undefined> => (await nodesFor(context, seen, [id]))[0];
