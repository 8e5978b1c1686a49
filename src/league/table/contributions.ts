import { groupBy } from '../../collections/groupBy.ts';
import { type CallOptions, currentVersion, type Graph } from '../../graph/index.ts';
import { listContributions, type ScopeParams } from '../repository.ts';
import type { LeagueTable } from './LeagueTable.ts';
import { type Weights, weightOf } from './Weights.ts';

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

/** What counts for each person, heaviest first. */
export type Contributions = ReadonlyMap<string, readonly Contribution[]>;

/** People of one table whose contributions are kept in memory: those of every list, and some more. */
const MOST_KEPT = 2_000;
const memory = new WeakMap<LeagueTable, Map<string, readonly Contribution[]>>();

/** What counts for each of these suspects in a table; read once for each version of the graph. */
export async function contributionsOf(
  graph: Graph,
  table: LeagueTable,
  personIds: readonly string[],
  options?: CallOptions,
): Promise<Contributions> {
  const kept = keptOf(table);
  const missing = personIds.filter((personId) => !kept.has(personId));
  const read = missing.length === 0 ? kept : await readContributions(graph, table, missing, options);
  const answer = new Map(
    personIds.map((personId) => [personId, kept.get(personId) ?? read.get(personId) ?? []]),
  );
  if (missing.length > 0 && (await currentVersion(graph, table.scope.visible)) === table.version) {
    // What was read after a later change belongs to no table that is kept. Those asked for least lately go first.
    for (const [personId, contributions] of answer) {
      kept.delete(personId);
      kept.set(personId, contributions);
    }
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(old);
  }
  return answer;
}

/** Hands on what is kept of a table to the one that comes after it, with what was read of those who changed. */
export function carryContributions(from: LeagueTable, to: LeagueTable, changed: Contributions): void {
  const next = new Map(memory.get(from));
  for (const [personId, contributions] of changed) {
    const wanted = next.delete(personId) || next.size < MOST_KEPT;
    if (wanted && contributions.length > 0) next.set(personId, contributions);
  }
  memory.set(to, next);
}

/** What counts for each of these people under a scope, read now. Who counts for nothing has an empty list. */
export async function readContributions(
  graph: Graph,
  { scope, weights }: { readonly scope: ScopeParams; readonly weights: Weights },
  personIds: readonly string[],
  options?: CallOptions,
): Promise<Contributions> {
  const rows = await listContributions(graph, { ...scope, personIds }, options);
  const grouped = groupBy(rows, ({ personId }) => personId);
  return new Map(
    personIds.map((personId) => [
      personId,
      (grouped.get(personId) ?? []).map(({ offenceId, typeCode, titleKey, micros, status, victimIds }) => {
        const weight = weightOf(weights, { typeCode, titleKey });
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

function keptOf(table: LeagueTable): Map<string, readonly Contribution[]> {
  const kept = memory.get(table) ?? new Map<string, readonly Contribution[]>();
  memory.set(table, kept);
  return kept;
}
