import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague } from '../../../src/league/index.ts';
import { bandOf, uncertaintyOf } from '../../../src/league/uncertainty/uncertainty.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;

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
