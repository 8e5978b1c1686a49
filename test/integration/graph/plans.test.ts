import neo4j from 'neo4j-driver';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { HeaderType } from '../../../src/graph/headerTypes.ts';
import { driverOf, type Graph } from '../../../src/graph/index.ts';
import { loadCatalogue } from '../../../src/graph/loadCatalogue.ts';
import type { CatalogueQuery } from '../../../src/graph/parseQueryFile.ts';
import { computeLeague } from '../../../src/league/index.ts';
import { storeCurrentTable } from '../../../src/league/table/currentTables.ts';
import { importRows, leagueStore } from '../league/bundleRows.ts';

/** Plans that are meant to be so, each with the reason. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  // Compares two stores whole: reading everything is what it is for.
  'graph/dump-nodes': /^AllNodesScan/,
  // Carries over all that stands in a store without imports.
  'graph/carry-nodes': /^AllNodesScan/,
  'graph/carry-relationships': /^AllNodesScan/,
  // Reads every relationship whatever its type; on a small store the planner starts from the nodes.
  'checks/links-are-marked': /^AllNodesScan/,
  // One alias with the offences that wait for it.
  'harm/apply-alias': /^CartesianProduct/,
};
const OFFENCES = 400;
const INSIDE = 40;

let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
  const number = Array.from({ length: OFFENCES }, (_, index) => index);
  await importRows(graph, {
    persons: number.map((index) => ({ id: `p${index}`, sex: index % 2 === 0 ? 'M' : 'F' })),
    offences: number.map((index) => ({
      id: `o${index}`,
      offence_code: '8N',
      reported_on: index < INSIDE ? '2023-06-01' : '2020-06-01',
    })),
    involvements: number.flatMap((index) => [
      { person_id: `p${index}`, offence_id: `o${index}`, role: 'SUSPECT' },
      { person_id: `p${(index + 1) % OFFENCES}`, offence_id: `o${index}`, role: 'VICTIM' },
    ]),
  });
});

/** A value of the type a header declares, so that the planner knows what it will be given. */
function sample(type: HeaderType): unknown {
  if (type.kind === 'list') return [sample(type.of)];
  if (type.kind === 'struct')
    return Object.fromEntries([...type.fields].map(([name, field]) => [name, sample(field)]));
  const values = {
    String: 'x',
    Integer: neo4j.int(1),
    Float: 0.5,
    Boolean: true,
    Date: new neo4j.types.Date(2023, 6, 30),
    LocalDateTime: new neo4j.types.LocalDateTime(2023, 6, 30, 0, 0, 0, 0),
    DateTime: neo4j.types.DateTime.fromStandardDate(new Date(0)),
    Map: {},
    Any: 'x',
  };
  return values[type.name];
}

async function explain({ text, parameters }: CatalogueQuery) {
  const params = Object.fromEntries(parameters.map(({ name, type }) => [name, sample(type)]));
  const { summary } = await driverOf(graph).executeQuery(`EXPLAIN ${text}`, params);
  return summary;
}

interface Plan {
  readonly operatorType: string;
  readonly children: readonly Plan[];
  readonly dbHits?: number;
}
const every = (plan: Plan): readonly Plan[] => [plan, ...plan.children.flatMap((child) => every(child))];
/** Two seeks by unique key make one row together: the server calls that a product as well. */
const isOfSingleRows = (plan: Plan): boolean =>
  every(plan)
    .filter(({ children }) => children.length === 0)
    .every(({ operatorType }) => /^(NodeUniqueIndexSeek|Argument)/.test(operatorType));
const isCostly = (plan: Plan): boolean =>
  plan.operatorType.startsWith('AllNodesScan') ||
  (plan.operatorType.startsWith('CartesianProduct') && !isOfSingleRows(plan));
const hits = (plan: Plan): number =>
  (plan.dbHits ?? 0) + plan.children.reduce((sum, child) => sum + hits(child), 0);

describe('the query catalogue', () => {
  const queries = [...loadCatalogue().values()];

  it.each(queries.map((query) => [query.name, query] as const))(
    '%s is understood by the server, and reads no more than it must',
    async (name, query) => {
      const { plan, gqlStatusObjects } = await explain(query);
      // A property or label that nobody has written yet is unknown to an almost empty store; the rest is a fault.
      const faults = gqlStatusObjects
        .filter(
          ({ rawSeverity, rawClassification }) =>
            rawSeverity === 'WARNING' && rawClassification !== 'UNRECOGNIZED',
        )
        .map(({ gqlStatus, statusDescription }) => `${gqlStatus} ${statusDescription}`);
      expect(faults).toEqual([]);
      if (plan === false) throw new Error(`${name} has no plan`);
      const costly = every(plan)
        .filter(isCostly)
        .map(({ operatorType }) => operatorType)
        .filter((operator) => ALLOWED[name]?.test(operator) !== true);
      expect(costly).toEqual([]);
    },
  );

  it('says what each query is for and which plan it relies on', () => {
    for (const { name, purpose, plan } of queries) {
      expect(purpose, name).not.toBe('');
      expect(plan, name).not.toBe('');
    }
  });
});

describe('the queries of a league', () => {
  const scope = {
    visible: ['OFFICIAL'],
    types: null,
    foundBy: null,
    historic: null,
    modusOperandi: null,
    boroughs: null,
    relationships: null,
    victimAgeFrom: null,
    victimAgeTo: null,
    victimSexes: ['F'],
    suspectSexes: ['M'],
    excludedStatuses: ['ELIMINATED', 'ACQUITTED'],
    statusesOn: null,
    allTime: false,
    from: '2022-07-01',
    to: '2023-06-30',
    weights: { '8N|': neo4j.int(1) },
  };
  const dates = {
    from: new neo4j.types.Date(2022, 7, 1),
    to: new neo4j.types.Date(2023, 6, 30),
  };

  /** Database hits of a query on a store of which a tenth lies in the window. */
  async function profile(name: string, extra: object = {}): Promise<number> {
    const query = loadCatalogue().get(name);
    const params = { ...scope, ...dates, ...extra };
    const { summary } = await driverOf(graph).executeQuery(`PROFILE ${query?.text}`, params);
    if (summary.profile === false) throw new Error(`${name} has no profile`);
    return hits(summary.profile);
  }

  it.each([
    ['league/rank-suspects', 60, {}],
    ['league/total-scope', 60, {}],
    ['league/count-unknown-victims', 40, {}],
    [
      'league/list-contributions',
      70,
      { personIds: Array.from({ length: INSIDE }, (_, index) => `s:p${index}`) },
    ],
  ])(
    '%s touches only what lies in the window: at most %i hits for each offence there',
    async (name, each, extra) => {
      expect(await profile(name, extra)).toBeLessThan(each * INSIDE);
    },
  );

  it('read a stored table by its key, and what a table stands on by a few keys', async () => {
    const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
    await computeLeague(graph, { programme: 'vawg' }, caller);
    await storeCurrentTable(graph, 'vawg', systemClock);
    expect(await profile('league/find-table', { programme: 'vawg' })).toBeLessThan(60);
    expect(await profile('league/current-state', { programme: 'vawg', edition: null })).toBeLessThan(60);
  });

  it('read again whose lines a change can have changed by keys', async () => {
    const changed = { personIds: ['s:p1'], offenceIds: ['s:o1'], locationIds: [], most: neo4j.int(100) };
    expect(await profile('league/list-affected', changed)).toBeLessThan(80);
    expect(await profile('league/list-contributions', { personIds: ['s:p1', 's:p2'] })).toBeLessThan(200);
  });
});
