import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague, createProgramme, leagueTotals } from '../../../src/league/index.ts';
import { allegationsOf } from '../../../src/league/table/allegations.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { enriched } from './enrichedRows.ts';
import { independentLeague, type Rules } from './independentLeague.ts';
import { randomBundles } from './randomRows.ts';

const caller = { subject: 'ana', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };

const FILTERS: Readonly<Record<string, Rules>> = {
  types: { types: ['8N', '105A', '008/06'] },
  'victim-sexes': { victimSexes: ['M', 'X'] },
  'victim-age-from': { victimAgeFrom: 18 },
  'victim-age-to': { victimAgeTo: 17 },
  'victim-ages-and-sexes': { victimAgeFrom: 10, victimAgeTo: 30, victimSexes: ['F'] },
  'suspect-sexes': { suspectSexes: ['F'] },
  relationships: { relationships: ['PARTNER', 'EX_PARTNER'] },
  'relationships-and-sexes': { relationships: ['FAMILY'], victimSexes: ['F'], suspectSexes: ['M'] },
  'found-by': { foundBy: ['VICTIM', 'WITNESS'] },
  'found-by-unknown': { foundBy: ['UNKNOWN', 'POLICE'] },
  'modus-operandi': { modusOperandi: ['Forced LOCK', 'online'] },
  boroughs: { boroughs: ['hackney'] },
  historic: { historic: false },
  'min-offences': { minOffences: 2 },
  'min-victims': { minVictims: 2 },
  statuses: { excludedStatuses: ['NAMED'] },
  several: {
    relationships: ['PARTNER', 'STRANGER'],
    foundBy: ['VICTIM', 'UNKNOWN', 'WITNESS'],
    historic: false,
    minVictims: 1,
  },
};

const SOAK = process.env.LINCHPIN_SOAK === 'yes';
const BUNDLES = randomBundles(SOAK ? 8 : 1).map(enriched);
/** Of a year and of all time; in the suite by turns, since the server plans each query anew for each filter and span. */
const spansOf = (nth: number) => (SOAK ? [false, true] : [nth % 2 === 0]);
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
  for (const [id, rules] of Object.entries(FILTERS)) {
    const input = { id, name: id, description: 'A filter by itself.', ...rules };
    await createProgramme(graph, input, { caller, at: '2023-07-01T00:00:00Z' });
  }
});

describe('a programme that filters', () => {
  it.each(BUNDLES.map((rows, index) => [index + 1, rows] as const))(
    'gives the league of bundle %i that plain loops over its rows give, whichever the filter',
    async (_number, rows) => {
      await rawCypher(graph, 'remove-facts');
      expect((await importRows(graph, rows)).rejected).toBe(0);
      const window = { edition: 'cchi-public', from: '2022-07-01', to: '2023-06-30' };
      for (const [nth, [id, rules]] of Object.entries(FILTERS).entries())
        for (const allTime of spansOf(nth)) {
          const request = { programme: id, asOf: '2023-06-30', allTime, size: 1_000 };
          const answer = await computeLeague(graph, request, caller);
          const { from: _from, ...ever } = window;
          const expected = independentLeague(rows, { ...(allTime ? ever : window), programme: rules });
          const name = JSON.stringify({ rules, allTime });
          expect(
            answer.entries.map(({ rank: _rank, ...line }) => ({
              ...line,
              harmMicros: BigInt(line.harmMicros),
            })),
            name,
          ).toEqual(expected.lines);
          expect(await leagueTotals(answer), name).toMatchObject({
            allOffences: expected.totals.offences,
            allVictims: expected.totals.victims,
            offencesWithoutDate: expected.totals.undated,
            offencesWithoutSuspect: expected.totals.unsuspected,
            offencesOfUnknownVictimSex: expected.totals.unknownSex,
            offencesOfUnknownVictimAge: expected.totals.unknownAge,
            offencesOfUnknownRelationship: expected.totals.unknownRelationship,
            suspectsBelowMinimum: expected.totals.belowMinimum,
          });
          const behind = expected.lines.flatMap(({ personId }) =>
            [...(expected.suspects.get(personId)?.offences ?? [])].map((offence) => `${personId} ${offence}`),
          );
          const pairs = (personId: string, offenceId: string) => `${personId} ${offenceId}`;
          const allegations = await allegationsOf(graph, answer.table);
          expect(allegations.map((row) => pairs(row.personId, row.offenceId)).sort(), name).toEqual(
            behind.sort(),
          );
          const contributions = [...(await answer.contributions())].flatMap(([person, rows]) =>
            rows.map(({ offenceId }) => pairs(person, offenceId)),
          );
          expect(contributions.sort(), name).toEqual(behind);
        }
    },
  );

  it.each(Object.entries(FILTERS))('%s changes the league of every offence', (_name, rules) => {
    const window = { edition: 'cchi-public', to: '2023-06-30' };
    const tell = (programme: 'all' | Rules) =>
      BUNDLES.map((rows) => independentLeague(rows, { ...window, programme }).lines);
    expect(tell(rules)).not.toEqual(tell('all'));
    expect(tell(rules).flat().length).toBeGreaterThan(0);
  });
});
