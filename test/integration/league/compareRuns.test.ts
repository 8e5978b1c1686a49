import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { freezeRun } from '../../../src/league/runs/freezeRun.ts';
import { makeRun } from '../../../src/league/runs/makeRun.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [], subject: 'ana' };
const PURPOSE = 'asking what moved on the list';
let graph: Graph;
let tests: TestService;
let [may, june] = ['', ''];

const ROWS: BundleRows = {
  persons: ['P1', 'P2', 'P3', 'P4'].map((id) => ({ id, full_name: `Man ${id}`, sex: 'M' })),
  offences: [
    { id: 'old', offence_code: '8N', reported_on: '2022-06-10' },
    { id: 'a', offence_code: '8N', reported_on: '2023-05-01' },
    { id: 'b', offence_code: '8N', reported_on: '2023-05-02' },
    { id: 'c', offence_code: '1', reported_on: '2023-05-03' },
  ],
  involvements: [
    { person_id: 'P1', offence_id: 'old', role: 'SUSPECT' },
    { person_id: 'P1', offence_id: 'a', role: 'SUSPECT' },
    { person_id: 'P2', offence_id: 'b', role: 'SUSPECT' },
    { person_id: 'P3', offence_id: 'c', role: 'SUSPECT' },
  ],
};

beforeAll(async () => {
  graph = await leagueStore();
  tests = await testService(graph);
  const run = async () => {
    const { id } = await makeRun(graph, { programme: 'all' }, caller, systemClock);
    await freezeRun(graph, { id, reason: 'the list of the month' }, caller, systemClock);
    return id;
  };
  await importRows(graph, ROWS, { asOf: '2023-05-31' });
  may = await run();
  await importRows(
    graph,
    {
      persons: ROWS.persons,
      offences: [
        ...ROWS.offences.filter(({ id }) => id !== 'b'),
        { id: 'b', offence_code: '1', reported_on: '2023-05-02' },
        { id: 'd', offence_code: '8N', reported_on: '2023-06-20' },
      ],
      involvements: [
        ...ROWS.involvements.filter(({ offence_id }) => offence_id !== 'c'),
        { person_id: 'P3', offence_id: 'c', role: 'SUSPECT', status: 'ACQUITTED' },
        { person_id: 'P4', offence_id: 'd', role: 'SUSPECT' },
      ],
    },
    { asOf: '2023-06-30' },
  );
  june = await run();
}, 120_000);

interface Move {
  readonly person: { readonly id: string };
  readonly state: string;
  readonly harmDaysBefore: number;
  readonly harmDaysAfter: number;
  readonly changeDays: number;
  readonly causes: readonly {
    readonly cause: string;
    readonly days: number;
    readonly offences: readonly { readonly id: string }[];
  }[];
}
interface Answer {
  readonly data?: {
    readonly compareRuns: {
      readonly turnover: object;
      readonly movements: {
        readonly edges: readonly { readonly node: Move; readonly cursor: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    };
  };
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, string>>;
  }[];
}

async function compare(before: string, after: string, page = '', roles = ['analyst']): Promise<Answer> {
  const query = `{ compareRuns(before: "${before}", after: "${after}") {
    turnover { listedBefore listedAfter stayed left entered returned jaccard }
    movements${page} { pageInfo { hasNextPage endCursor } edges { cursor node { person { id } state rankBefore rankAfter
      harmDaysBefore harmDaysAfter changeDays causes { cause days asKnownNow offences { id } } } } } } }`;
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tests.tokenOf(roles)}`,
      'x-linchpin-purpose': PURPOSE,
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Answer;
}
const causesOf = (answer: Answer) =>
  Object.fromEntries(
    (answer.data?.compareRuns.movements.edges ?? []).map(({ node }) => [
      `${node.person.id} ${node.state}`,
      node.causes.map(({ cause, offences }) => `${cause} ${offences.map(({ id }) => id).join(' ')}`),
    ]),
  );

describe('two frozen runs side by side', () => {
  it('say of everybody who moved why, offence by offence', async () => {
    expect(causesOf(await compare(may, june))).toEqual({
      's:P1 STAYED': ['LEFT_WINDOW s:old'],
      's:P2 STAYED': ['RECLASSIFIED s:b'],
      's:P3 LEFT': ['ELIMINATED_OR_ACQUITTED s:c'],
      's:P4 NEW': ['NEW_OFFENCE s:d'],
    });
  });

  it('have causes that add up to the change in harm', async () => {
    const moves = (await compare(may, june)).data?.compareRuns.movements.edges ?? [];
    expect(moves).toHaveLength(4);
    for (const { node } of moves) {
      expect(node.harmDaysAfter - node.harmDaysBefore).toBeCloseTo(node.changeDays, 6);
      expect(node.causes.reduce((sum, { days }) => sum + days, 0)).toBeCloseTo(node.changeDays, 6);
    }
  });

  it('tell how much of the list was exchanged', async () => {
    expect((await compare(may, june)).data?.compareRuns.turnover).toEqual({
      listedBefore: 3,
      listedAfter: 3,
      stayed: 2,
      left: 1,
      entered: 1,
      returned: 0,
      jaccard: 0.5,
    });
  });

  it('come page by page, and by state', async () => {
    const first = await compare(may, june, '(first: 3)');
    const { endCursor, hasNextPage } = first.data?.compareRuns.movements.pageInfo ?? {};
    expect(hasNextPage).toBe(true);
    const rest = await compare(may, june, `(first: 3, after: "${endCursor}")`);
    const all = [first, rest].flatMap((answer) => Object.keys(causesOf(answer)));
    expect(all).toEqual(Object.keys(causesOf(await compare(may, june))));
    expect(Object.keys(causesOf(await compare(may, june, '(states: [LEFT])')))).toEqual(['s:P3 LEFT']);
  });

  it('are refused the wrong way round, where one is none, and to who may not read the league', async () => {
    expect((await compare(june, may)).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      argument: 'before',
    });
    expect((await compare('none', june)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await compare(may, june, '', ['auditor'])).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
