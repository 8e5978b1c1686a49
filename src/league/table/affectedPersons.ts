import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { type CallOptions, type Graph, touchedBetween } from '../../graph/index.ts';
import { listAffected, listSuspectsOfTypes, listSuspectsReported, type ScopeParams } from '../repository.ts';
import type { LeagueTable, TableParts } from './LeagueTable.ts';
import type { Weights } from './Weights.ts';

/** What a table is to stand on. */
export type Standing = Pick<TableParts, 'versions' | 'scope' | 'editionDigest' | 'weights'>;

/**
 * Whose lines in a table can differ once it stands on something later: by facts that changed, by a window that moved,
 * by weights that changed. Some of them may not be in it, before or after.
 * @returns undefined where it is not known, or more than so many
 */
export async function affectedPersons(
  graph: Graph,
  table: LeagueTable,
  { versions, scope, weights }: Standing,
  most: number,
  options?: CallOptions,
): Promise<readonly string[] | undefined> {
  const touched = await touchedBetween(graph, table.versions, versions, options);
  if (touched === undefined || touched === 'everything') return undefined;
  const found = await Promise.all([
    byFacts(graph, touched, most, options),
    byWindow(graph, table.scope, scope, most, options),
    byWeights(graph, table, { scope, weights }, most, options),
  ]);
  const affected = new Set<string>();
  for (const ids of found) {
    if (ids === undefined) return undefined;
    for (const id of ids) affected.add(id);
  }
  return affected.size > most ? undefined : [...affected].sort(compareCodePoints);
}

type Found = Promise<readonly string[] | undefined>;

async function byFacts(
  graph: Graph,
  {
    persons = [],
    offences = [],
    locations = [],
  }: Exclude<Awaited<ReturnType<typeof touchedBetween>>, 'everything' | undefined>,
  most: number,
  options?: CallOptions,
): Found {
  if (persons.length + offences.length + locations.length === 0) return [];
  const asked = { personIds: persons, offenceIds: offences, locationIds: locations, most };
  const found = await listAffected(graph, asked, options);
  // A person who is gone is found by no query, and must leave the table.
  return found.length > most ? undefined : [...persons, ...found];
}

async function byWindow(
  graph: Graph,
  before: ScopeParams,
  after: ScopeParams,
  most: number,
  options?: CallOptions,
): Found {
  const [from, to] = [between(before.from, after.from), between(before.to, after.to)];
  if (before.from === after.from && before.to === after.to) return [];
  if (from === undefined || to?.[0] === undefined) return undefined;
  const asked = { firstFrom: from[0], lastFrom: from[1], firstTo: to[0], lastTo: to[1], most };
  const found = await listSuspectsReported(graph, asked, options);
  return found.length > most ? undefined : found;
}

/** Two days in order; undefined where only one of them is none. */
function between(one: string | null | undefined, other: string | null | undefined) {
  const [a, b] = [one ?? undefined, other ?? undefined];
  if (a === undefined && b === undefined) return [undefined, undefined] as const;
  if (a === undefined || b === undefined) return undefined;
  return a < b ? ([a, b] as const) : ([b, a] as const);
}

async function byWeights(
  graph: Graph,
  before: Pick<TableParts, 'weights'>,
  { scope, weights }: Pick<TableParts, 'scope' | 'weights'>,
  most: number,
  options?: CallOptions,
): Found {
  const codes = changedCodes(before.weights, weights);
  if (codes.length === 0) return [];
  const found = await listSuspectsOfTypes(graph, { codes, from: scope.from, most }, options);
  return found.length > most ? undefined : found;
}

/** Codes of the types of which some weight is not what it was. */
function changedCodes(before: Weights, after: Weights): readonly string[] {
  if (before === after) return [];
  const keys = new Set([...before.keys(), ...after.keys()]);
  const changed = [...keys].filter((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    return was?.micros !== is?.micros || was?.basis !== is?.basis || was?.provisional !== is?.provisional;
  });
  return [...new Set(changed.map((key) => key.slice(0, key.indexOf('|'))))];
}
