import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph, GraphTransaction } from '../../graph/index.ts';
import type { Principal } from '../Caller.ts';
import { dominates, LEVELS, type Marking, parseMarking } from './marking.ts';
import { listMarkings, writeMarkings } from './repository.ts';

/**
 * The ids of every marking in the store that this clearance may see; computed once a request and given to every
 * query as `$visible`.
 */
export async function visibleMarkings(graph: Graph, clearance: Marking): Promise<readonly string[]> {
  const rows = await listMarkings(graph);
  return seenBy(
    clearance,
    rows.map(({ id }) => id),
  );
}

/** The highest marking that a principal's own clearance reaches. @throws LinchpinError BAD_INPUT for none */
export const clearanceOf = ({
  clearance,
  compartments,
}: Pick<Principal, 'clearance' | 'compartments'>): Marking =>
  requireMarking([clearance, compartments.join(';')].filter(Boolean).join('/'));

/** Those of the marking ids that this clearance may see; one that cannot be read is seen by nobody. */
export function seenBy(clearance: Marking | undefined, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    const marking = parseMarking(id);
    return clearance !== undefined && marking !== undefined && dominates(clearance, marking);
  });
}

/** What a league (or anything else with one marking) of this marking may count. */
export function visibleAt(graph: Graph, id: string): Promise<readonly string[]> {
  return visibleMarkings(graph, requireMarking(id));
}

/** Makes sure that markings exist before anything carries them. */
export async function ensureMarkings(tx: GraphTransaction, ids: readonly string[]): Promise<void> {
  const markings = [...new Set(ids)].sort().map((id) => ({ id, ...requireMarking(id) }));
  if (markings.length > 0) await writeMarkings(tx, markings);
}

/** @throws LinchpinError BAD_INPUT with the form that is expected */
export function requireMarking(text: string): Marking {
  const marking = parseMarking(text);
  if (marking === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `"${text}" is not a marking. Write LEVEL or LEVEL/COMPARTMENT;COMPARTMENT with a level of ${LEVELS.join(', ')}.`,
    );
  return marking;
}
