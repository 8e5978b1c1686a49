import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague } from '../../../src/league/index.ts';
import { bandOf, uncertaintyOf } from '../../../src/league/uncertainty/uncertainty.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
let tests: TestService;

/** One suspect of thirty offences, ten of one offence each, and one whose only offence has no weight. */
function rows(): Partial<BundleRows> {
  const singles = Array.from({ length: 10 }, (_, number) => `p${number}`);
  const suspects = [...Array.from({ length: 30 }, () => 'leader'), ...singles, 'unweighed'];
  return {
    persons: ['leader', ...singles, 'unweighed'].map((id) => ({ id, sex: 'M' })),
    offences: suspects.map((id, number) => ({
      id: `o${number}`,
      offence_code: id === 'unweighed' ? '999/02' : '8N',
      reported_on: '2023-06-01',
    })),
    involvements: suspects.map((id, number) => ({
      person_id: id,
      offence_id: `o${number}`,
      role: 'SUSPECT',
    })),
  };
}
beforeAll(async () => {
  graph = await leagueStore();
  await importRows(graph, rows());
  tests = await testService(graph);
});
const league = (store: Graph) =>
  computeLeague(store, { programme: 'all', asOf: '2023-06-30', size: 5 }, caller);
const uncertainties = async (store: Graph) => {
  const { table } = await league(store);
  return Promise.all(table.ranked.map((ranked) => uncertaintyOf(store, table, ranked, 5)));
};

describe('the uncertainty of a league', () => {
  it('is firm for who leads by far, and not for who is level at the cut', async () => {
    const [leader, ...others] = await uncertainties(graph);
    expect(leader).toEqual({ rankLow: 1, rankHigh: 1, probabilityListed: 1 });
    for (const { rankLow, rankHigh, probabilityListed } of others.slice(0, 10)) {
      expect(rankHigh ?? 0).toBeGreaterThan(rankLow ?? 0);
      expect(probabilityListed ?? 0).toBeLessThan(1);
    }
  });

  it('gives no interval to who stands on unknown harm alone', async () => {
    expect((await uncertainties(graph)).at(-1)).toEqual({
      rankLow: undefined,
      rankHigh: undefined,
      probabilityListed: undefined,
    });
  });

  it('is the same for a service that has just started', async () => {
    const before = await uncertainties(graph);
    expect(await uncertainties(Object.create(graph))).toEqual(before);
  });

  it('names the band at the cut: those who are level, neither the leader nor who has unknown harm', async () => {
    const { table } = await league(graph);
    const band = (await bandOf(graph, table, 5)).map(({ ranked }) => ranked.personId);
    expect(band).toEqual(Array.from({ length: 10 }, (_, number) => `s:p${number}`));
  });
});

interface Band {
  readonly edges: readonly { readonly cursor: string; readonly node: Record<string, unknown> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
async function ask(query: string) {
  const response = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tests.tokenOf(['analyst'])}`,
      'x-linchpin-purpose': 'testing the cut of a league',
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as {
    data?: { league: { cut: { band: Band } & Record<string, unknown>; entries: unknown[] } };
    errors?: readonly { extensions: { code: string } }[];
  };
}
const listOf = (size: number, fields: string) =>
  ask(`{ league(programme: "all", asOf: "2023-06-30", size: ${size}) { ${fields} } }`);

describe('the uncertainty of a league in the API', () => {
  it('stands on every entry, and is null where the harm is unknown', async () => {
    const { data, errors } = await listOf(
      12,
      'entries { person { id } uncertainty { rankLow rankHigh probabilityListed } }',
    );
    expect(errors).toBeUndefined();
    const { table } = await league(graph);
    const expected = await Promise.all(
      table.ranked.map(async (ranked) => {
        const {
          rankLow = null,
          rankHigh = null,
          probabilityListed = null,
        } = await uncertaintyOf(graph, table, ranked, 12);
        return { person: { id: ranked.personId }, uncertainty: { rankLow, rankHigh, probabilityListed } };
      }),
    );
    expect(data?.league.entries).toEqual(expected);
    expect(expected.at(-1)?.uncertainty).toEqual({ rankLow: null, rankHigh: null, probabilityListed: null });
  });

  it('says where the list ends, the margin there, and who is too near to be told apart', async () => {
    const { data, errors } = await listOf(
      5,
      'cut { rank marginDays bandSize band { edges { node { rank listed harmDays probabilityListed person { id } } } pageInfo { hasNextPage } } }',
    );
    expect(errors).toBeUndefined();
    const cut = data?.league.cut;
    // The fifth and the sixth are level.
    expect(cut).toMatchObject({ rank: 5, marginDays: 0, bandSize: 10 });
    expect(cut?.band.pageInfo.hasNextPage).toBe(false);
    const band = cut?.band.edges.map(({ node }) => node) ?? [];
    expect(band.map(({ rank, listed }) => [rank, listed])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index + 2, index + 2 <= 5]),
    );
    for (const { probabilityListed } of band) {
      expect(probabilityListed).toBeGreaterThan(0.05);
      expect(probabilityListed).toBeLessThan(0.95);
    }
  });

  it('gives the leader his margin, and none to a list of everybody', async () => {
    const { table } = await league(graph);
    const [first, second] = table.ranked;
    const one = await listOf(1, 'cut { rank marginDays bandSize }');
    expect(one.data?.league.cut).toEqual({
      rank: 1,
      marginDays: ((first?.harmMicros ?? 0) - (second?.harmMicros ?? 0)) / 1_000_000,
      bandSize: 0,
    });
    const all = await listOf(1_000, 'cut { rank marginDays band { edges { cursor } } }');
    expect(all.data?.league.cut).toEqual({ rank: 12, marginDays: null, band: { edges: [] } });
  });

  it('pages the band without losing or repeating anybody, and names them in the audit', async () => {
    const seen: unknown[] = [];
    let after: string | null = null;
    for (let page = 0; page < 6; page++) {
      const place: string = after === null ? '' : `, after: ${JSON.stringify(after)}`;
      const { data, errors } = await listOf(
        5,
        `cut { band(first: 4${place}) { edges { cursor node { person { id } } } pageInfo { hasNextPage endCursor } } }`,
      );
      expect(errors).toBeUndefined();
      const band = data?.league.cut.band;
      seen.push(...(band?.edges.map(({ node }) => (node.person as { id: string }).id) ?? []));
      after = band?.pageInfo.endCursor ?? null;
      if (band?.pageInfo.hasNextPage !== true) break;
    }
    expect(seen).toEqual(Array.from({ length: 10 }, (_, number) => `s:p${number}`));
    const audited = await rawCypher(
      graph,
      "MATCH (a:AuditEntry {subject: 'tester'}) UNWIND a.ids AS id RETURN collect(DISTINCT id) AS ids",
    );
    expect(audited[0]?.ids).toEqual(expect.arrayContaining(['s:p8', 's:p9']));
    const wrong = await listOf(5, 'cut { band(after: "nonsense") { edges { cursor } } }');
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });
});
