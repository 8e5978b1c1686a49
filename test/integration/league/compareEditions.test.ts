import { type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Caller, ROLES } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { compareEditions } from '../../../src/league/editions/compareEditions.ts';
import { computeLeague, leagueTotals, MICROS_PER_DAY } from '../../../src/league/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { leagueContext } from './leagueContext.ts';
import { randomBundles } from './randomRows.ts';

const caller: Caller = {
  subject: 'p.marple',
  roles: ['analyst'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing the comparison of editions',
  visible: ['OFFICIAL'],
};
const EDITIONS = ['cchi-public', 'ons-css-2020'];
let graph: Graph;
let schema: GraphQLSchema;
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
});

async function fill(rows: Parameters<typeof importRows>[1]): Promise<void> {
  await rawCypher(graph, 'remove-facts');
  expect((await importRows(graph, rows)).rejected).toBe(0);
}

type Answer = Readonly<Record<string, unknown>>;
const nodesOf = (page: unknown) =>
  (page as { edges: readonly { node: Answer }[] }).edges.map(({ node }) => node);

/** Asks the API as this caller, without HTTP. */
async function ask(fields: string, args = '', by: Partial<Caller> = {}) {
  const contextValue = leagueContext(graph, { ...caller, ...by });
  const asked = args.includes('editions:') ? args : `editions: ["${EDITIONS.join('", "')}"] ${args}`;
  const source = `{ compareEditions(programme: "all", asOf: "2023-06-30", ${asked}) { ${fields} } }`;
  const { data, errors } = await graphql({ schema, source, contextValue });
  const [problem] = errors?.map(({ originalError }) => originalError) ?? [];
  return {
    answer: data?.compareEditions as Answer | undefined,
    problem: problem as { code?: string; message: string; place?: { argument?: string } } | undefined,
    touched: [...contextValue.touched].sort(),
  };
}

describe('one list under several editions', () => {
  it.each([0, 1, 2])('is the league of each: random bundle %i', async (index) => {
    const rows = randomBundles(3)[index];
    if (rows === undefined) throw new Error('a bundle is needed');
    await fill(rows);
    for (const programme of ['all', 'vawg'])
      for (const size of [2, 1_000]) {
        const request = { programme, asOf: '2023-06-30', allTime: true, size };
        const found = await compareEditions(graph, { ...request, editions: EDITIONS }, caller);
        for (const [place, edition] of EDITIONS.entries()) {
          const league = await computeLeague(graph, { ...request, edition }, caller);
          const lines = found.people.flatMap(({ places }) => {
            const at = places[place];
            if (at?.listed !== true) return [];
            const { edition: _edition, listed: _listed, provisionalMicros: _provisional, ...line } = at;
            return [line];
          });
          expect(lines.sort((a, b) => a.rank - b.rank)).toEqual(league.entries);
          const totals = await leagueTotals(league);
          const behind = [...(await league.contributions()).values()].flat();
          const provisional = behind.filter((row) => row.provisional);
          expect(found.editions[place]?.listed).toEqual({
            people: totals.suspects,
            allegations: behind.length,
            unknownHarm: behind.filter(({ micros }) => micros === undefined).length,
            harmMicros: Math.round(totals.harmDaysAttributed * MICROS_PER_DAY),
            provisionalMicros: provisional.reduce((sum, { micros }) => sum + (micros ?? 0), 0),
          });
          expect(found.editions[place]?.everybody.people).toBe(league.table.ranked.length);
          const ofTypes = found.types.map(({ editions }) => editions[place]);
          expect(ofTypes.reduce((sum, type) => sum + (type?.allegations ?? 0), 0)).toBe(behind.length);
          expect(ofTypes.reduce((sum, type) => sum + (type?.micros ?? 0), 0)).toBe(
            found.editions[place]?.listed.harmMicros,
          );
        }
      }
  });
});

