import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { plantedSeries } from '../../unit/links/series/plantedSeries.ts';
import { type BundleRows, importRows, leagueStore } from '../league/bundleRows.ts';
import { type Ask, type Asker, askerOf } from '../records/askRecords.ts';

/** Twelve offenders with four offences each, and ninety-six with one; every seventh is unsolved. */
const planted = plantedSeries(11, 12, 7);
const moment = (days = 0) => new Date(Math.round(days * 1_440) * 60_000).toISOString().slice(0, 16);

/** The planted offences as rows of a bundle. */
function rowsOf({ offences }: Pick<typeof planted, 'offences'>): BundleRows {
  const people = new Set(offences.flatMap(({ suspects, victims }) => [...suspects, ...victims]));
  return {
    persons: [...people].map((id) => ({ id, full_name: `Name ${id}` })),
    locations: offences.map(({ id, x = 0, y = 0, target = '' }) => ({
      ...{ id: `l${id}`, kind: target, address: `${id} Road`, postcode: 'E1 6AN' },
      ...{ latitude: (51.3 + y / 111_195).toFixed(6), longitude: (x / 69_300 - 0.2).toFixed(6) },
    })),
    offences: offences.map(({ id, from, to, marks }) => ({
      ...{ id, crime_number: `C${id}`, offence_code: '8N', reported_on: moment(to).slice(0, 10) },
      ...{ occurred_from: moment(from), occurred_to: moment(to), location_id: `l${id}` },
      modus_operandi: marks.join(';'),
    })),
    involvements: offences.flatMap(({ id, suspects, victims, victimAge = 0 }) => [
      ...suspects.map((person_id) => ({ person_id, offence_id: id, role: 'SUSPECT' })),
      ...victims.map((person_id) => ({
        ...{ person_id, offence_id: id, role: 'VICTIM' },
        age: String(Math.round(victimAge)),
      })),
    ]),
  };
}

let graph: Graph;
let ask: Ask;
beforeAll(async () => {
  graph = await leagueStore();
  await importRows(graph, rowsOf(planted));
  ask = askerOf(graph, await assembleSchema());
}, 60_000);

const REASON = '{ feature words logBayesFactor }';
const ACCURACY = '{ linked unlinked auc foundAt1 foundAt5 }';
const FIELDS = `reason compared offence { id } candidates { probability sameSuspect offence { id crimeNumber }
    reasonsFor ${REASON} reasonsAgainst ${REASON} }
  model { basis statement method published source trainedOn offences solved series linkedPairs
    pairs ${ACCURACY} withSingles ${ACCURACY} distanceAlone ${ACCURACY} calibration { predicted linked pairs } }`;
async function candidates(offenceId: string, first = 10, asker: Asker = {}) {
  const answer = await ask(
    `{ seriesCandidates(offenceId: "${offenceId}", first: ${first}) { ${FIELDS} } }`,
    {},
    asker,
  );
  return { ...answer.data?.seriesCandidates, ...answer };
}

/** An unsolved offence of a planted series, and what its offender did besides. */
const unsolved = planted.offences.findIndex(({ suspects }, at) => at > 0 && at < 48 && suspects.length === 0);
const id = `s:${planted.offences[unsolved]?.id}`;
const others = planted.offences
  .filter((_, at) => at !== unsolved && planted.offender[at] === planted.offender[unsolved])
  .map(({ id }) => `s:${id}`);

describe('seriesCandidates', () => {
  it('finds the others of a planted series, with reasons, and says what it was learned on', async () => {
    const found = await candidates(id);
    expect(found.errors).toEqual([]);
    expect(found.reason).toBeNull();
    expect(found.model).toMatchObject({ basis: 'TRAINED', offences: 144 });
    expect(found.model.statement).toContain('solved offences that you may see');
    expect(found.model.withSingles.auc).toBeGreaterThan(0.8);
    expect(found.model.calibration).toHaveLength(10);
    const ids = found.candidates.map(({ offence }: { offence: { id: string } }) => offence.id);
    expect(others.filter((other) => ids.includes(other)).length).toBeGreaterThanOrEqual(2);
    expect(found.candidates[0].reasonsFor[0].words).not.toBe('');
    expect(found.candidates.every(({ sameSuspect }: { sameSuspect: boolean }) => !sameSuspect)).toBe(true);
    expect(new Set(found.touched)).toEqual(new Set([id, ...ids]));
    const solved = await candidates('s:o00001');
    expect(solved.candidates.length).toBe(10);
  });

  it('says of what it is asked in vain why', async () => {
    const unknown = await candidates('s:none');
    expect(unknown).toMatchObject({ offence: null, candidates: [], compared: 0 });
    expect(unknown.reason).toContain('There is nothing with the id "s:none" that you may see.');
    const none = await candidates(id, 0);
    expect(none.errors[0]?.extensions?.code).toBe('BAD_INPUT');
  });

  it('answers to the byte as if what is hidden were not there, and knows it for whoever may see it', async () => {
    const before = await candidates(id, 200);
    const hidden = plantedSeries(12, 12, 7);
    // Some of the suspects are those of the open offences.
    const renamed = hidden.offences.map((one) => ({
      ...one,
      id: `h${one.id}`,
      victims: one.victims.map((victim) => `h${victim}`),
      suspects: one.suspects.map((suspect) => (suspect.length % 2 === 0 ? suspect : `h${suspect}`)),
    }));
    await importRows(graph, rowsOf({ offences: renamed }), {
      source: 's',
      asOf: '2023-08-01',
      marking: 'SECRET',
    });
    expect((await candidates(id, 200)).text).toBe(before.text);
    expect((await candidates('s:ho00001')).candidates).toEqual([]);
    const cleared = await candidates(id, 200, { clearance: 'SECRET' });
    expect(cleared.model.offences).toBe(288);
    expect((await candidates('s:ho00001', 5, { clearance: 'SECRET' })).candidates).toHaveLength(5);
  });
});
