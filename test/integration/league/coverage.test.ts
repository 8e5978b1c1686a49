import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { concentrationOf } from '../../../src/league/concentration/concentration.ts';
import { coverageOf } from '../../../src/league/coverage/coverage.ts';
import { computeLeague, freezeRun, type LeagueRequest, makeRun } from '../../../src/league/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const caller = { subject: 'p.marple', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
let ask: (query: string) => Promise<{ data?: Record<string, never>; errors?: readonly unknown[] }>;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
/** Twelve in Brent, six in Ealing, seven without a place; one out of the window, one above the programme. */
const offences = numbers(25).map((n) => ({
  id: `o${n}`,
  ...(n < 20 ? { offence_code: n < 10 ? '8N' : '105A' } : {}),
  reported_on: '2023-06-15',
  ...(n < 12 ? { location_id: 'brent' } : n < 18 ? { location_id: 'ealing' } : {}),
}));

beforeAll(async () => {
  graph = await leagueStore();
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, {
    persons: numbers(9).map((n) => ({ id: `${n}`, full_name: `Man ${n}`, sex: 'M' })),
    locations: [
      { id: 'brent', address: '1 High Road', borough: 'Brent' },
      { id: 'ealing', address: '2 Low Road', borough: 'Ealing' },
    ],
    offences: [
      ...offences,
      { id: 'old', offence_code: '8N', reported_on: '2021-01-01' },
      { id: 'high', offence_code: '8N', reported_on: '2023-06-15', marking: 'SECRET' },
    ],
    involvements: [
      ...numbers(8).map((n) => ({ person_id: `${n}`, offence_id: `o${n}`, role: 'SUSPECT' })),
      ...numbers(7).map((n) => ({ person_id: '8', offence_id: `o${n + 5}`, role: 'VICTIM' })),
    ],
  });
  const { service, tokenOf } = await testService(graph);
  const token = await tokenOf(['analyst']);
  ask = async (query) =>
    (
      await fetch(`http://127.0.0.1:${service.port}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-linchpin-purpose': 'testing coverage of a league',
        },
        body: JSON.stringify({ query }),
      })
    ).json();
});

const cover = async (request: Partial<LeagueRequest> = {}) =>
  coverageOf(graph, (await computeLeague(graph, { programme: 'all', ...request }, caller)).table);

describe('coverage of a league', () => {
  it('counts the offences of the window that the programme may count, and what is known of them', async () => {
    const { overall, byBorough, byOffenceGroup } = await cover();
    const weights = await rawCypher(
      graph,
      "MATCH (t:OffenceType)-[w:WEIGHS {titleKey: ''}]->(:HarmEdition {id: 'cchi-public'}) WHERE t.code IN ['8N', '105A'] RETURN t.code AS code, w.provisional AS provisional, t.group AS group",
    );
    const firm = weights.filter(({ provisional }) => provisional === false).length * 10;
    expect(overall).toMatchObject([
      {
        offences: { count: 25, share: 1 },
        suspect: { count: 8, share: 0.32 },
        type: { count: 20, share: 0.8 },
        weight: { count: firm },
        place: { count: 18, share: 0.72 },
        victim: { count: 7, share: 0.28 },
      },
    ]);
    expect(byBorough.map(({ name, offences: { count } }) => [name, count])).toEqual(
      [
        ['Brent', 12],
        ['Ealing', 6],
        [undefined, 7],
      ].sort((a, b) =>
        a[0] === undefined ? 1 : b[0] === undefined ? -1 : String(a[0]) < String(b[0]) ? -1 : 1,
      ),
    );
    expect(byOffenceGroup.at(-1)).toMatchObject({
      name: undefined,
      offences: { count: 5 },
      type: { count: 0 },
    });
  });

  it('keeps to the types of a programme, and keeps what has no type, since it may be of one', async () => {
    const { overall } = await cover({ programme: 'vawg' });
    const [row] = await rawCypher(graph, "MATCH (p:Programme {id: 'vawg'}) RETURN p.types AS types");
    const types = row?.types as readonly string[];
    const expected = 5 + ['8N', '105A'].filter((code) => types.includes(code)).length * 10;
    expect(overall[0]?.offences.count).toBe(expected);
  });

  it('is told over the API with the same numbers beside the table as alone', async () => {
    const fields =
      'overall { offences { count } victim { count share suppressed } } byBorough { name place { count } }';
    const answer = await ask(
      `{ coverage(programme: "all") { ${fields} } league(programme: "all") { coverage { ${fields} } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const data = answer.data as unknown as { coverage: unknown; league: { coverage: unknown } };
    expect(data.coverage).toMatchObject({
      overall: { offences: { count: 25 }, victim: { count: 7, suppressed: false } },
    });
    expect(data.league.coverage).toEqual(data.coverage);
  });
});

describe('concentration of a league', () => {
  it('is told over the API of everybody ranked, with what a rank does not say', async () => {
    const { table } = await computeLeague(graph, { programme: 'all', size: 2 }, caller);
    const expected = await concentrationOf(table);
    const answer = await ask(
      '{ concentration(programme: "all") { suspects suspectsOfUnknownHarm gini worst { share people harm } lorenz { people harm } caveat } league(programme: "all", size: 2) { concentration { gini giniFrom giniTo } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      concentration: {
        suspects: 8,
        suspectsOfUnknownHarm: 0,
        gini: expected.gini,
        worst: expected.worst,
        lorenz: expected.lorenz,
        caveat: expect.stringContaining('does not say'),
      },
      league: {
        concentration: { gini: expected.gini, giniFrom: expected.giniFrom, giniTo: expected.giniTo },
      },
    });
  });

  it('stands beside the turnover of the two newest frozen runs, and says nothing of it where there are fewer', async () => {
    const query =
      '{ concentration(programme: "all") { sinceLastRun { before { id } after { id } turnover { stayed left entered jaccard } } } }';
    const supervisor = { ...caller, teams: [], roles: ['supervisor'] };
    const frozen = async (asOf: string, size: number) => {
      const { id } = await makeRun(graph, { programme: 'all', asOf, size }, supervisor, systemClock);
      await freezeRun(graph, { id, reason: `list of ${asOf}` }, supervisor, systemClock);
      return id;
    };
    await frozen('2023-06-14', 1);
    expect((await ask(query)).data).toEqual({ concentration: { sinceLastRun: null } });
    const before = await frozen('2023-06-15', 1);
    const after = await frozen('2023-06-16', 3);
    await makeRun(graph, { programme: 'all', size: 5 }, supervisor, systemClock);
    const answer = await ask(query);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      concentration: {
        sinceLastRun: {
          before: { id: before },
          after: { id: after },
          turnover: { stayed: 1, left: 0, entered: 2, jaccard: 1 / 3 },
        },
      },
    });
  });
});