describe('the comparison of editions in the API', () => {
  /** A stalker of many reports, who fights, who rapes, and one whose offence only one edition weighs. */
  let unweighed = '';
  beforeAll(async () => {
    const [row] = await rawCypher(
      graph,
      `MATCH (t:OffenceType)-[:WEIGHS {titleKey: ''}]->(:HarmEdition {id: 'cchi-public'})
       WHERE NOT EXISTS { (t)-[:WEIGHS]->(:HarmEdition {id: 'ons-css-2020'}) } RETURN t.code AS code ORDER BY code`,
    );
    unweighed = String(row?.code);
    const offences = [
      ...Array.from({ length: 10 }, (_, number) => ['stalker', '8Q', number] as const),
      ['fighter', '8N', 0] as const,
      ['rapist', '19C', 0] as const,
      ['other', unweighed, 0] as const,
    ].map(([person, offence_code, number]) => ({ person, offence_code, id: `${person}-${number}` }));
    await fill({
      persons: ['stalker', 'fighter', 'rapist', 'other'].map((id) => ({ id, sex: 'M' })),
      offences: offences.map(({ id, offence_code }) => ({ id, offence_code, reported_on: '2023-06-01' })),
      involvements: offences.map(({ person, id }) => ({
        person_id: person,
        offence_id: id,
        role: 'SUSPECT',
      })),
    });
  });

  it('shows the stalker low by Cambridge and high by the ONS, with what makes the difference', async () => {
    const { answer, problem, touched } = await ask(
      `programme { id } asOf windowFrom size caveat pairs { one { id } other { id } overlap jaccard
         listed { people peopleOfUnknownHarm spearman kendallTauB } everybody { people peopleOfUnknownHarm } }
       people { edges { node { person { id } rankSpread places { edition { id } rank listed harmDays provisionalDays }
         allegations { offence { id } difference weights { edition { id } days basis provisional share } } } } }
       types(first: 1) { edges { node { type { code title } difference
         weights { edition { id } allegations days share } } } }`,
      'size: 2',
    );
    expect(problem).toBeUndefined();
    expect(answer).toMatchObject({
      programme: { id: 'all' },
      asOf: '2023-06-30',
      windowFrom: '2022-07-01',
      size: 2,
      pairs: [{ one: { id: 'cchi-public' }, other: { id: 'ons-css-2020' }, overlap: 1 }],
    });
    expect(answer?.caveat).toContain('Ashby 2018');
    expect(answer?.caveat).toContain('stalking and coercive control low');
    const people = nodesOf(answer?.people);
    expect(people[0]).toMatchObject({ person: { id: 's:rapist' }, rankSpread: 0 });
    const stalker = people.find(({ person }) => (person as { id: string }).id === 's:stalker');
    expect(stalker?.places).toMatchObject([
      { edition: { id: 'cchi-public' }, listed: false, harmDays: 100, provisionalDays: 100 },
      { edition: { id: 'ons-css-2020' }, rank: 2, listed: true },
    ]);
    expect(stalker?.allegations).toHaveLength(10);
    expect(answer?.types).toMatchObject({
      edges: [
        {
          node: {
            type: { code: '8Q', title: 'Stalking' },
            weights: [
              { allegations: 0, days: 0, share: 0 },
              { allegations: 10, days: 563.4971 },
            ],
          },
        },
      ],
    });
    // The offences that make the difference are shown as well.
    expect(touched).toEqual(
      expect.arrayContaining(people.map(({ person }) => (person as { id: string }).id).sort()),
    );
    expect(touched).toContain('s:stalker-0');
  });

  it('says what has no weight in an edition as unknown, never as zero', async () => {
    const { answer } = await ask(
      `editions { edition { id } everybody { people allegations allegationsOfUnknownHarm harmDays provisionalShare } }
       pairs { everybody { people peopleOfUnknownHarm } }
       people { edges { node { person { id } places { harmDays offencesOfUnknownHarm } } } }
       types { edges { node { type { code } difference weights { days allegationsOfUnknownHarm share } } } }`,
      'size: 10',
    );
    expect(answer).toMatchObject({
      editions: [
        { edition: { id: 'cchi-public' }, everybody: { allegations: 13, allegationsOfUnknownHarm: 0 } },
        { edition: { id: 'ons-css-2020' }, everybody: { allegations: 13, allegationsOfUnknownHarm: 1 } },
      ],
      pairs: [{ everybody: { people: 3, peopleOfUnknownHarm: 1 } }],
    });
    const people = nodesOf(answer?.people);
    const other = people.find(({ person }) => (person as { id: string }).id === 's:other');
    expect(other?.places).toMatchObject([
      { offencesOfUnknownHarm: 0 },
      { harmDays: null, offencesOfUnknownHarm: 1 },
    ]);
    expect(nodesOf(answer?.types).at(-1)).toMatchObject({
      type: { code: unweighed },
      difference: null,
      weights: [{ allegationsOfUnknownHarm: 0 }, { days: null, allegationsOfUnknownHarm: 1, share: null }],
    });
  });

  it.each([
    ['people', 'person { id }'],
    ['types', 'type { code }'],
  ])('pages through %s one by one as it gives them at once', async (list, fields) => {
    const read = async (page: string) => {
      const { answer, problem } = await ask(
        `${list}(${page}) { edges { node { ${fields} } } pageInfo { hasNextPage endCursor } }`,
      );
      expect(problem).toBeUndefined();
      return answer?.[list] as {
        edges: readonly { node: unknown }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const whole = await read('first: 200');
    const nodes: unknown[] = [];
    for (let page = 'first: 1'; page !== ''; ) {
      const { edges, pageInfo } = await read(page);
      nodes.push(...edges.map(({ node }) => node));
      page = pageInfo.hasNextPage ? `first: 1, after: "${pageInfo.endCursor}"` : '';
    }
    expect(nodes).toEqual(whole.edges.map(({ node }) => node));
    expect(nodes).toHaveLength(4);
  });

  it('is told anew when the data have changed', async () => {
    const read = async () => (await ask('editions { listed { harmDays } }')).answer;
    const before = await read();
    await importRows(
      graph,
      {
        persons: [{ id: 'late', sex: 'M' }],
        offences: [{ id: 'late', offence_code: '1', reported_on: '2023-06-02' }],
        involvements: [{ person_id: 'late', offence_id: 'late', role: 'SUSPECT' }],
      },
      { source: 'later', asOf: '2023-07-02' },
    );
    expect(await read()).not.toEqual(before);
  });

  it.each([
    ['editions: ["cchi-public"]', 'BAD_INPUT', 'editions'],
    ['editions: ["cchi-public", "cchi-public"]', 'BAD_INPUT', 'editions'],
    ['editions: ["a", "b", "c", "d", "e", "f"]', 'BAD_INPUT', 'editions'],
    ['editions: ["cchi-public", "none"]', 'NOT_FOUND', 'editions'],
    ['size: 0', 'BAD_INPUT', 'size'],
    ['windowDays: 0', 'BAD_INPUT', 'windowDays'],
  ])('refuses %s: %s names %s', async (args, code, argument) => {
    expect((await ask('size', args)).problem).toMatchObject({ code, place: { argument } });
  });

  it('refuses a page or a cursor that is none', async () => {
    const paged = async (page: string) => (await ask(`people(${page}) { edges { cursor } }`)).problem;
    expect(await paged('first: 201')).toMatchObject({ code: 'BAD_INPUT', place: { argument: 'first' } });
    expect(await paged('after: "x"')).toMatchObject({ code: 'BAD_INPUT', place: { argument: 'after' } });
  });

  it('is absent for whoever may not see the programme, and refused without the right', async () => {
    expect((await ask('size', '', { visible: [] })).problem?.code).toBe('NOT_FOUND');
    const allowed = [];
    for (const role of ROLES) {
      const { problem } = await ask('size', '', { roles: [role] });
      if (problem === undefined) allowed.push(role);
      else expect(problem.code).toBe('FORBIDDEN');
    }
    expect(allowed).toEqual(['analyst', 'planner', 'supervisor', 'authorising-officer']);
  });
});
