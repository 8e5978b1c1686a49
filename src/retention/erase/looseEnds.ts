import { compareMarkings } from '../../access/index.ts';
import type { GraphTransaction } from '../../graph/index.ts';
import { changeEnds, listUses } from '../repository.ts';

/**
 * Identifiers, and homes that a record made itself, when its links to them are gone: what nothing leads to goes; what
 * only hidden facts lead to stays for those who see them: an identifier is seen by its uses, a home is raised to them.
 * @returns markings that were touched
 */
export async function settleLooseEnds(
  tx: GraphTransaction,
  ends: { readonly identifierIds: readonly string[]; readonly homeIds: readonly string[] },
  visible: readonly string[],
): Promise<readonly string[]> {
  if (ends.identifierIds.length + ends.homeIds.length === 0) return [];
  const sees = new Set(visible);
  const gone: { id: string; home: boolean }[] = [];
  const raised: { id: string; marking: string }[] = [];
  const markings: string[] = [];
  for (const { id, home, marking, uses } of await listUses(tx, ends)) {
    if (uses.some((use) => sees.has(use))) continue;
    if (marking !== null && marking !== undefined) markings.push(marking);
    const [least] = [...uses].sort(compareMarkings);
    if (least === undefined) gone.push({ id, home });
    else if (home) {
      raised.push({ id, marking: least });
      markings.push(least);
    }
  }
  if (gone.length + raised.length > 0) await changeEnds(tx, { gone, raised });
  return markings;
}
