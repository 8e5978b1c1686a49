import { type CallOptions, type Graph, unlessAborted } from '../../graph/index.ts';
import type { LeagueTable } from '../table/LeagueTable.ts';
import { addUp, type CoverageRow, coverageRows } from './CoverageRow.ts';
import { countCoverage } from './repository.ts';

/** What is known of the offences behind a table, of everything and by place and kind. */
export interface Coverage {
  /** One line; none where there is no offence. */
  readonly overall: readonly CoverageRow[];
  readonly byBorough: readonly CoverageRow[];
  readonly byOffenceGroup: readonly CoverageRow[];
}

const memory = new WeakMap<LeagueTable, Promise<Coverage>>();

/** Coverage of a table's window and types; read once for each table. */
export function coverageOf(graph: Graph, table: LeagueTable, options?: CallOptions): Promise<Coverage> {
  const known = memory.get(table);
  if (known !== undefined) return unlessAborted(known, options?.signal);
  // A shared reading must not die with the one request that happened to start it.
  const { signal: _signal, ...shared } = options ?? {};
  const found = read(graph, table, shared);
  memory.set(table, found);
  found.catch(() => memory.delete(table));
  return unlessAborted(found, options?.signal);
}

async function read(graph: Graph, { scope, weights }: LeagueTable, options: CallOptions): Promise<Coverage> {
  const { visible, types, allTime, from, to } = scope;
  const weighed = Object.entries(scope.weights).filter(([, micros]) => (micros ?? null) !== null);
  const firm = Object.fromEntries(weighed.map(([key]) => [key, weights.get(key)?.provisional === false]));
  const rows = await countCoverage(graph, { visible, types, allTime, from, to, firm }, options);
  return {
    overall: coverageRows(addUp(rows, () => undefined)),
    byBorough: coverageRows(addUp(rows, ({ borough }) => borough ?? undefined)),
    byOffenceGroup: coverageRows(addUp(rows, ({ offenceGroup }) => offenceGroup ?? undefined)),
  };
}
