import { type CallOptions, currentVersion, type Graph, unlessAborted } from '../../graph/index.ts';
import { listAllegations } from '../repository.ts';
import type { LeagueTable } from './LeagueTable.ts';

/** One allegation that counts: a ranked suspect and an offence. */
export type Allegation = Awaited<ReturnType<typeof listAllegations>>[number];

/** Tables whose allegations are kept in memory; 35,000 suspects take some 20 megabytes. */
const KEPT = 2;
const memory = new WeakMap<
  Graph,
  Map<LeagueTable, { version: number; rows: Promise<readonly Allegation[]> }>
>();

/**
 * Every allegation behind a table, of everybody ranked, by person and offence in code point order. They are read again
 * where the graph has changed since.
 */
export async function allegationsOf(
  graph: Graph,
  table: LeagueTable,
  options?: CallOptions,
): Promise<readonly Allegation[]> {
  const version = await currentVersion(graph, table.scope.visible);
  const kept =
    memory.get(graph) ?? new Map<LeagueTable, { version: number; rows: Promise<readonly Allegation[]> }>();
  memory.set(graph, kept);
  const known = kept.get(table);
  if (known?.version === version) return unlessAborted(known.rows, options?.signal);
  // A shared reading must not die with the one request that happened to start it.
  const { signal: _signal, ...shared } = options ?? {};
  const rows = rankedOnly(table, listAllegations(graph, table.scope, shared));
  kept.delete(table);
  kept.set(table, { version, rows });
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(old);
  rows.catch(() => kept.delete(table));
  return unlessAborted(rows, options?.signal);
}

/** Leaves out whoever the programme's least numbers leave out of the table. */
async function rankedOnly(
  { lines, belowMinimum }: LeagueTable,
  rows: Promise<readonly Allegation[]>,
): Promise<readonly Allegation[]> {
  if (belowMinimum === 0) return rows;
  const ids = new Set(lines.map(({ personId }) => personId));
  return (await rows).filter(({ personId }) => ids.has(personId));
}
