import type { Pseudonyms } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from '../graph/index.ts';
import { listErasures } from './repository.ts';

/** Who was erased, as far as one can be asked for by id. */
export interface Erasures {
  /** @returns those of the ids that were erased, with the day */
  among(ids: readonly string[]): readonly (readonly [id: string, day: string])[];
}

/**
 * Who was erased from a store.
 * @returns undefined where nobody was
 * @throws LinchpinError CONFLICT where it cannot be told: without the key of the erasures, or with another one
 */
export async function openErasures(
  graph: Graph,
  pseudonyms: Pick<Pseudonyms, 'erased'> | undefined,
): Promise<Erasures | undefined> {
  const erasures = await listErasures(graph);
  if (erasures.length === 0) return undefined;
  const check = pseudonyms?.erased('');
  if (pseudonyms === undefined || erasures.some(({ keyCheck }) => keyCheck !== check))
    throw new LinchpinError(
      'CONFLICT',
      'Records were erased from this store under another pseudonym key, so that it cannot be told whether this bundle brings one back. Import with the LINCHPIN_PSEUDONYM_KEY under which they were erased.',
    );
  const days = new Map(erasures.map(({ id, erasedOn }) => [id, erasedOn]));
  return {
    among: (ids) =>
      ids.flatMap((id) => {
        const day = days.get(pseudonyms.erased(id));
        return day === undefined ? [] : [[id, day] as const];
      }),
  };
}
