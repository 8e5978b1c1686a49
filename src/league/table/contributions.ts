import { groupBy } from '../../collections/groupBy.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { listContributions } from '../repository.ts';
import type { LeagueTable } from './rankSuspects.ts';

/** One allegation that counts for a suspect. */
export interface Contribution {
  readonly offenceId: string;
  /** Millionths of a day; undefined where the harm is unknown. */
  readonly micros: number | undefined;
  readonly basis: string;
  readonly provisional: boolean;
  readonly status: string | undefined;
  /** For counting only: victims are never shown by id. */
  readonly victimIds: readonly string[];
}

/** What counts for each of these suspects in a table, heaviest first. */
export async function contributionsOf(
  graph: Graph,
  table: LeagueTable,
  personIds: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, readonly Contribution[]>> {
  const rows = await listContributions(graph, { ...table.scope, personIds }, options);
  const grouped = groupBy(rows, ({ personId }) => personId);
  return new Map(
    personIds.map((personId) => [
      personId,
      (grouped.get(personId) ?? []).map(({ offenceId, typeCode, titleKey, micros, status, victimIds }) => {
        const weight =
          table.weights.get(`${typeCode}|${titleKey ?? ''}`) ?? table.weights.get(`${typeCode}|`);
        return {
          offenceId,
          micros: micros ?? undefined,
          basis: weight?.basis ?? 'UNKNOWN',
          provisional: weight?.provisional ?? false,
          status: status ?? undefined,
          victimIds,
        };
      }),
    ]),
  );
}
