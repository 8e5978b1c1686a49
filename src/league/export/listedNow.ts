import { groupBy } from '../../collections/groupBy.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { type EntryState, entryState } from '../adoption/EntryState.ts';
import { type Adoption, findAdoptions, findStates } from '../adoption/repository.ts';
import type { RunEntry } from '../runs/RunRecord.ts';
import { findPersonsOfRecords } from '../runs/repository.ts';

/** Names of persons, as far as somebody with these markings may see them. */
export type NamesOf = (
  personIds: readonly string[],
  visible: readonly string[],
) => Promise<ReadonlyMap<string, readonly string[]>>;

/** What is known at an export of somebody who was ranked. */
export interface ListedNow {
  /** Who goes by the record now. */
  readonly personId: string;
  readonly names: readonly string[];
  readonly state: EntryState;
  /** The newest decision in the programme. */
  readonly adoption: Adoption | undefined;
}

/**
 * What is known on a day of those whom a list ranks, by the id they are ranked under; who has been merged since goes by
 * the other record. Nobody is in it of whom no record is left to see.
 */
export async function listedNow(
  graph: Graph,
  ranked: readonly Pick<RunEntry, 'personId' | 'recordIds'>[],
  asked: {
    readonly programme: string;
    readonly visible: readonly string[];
    /** `yyyy-MM-dd`. */
    readonly on: string;
  },
  namesOf: NamesOf,
  options?: CallOptions,
): Promise<ReadonlyMap<string, ListedNow>> {
  const { programme, visible, on } = asked;
  const recordIds = ranked.flatMap(({ personId, recordIds }) => [personId, ...recordIds]);
  const found = await findPersonsOfRecords(graph, recordIds, visible, options);
  const now = new Map(found.map(({ recordId, personId }) => [recordId, personId]));
  const personIds = [...new Set(now.values())];
  const [names, states, adoptions] = await Promise.all([
    namesOf(personIds, visible),
    findStates(graph, { personIds, visible, on }, options),
    findAdoptions(graph, { personIds, visible }, options),
  ]);
  const stateOf = new Map(states.map((row) => [row.personId, row]));
  const decided = groupBy(adoptions, ({ personId }) => personId);
  return new Map(
    ranked.flatMap(({ personId: then, recordIds }) => {
      const left = [then, ...recordIds].find((id) => now.has(id));
      const personId = left === undefined ? undefined : now.get(left);
      const row = personId === undefined ? undefined : stateOf.get(personId);
      if (personId === undefined || row === undefined) return [];
      const own = decided.get(personId) ?? [];
      const known: ListedNow = {
        personId,
        names: names.get(personId) ?? [],
        state: entryState(row, own, programme, on),
        adoption: own.find((adoption) => adoption.programme === programme),
      };
      return [[then, known] as const];
    }),
  );
}
