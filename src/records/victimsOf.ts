import type { Pseudonyms } from '../access/index.ts';
import { compareCodePoints } from '../collections/compareCodePoints.ts';
import { groupBy } from '../collections/groupBy.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { listVictims } from './repository.ts';
import { victimKey } from './victimKey.ts';

/** Pseudonyms of the victims of offences, by offence, in their own order. */
export async function victimsOf(
  graph: Graph,
  keys: { readonly offenceIds: readonly string[]; readonly visible: readonly string[] },
  pseudonyms: Pick<Pseudonyms, 'victim'>,
  options?: CallOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = groupBy(await listVictims(graph, keys, options), ({ offenceId }) => offenceId);
  return new Map(
    [...rows].map(([id, victims]) => [
      id,
      victims.map((row) => pseudonyms.victim(victimKey(row))).sort(compareCodePoints),
    ]),
  );
}
