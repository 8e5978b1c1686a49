import { type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { leagueSchedule, makeRun } from '../../../src/league/index.ts';
import { freezeRun } from '../../../src/league/runs/freezeRun.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { leagueContext } from './leagueContext.ts';

const caller: Caller = {
  subject: 'p.marple',
  roles: ['supervisor'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing stored runs',
  visible: ['OFFICIAL'],
};
let graph: Graph;
let schema: GraphQLSchema;
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, {
    persons: ['1', '2', '3'].map((id) => ({ id, full_name: `Man ${id}`, sex: 'M' })),
    offences: [
      { id: 'a', offence_code: '8N', reported_on: '2023-06-01' },
      { id: 'b', offence_code: '1', reported_on: '2023-06-15' },
    ],
    involvements: [
      { person_id: '1', offence_id: 'a', role: 'SUSPECT' },
      { person_id: '1', offence_id: 'b', role: 'SUSPECT', status: 'CHARGED' },
      { person_id: '2', offence_id: 'b', role: 'SUSPECT' },
    ],
  });
});

type Answer = Readonly<Record<string, unknown>>;
/** Asks the API as this caller, without HTTP. */
async function ask(source: string, by: Partial<Caller> = {}) {
  const contextValue = leagueContext(graph, { ...caller, ...by });
  const { data, errors } = await graphql({ schema, source, contextValue });
  const codes = errors?.map(({ originalError }) => (originalError as { code?: string } | undefined)?.code);
  return {
    data: data as Record<string, Answer> | null | undefined,
    codes,
    touched: [...contextValue.touched],
  };
}
const made = async (args = 'programme: "all"') => {
  const { data, codes } = await ask(`mutation { runLeague(${args}) { id } }`);
  expect(codes).toBeUndefined();
  return String(data?.runLeague?.id);
};

