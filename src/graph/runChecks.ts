import type { Graph } from './Graph.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import type { QueryName } from './queries.generated.ts';

/** One invariant of `cypher/checks` with the rows that break it (at most 100 are listed). */
export interface CheckResult {
  readonly check: string;
  readonly purpose: string;
  readonly violations: readonly object[];
}

/** Runs every check; an intact store answers an empty list of violations for each. */
export async function runChecks(graph: Graph): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const query of loadCatalogue().values()) {
    if (!query.name.startsWith('checks/')) continue;
    const violations = await graph.read(query.name as QueryName, {} as never);
    results.push({ check: query.name.slice('checks/'.length), purpose: query.purpose, violations });
  }
  return results;
}
