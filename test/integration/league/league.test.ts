import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague, type LeagueRequest, leagueTotals } from '../../../src/league/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';
import { independentLeague, type Question } from './independentLeague.ts';
import { randomBundles } from './randomRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
});
beforeEach(() => rawCypher(graph, 'remove-facts'));
const league = (request: LeagueRequest) => computeLeague(graph, request, caller);

/** Every way a question can be put, with what the independent computation must be asked for it. */
const QUESTIONS: readonly (readonly [LeagueRequest, Question])[] = (['all', 'vawg'] as const).flatMap(
  (programme) => [
    [
      { programme, asOf: '2023-06-30' },
      { programme, edition: 'cchi-public', from: '2022-07-01', to: '2023-06-30' },
    ],
    [
      { programme, asOf: '2023-06-30', windowDays: 1, edition: 'ons-css-2020' },
      { programme, edition: 'ons-css-2020', from: '2023-06-30', to: '2023-06-30' },
    ],
    [
      { programme, asOf: '2023-06-30', allTime: true, edition: 'ons-css-2020' },
      { programme, edition: 'ons-css-2020', to: '2023-06-30' },
    ],
  ],
);

async function expectAgreement(rows: BundleRows): Promise<void> {
  for (const [request, question] of QUESTIONS) {
    const answer = await league({ ...request, size: 1_000 });
    const { lines, totals, suspects } = independentLeague(rows, question);
    expect(
      answer.entries.map(({ rank: _rank, ...line }) => ({ ...line, harmMicros: BigInt(line.harmMicros) })),
      JSON.stringify(question),
    ).toEqual(lines);
    expect(answer.entries.map(({ rank }) => rank)).toEqual(lines.map((_, index) => index + 1));
    const listed = await answer.contributions();
    for (const [person, { offences, victims, harm }] of suspects) {
      const found = listed.get(person) ?? [];
      expect(new Set(found.map(({ offenceId }) => offenceId))).toEqual(offences);
      expect(found).toHaveLength(offences.size);
      expect(new Set(found.flatMap(({ victimIds }) => victimIds))).toEqual(victims);
      expect(found.reduce((sum, { micros }) => sum + BigInt(micros ?? 0), 0n)).toBe(harm);
    }
    expect(await leagueTotals(answer), JSON.stringify(question)).toMatchObject({
      allSuspects: lines.length,
      allOffences: totals.offences,
      allVictims: totals.victims,
      allHarmDays: Number(totals.harm) / 1e6,
      offencesOfUnknownHarm: totals.unknown,
      offencesWithoutDate: totals.undated,
      offencesWithoutSuspect: totals.unsuspected,
      offencesOfUnknownVictimSex: totals.unknownSex,
      offences: new Set([...suspects.values()].flatMap(({ offences }) => [...offences])).size,
      victims: new Set([...suspects.values()].flatMap(({ victims }) => [...victims])).size,
    });
  }
}

describe('a league', () => {
  it.each(randomBundles(8).map((rows, index) => [index + 1, rows] as const))(
    'is what plain loops over the rows of bundle %i give, for every programme, window and edition',
    async (_number, rows) => {
      expect((await importRows(graph, rows)).rejected).toBe(0);
      await expectAgreement(rows);
    },
  );
});