describe('stored runs in the API', () => {
  it('are made, signed off and read back with what they keep', async () => {
    const id = await made('programme: "all", size: 1');
    const frozen = await ask(
      `mutation { freezeLeagueRun(id: "${id}", reason: "the weekly list") { id status } }`,
    );
    expect(frozen.data).toEqual({ freezeLeagueRun: { id, status: 'FROZEN' } });
    expect(frozen.touched).toContain(id);
    const { data, codes, touched } = await ask(`{ leagueRun(id: "${id}") {
      programme { id version } edition { id } windowFrom asOf dataAsOf status backfilled madeBy frozenBy frozenReason
      totals { suspects offences harmDays allSuspects }
      entries { rank erased person { id names } harmDays provisionalDays
        contributions { offence { id } days basis provisional status reportedOn } }
      entriesPage(first: 1) { edges { node { rank } cursor } pageInfo { hasNextPage endCursor } } } }`);
    expect(codes).toBeUndefined();
    expect(data?.leagueRun).toMatchObject({
      programme: { id: 'all' },
      edition: { id: 'cchi-public' },
      windowFrom: '2022-06-16',
      asOf: '2023-06-15',
      dataAsOf: '2023-07-01',
      status: 'FROZEN',
      backfilled: false,
      madeBy: 'p.marple',
      frozenBy: 'p.marple',
      frozenReason: 'the weekly list',
      totals: { suspects: 1, offences: 2, allSuspects: 2 },
      entries: [
        {
          rank: 1,
          erased: false,
          person: { id: 's:1', names: ['Man 1'] },
          contributions: [
            { offence: { id: 's:b' }, status: 'CHARGED', reportedOn: '2023-06-15' },
            { offence: { id: 's:a' }, status: null, reportedOn: '2023-06-01' },
          ],
        },
      ],
      entriesPage: { edges: [{ node: { rank: 1 } }], pageInfo: { hasNextPage: true } },
    });
    expect(touched).toContain('s:1');
  });

  it('page through everybody ranked', async () => {
    const id = await made();
    const page = async (after: string) => {
      const { data } = await ask(
        `{ leagueRun(id: "${id}") { entriesPage(first: 1${after}) {
          edges { node { rank person { id } } } pageInfo { hasNextPage endCursor } } } }`,
      );
      return data?.leagueRun?.entriesPage as {
        edges: readonly { node: unknown }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual([
      { rank: 1, person: { id: 's:1' } },
      { rank: 2, person: { id: 's:2' } },
    ]);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
  });

  it('are listed page by page, newest last day first', async () => {
    const days = ['2023-06-10', '2023-06-15', '2023-06-05'];
    for (const day of days) await made(`programme: "all", asOf: "${day}"`);
    const found: unknown[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { data, codes } = await ask(`{ leagueRuns(programme: "all", first: 1${after}) {
        edges { node { asOf backfilled } } pageInfo { hasNextPage endCursor } } }`);
      expect(codes).toBeUndefined();
      const page = data?.leagueRuns as {
        edges: readonly { node: { asOf: string; backfilled: boolean } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      found.push(...page.edges.map(({ node }) => node));
      after = `, after: "${page.pageInfo.endCursor}"`;
      more = page.pageInfo.hasNextPage;
    }
    expect(found).toEqual([
      { asOf: '2023-06-15', backfilled: false },
      { asOf: '2023-06-10', backfilled: true },
      { asOf: '2023-06-05', backfilled: true },
    ]);
  });

  it('show a person who was erased as erased, and a person or offence out of sight in the same way', async () => {
    const id = await made();
    const look = async () => {
      const { data } = await ask(`{ leagueRun(id: "${id}") { totals { suspects offences harmDays }
        entries { erased person { id } harmDays contributions { offence { id } } } } }`);
      return data?.leagueRun as { totals: unknown; entries: readonly Answer[] };
    };
    const before = await look();
    await rawCypher(graph, "MATCH (n:Person|SourceRecord {id: 's:1'}) DETACH DELETE n");
    await rawCypher(graph, "MATCH (n:Person|SourceRecord {id: 's:2'}) SET n.marking = 'SECRET'");
    await rawCypher(graph, "MATCH (o:Offence {id: 's:a'}) SET o.marking = 'SECRET'");
    const after = await look();
    expect(after.totals).toEqual(before.totals);
    expect(after.entries.map(({ harmDays }) => harmDays)).toEqual(
      before.entries.map(({ harmDays }) => harmDays),
    );
    expect(after.entries).toMatchObject([
      { erased: true, person: null, contributions: [{ offence: { id: 's:b' } }, { offence: null }] },
      { erased: true, person: null, contributions: [{ offence: { id: 's:b' } }] },
    ]);
  });

  it('do not name a person who is nothing but a victim by now', async () => {
    const id = await made();
    await rawCypher(
      graph,
      "MATCH (p:Person {id: 's:2'})-[r:SUSPECT_IN]->(o) CREATE (p)-[n:VICTIM_OF]->(o) SET n = properties(r) DELETE r",
    );
    const { data } = await ask(`{ leagueRun(id: "${id}") { entries { erased person { id } } } }`);
    expect(data?.leagueRun?.entries).toEqual([
      { erased: false, person: { id: 's:1' } },
      { erased: true, person: null },
    ]);
  });

  it('are signed off by supervisors alone, made by readers, and absent for whoever is below their marking', async () => {
    const id = await made();
    const freezing = `mutation { freezeLeagueRun(id: "${id}", reason: "the weekly list") { status } }`;
    expect((await ask(freezing, { roles: ['analyst'] })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(freezing, { visible: [] })).codes).toEqual(['NOT_FOUND']);
    const making = 'mutation { runLeague(programme: "all") { status } }';
    expect((await ask(making, { roles: ['analyst'] })).data?.runLeague).toEqual({ status: 'DRAFT' });
    expect((await ask(making, { roles: ['auditor'] })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(making, { visible: [] })).codes).toEqual(['NOT_FOUND']);
    expect((await ask(`{ leagueRun(id: "${id}") { id } }`, { visible: [] })).data).toEqual({
      leagueRun: null,
    });
    expect(
      (await ask('{ leagueRuns(programme: "all") { edges { cursor } } }', { visible: [] })).codes,
    ).toEqual(['NOT_FOUND']);
  });
});

describe('the schedule of a programme', () => {
  const on = (text: string) => ({ now: () => new Date(text) });
  const schedule = (day: string) => leagueSchedule(graph, 'all', caller, on(`${day}T12:00:00Z`));

  it('asks for a run each week and a freeze each month, and says what is late', async () => {
    expect(await schedule('2023-07-03')).toEqual({
      programme: 'all',
      lastRun: undefined,
      lastFrozen: undefined,
      nextRunDue: '2023-07-03',
      nextFreezeDue: '2023-07-03',
      overdue: false,
    });
    const clock = on('2023-07-03T12:00:00Z');
    const { id } = await makeRun(graph, { programme: 'all' }, caller, clock);
    await freezeRun(graph, { id, reason: 'list of the month' }, caller, clock);
    const later = await makeRun(graph, { programme: 'all' }, caller, on('2023-07-10T12:00:00Z'));
    const due = {
      lastRun: later.id,
      lastFrozen: id,
      nextRunDue: '2023-07-17',
      nextFreezeDue: '2023-08-03',
    };
    expect(await schedule('2023-07-17')).toMatchObject({ ...due, overdue: false });
    expect(await schedule('2023-07-18')).toMatchObject({ ...due, overdue: true });
  });

  it('is not met by a run for a past date', async () => {
    await makeRun(graph, { programme: 'all', asOf: '2023-06-01' }, caller, systemClock);
    expect(await schedule('2023-07-03')).toMatchObject({ lastRun: undefined });
    const { data } = await ask('{ leagueSchedule(programme: "all") { lastRun { id } overdue } }');
    expect(data?.leagueSchedule).toEqual({ lastRun: null, overdue: false });
  });
});
