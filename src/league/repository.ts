import { compareCodePoints } from '../collections/compareCodePoints.ts';
import type { CallOptions, Graph, Params } from '../graph/index.ts';

/** Programmes that may be seen, without the retired. */
export const listProgrammes = (graph: Graph, visible: readonly string[], options?: CallOptions) =>
  graph.read('league/list-programmes', { visible }, options);

export const listWeights = (graph: Graph, edition: string, options?: CallOptions) =>
  graph.read('league/list-weights', { edition }, options);

export async function newestReportDate(graph: Graph, visible: readonly string[], options?: CallOptions) {
  const [row] = await graph.read('league/newest-report-date', { visible }, options);
  return row?.asOf;
}

/** The scope of a league as its queries take it. */
export type ScopeParams = Params<'league/rank-suspects'>;

export const rankSuspects = (graph: Graph, scope: ScopeParams, options?: CallOptions) =>
  graph.read('league/rank-suspects', scope, options);

/** Totals of everything in a league's scope. What it does not ask of victims or suspects is not counted as unknown. */
export async function totalScope(graph: Graph, scope: ScopeParams, options?: CallOptions) {
  const {
    suspectSexes: _suspects,
    excludedStatuses: _excluded,
    statusesOn: _statusesOn,
    weights: _weights,
    ...window
  } = scope;
  const { allTime: _allTime, ...dates } = window;
  const asksOfVictims = (scope.victimSexes ?? scope.victimAgeFrom ?? scope.victimAgeTo ?? null) !== null;
  const asksForTies = (scope.relationships ?? null) !== null;
  const [[totals], [undated], [victims], [relationships]] = await Promise.all([
    graph.read('league/total-scope', scope, options),
    graph.read('league/count-undated', dates, options),
    asksOfVictims ? graph.read('league/count-unknown-victims', window, options) : [],
    asksForTies ? graph.read('league/count-unknown-relationships', window, options) : [],
  ]);
  return {
    offences: totals?.offences ?? 0,
    harmMicros: totals?.harmMicros ?? 0,
    victims: totals?.victims ?? 0,
    unknownHarm: totals?.unknownHarm ?? 0,
    withoutSuspect: totals?.withoutSuspect ?? 0,
    withoutDate: undated?.withoutDate ?? 0,
    unknownVictimSex: victims?.unknownSex ?? 0,
    unknownVictimAge: victims?.unknownAge ?? 0,
    unknownRelationship: relationships?.offences ?? 0,
  };
}
export type ScopeTotals = Awaited<ReturnType<typeof totalScope>> & {
  /** People who count for less than the programme's least numbers, and are not ranked. */
  readonly belowMinimum?: number;
};

export const listContributions = (
  graph: Graph,
  scope: ScopeParams & { readonly personIds: readonly string[] },
  options?: CallOptions,
) => graph.read('league/list-contributions', scope, options);

export async function currentState(
  graph: Graph,
  asked: Params<'league/current-state'>,
  options?: CallOptions,
) {
  const [row] = await graph.read('league/current-state', asked, options);
  return row;
}

/** Pages of a programme's current table as it was last kept, each with what the table stood on. */
export const findTable = (graph: Graph, programme: string, options?: CallOptions) =>
  graph.read('league/find-table', { programme }, options);

export const storeTable = (graph: Graph, table: Params<'league/store-table'>) =>
  graph.write('league/store-table', table);

type Ids = Promise<readonly string[]>;

export const listAffected = (
  graph: Graph,
  asked: Params<'league/list-affected'>,
  options?: CallOptions,
): Ids => graph.read('league/list-affected', asked, options).then(personIds);

export const listSuspectsReported = (
  graph: Graph,
  asked: Params<'league/list-suspects-reported'>,
  options?: CallOptions,
): Ids => graph.read('league/list-suspects-reported', asked, options).then(personIds);

export const listSuspectsOfTypes = (
  graph: Graph,
  asked: Params<'league/list-suspects-of-types'>,
  options?: CallOptions,
): Ids => graph.read('league/list-suspects-of-types', asked, options).then(personIds);

const personIds = (rows: readonly { readonly personId: string }[]) => rows.map(({ personId }) => personId);

/** In code point order of person and offence. */
export async function listAllegations(graph: Graph, scope: ScopeParams, options?: CallOptions) {
  const rows = [];
  for await (const row of graph.stream('league/list-allegations', scope, options)) rows.push(row);
  return rows.sort(
    (a, b) => compareCodePoints(a.personId, b.personId) || compareCodePoints(a.offenceId, b.offenceId),
  );
}
