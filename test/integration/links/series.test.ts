import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { listSeriesDecisions } from '../../../src/links/series/repository.ts';
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
  // A victim lives where it happened.
  // So does a nominal who is a victim elsewhere: that place is shown as it is, and must be compared as it is.
  const residences = [
    { person_id: 'v3', location_id: 'lo00003' },
    { person_id: 'p5', location_id: 'lo00001' },
  ];
  const rows = rowsOf(planted);
  const involvements = [...rows.involvements, { person_id: 'p5', offence_id: 'o00100', role: 'VICTIM' }];
  await importRows(graph, { ...rows, involvements, residences });
  ask = askerOf(graph, await assembleSchema());
}, 240_000);

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

const DECISION = `id verdict reason by at stands basis trainedOn method cohesion
  offences { id } apart { id } changed { id }`;
const PROPOSALS = `reason offences leftOut model { basis } series { id status cohesion weakest offences { id }
  reasonsFor ${REASON} reasonsAgainst ${REASON} decisions { ${DECISION} } }`;
interface Shown {
  readonly id: string;
  readonly status: string;
  readonly cohesion: number;
  readonly offences: readonly { readonly id: string }[];
  readonly reasonsFor: readonly { readonly words: string }[];
  readonly decisions: readonly {
    readonly id: string;
    readonly stands: boolean;
    readonly changed: readonly { id: string }[];
  }[];
}
async function proposals(asker: Asker = {}, least = 0.3) {
  const answer = await ask(
    `query ($least: Float!) { series(programme: "all", least: $least, first: 200) { ${PROPOSALS} } }`,
    { least },
    asker,
  );
  const { series = [], reason, offences, leftOut, model } = answer.data?.series ?? {};
  const shown: readonly Shown[] = series;
  return { ...answer, reason, offences, leftOut, model, series: shown };
}
const decide = (variables: Record<string, unknown>, asker: Asker = {}) =>
  ask(
    `mutation ($programme: ID!, $offenceIds: [ID!]!, $verdict: SeriesVerdict!, $apart: [ID!], $reason: String!, $expected: ID) {
      decideSeries(programme: $programme, offenceIds: $offenceIds, verdict: $verdict, apart: $apart, reason: $reason, expected: $expected) { ${DECISION} } }`,
    { programme: 'all', reason: 'seen at the meeting of Monday', ...variables },
    { roles: ['supervisor'], subject: 's.super', ...asker },
  );
const idsOf = ({ offences }: Pick<Shown, 'offences'>) => offences.map((one) => one.id);
const together = (series: readonly Shown[], ...pair: readonly string[]) =>
  series.some((one) => pair.every((id) => idsOf(one).includes(id)));

describe('series', () => {
  it('proposes planted series, and remembers who accepted, rejected and split which', async () => {
    const before = await proposals();
    expect(before.errors).toEqual([]);
    expect(before).toMatchObject({ leftOut: 0, model: { basis: 'TRAINED' } });
    // The window of the programme is a year.
    expect(before.offences).toBeGreaterThan(50);
    expect(before.offences).toBeLessThan(144);
    expect(before.series.length).toBeGreaterThan(2);
    expect(
      before.series.every(({ status, decisions }) => status === 'PROPOSED' && decisions.length === 0),
    ).toBe(true);
    expect(before.touched).toEqual(expect.arrayContaining(before.series.flatMap(idsOf)));
    const [first, second, third] = before.series.toSorted((a, b) => b.offences.length - a.offences.length);
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three are needed');

    const accepted = (await decide({ offenceIds: idsOf(first), verdict: 'ACCEPT' })).data.decideSeries;
    expect(accepted).toMatchObject({
      verdict: 'ACCEPT',
      by: 's.super',
      stands: true,
      basis: 'TRAINED',
      apart: [],
    });
    const rejected = (await decide({ offenceIds: idsOf(second), verdict: 'REJECT' })).data.decideSeries;
    const [one = '', two = ''] = idsOf(third);
    await decide({ offenceIds: idsOf(third), verdict: 'SPLIT', apart: [one] });

    const after = await proposals();
    const kept = after.series.find(({ id }) => id === first.id);
    expect(kept).toMatchObject({ status: 'ACCEPTED', decisions: [{ id: accepted.id, stands: true }] });
    for (const [at, a] of idsOf(second).entries())
      for (const b of idsOf(second).slice(at + 1)) expect(together(after.series, a, b)).toBe(false);
    expect(together(after.series, one, two)).toBe(false);

    // Somebody else has decided meanwhile; in the same words nothing is written twice.
    const again = await decide({ offenceIds: idsOf(second), verdict: 'ACCEPT' });
    expect(again.errors[0]?.extensions?.code).toBe('CONFLICT');
    const same = await decide({ offenceIds: idsOf(second), verdict: 'REJECT', expected: rejected.id });
    expect(same.data.decideSeries.id).toBe(rejected.id);

    // What one of them stands on changes: the decision does not hold for it any more, and says so.
    const [changed = ''] = idsOf(second);
    const found = planted.offences.find(({ id: own }) => `s:${own}` === changed);
    const rows = rowsOf({ offences: found === undefined ? [] : [found] });
    const offences = rows.offences.map((row) => ({
      ...row,
      modus_operandi: `${row.modus_operandi};new mark`,
    }));
    await importRows(graph, { offences }, { asOf: '2023-07-15' });
    const later = await proposals({}, 0.05);
    const back = later.series.filter((series) => series.decisions.some(({ id: own }) => own === rejected.id));
    for (const { decisions } of back)
      expect(decisions.find(({ id: own }) => own === rejected.id)).toMatchObject({
        stands: false,
        changed: [{ id: changed }],
      });
    const others = idsOf(second).slice(1);
    for (const [at, a] of others.entries())
      for (const b of others.slice(at + 1)) expect(together(later.series, a, b)).toBe(false);
    expect(others.some((other) => together(later.series, changed, other))).toBe(true);
  });

  it('is decided by a supervisor who is a person, on offences that are there, with a reason', async () => {
    const offenceIds = ['s:o00060', 's:o00061', 's:o00062'];
    const codeOf = async (variables: Record<string, unknown>, asker: Asker = {}) =>
      (await decide({ offenceIds, verdict: 'REJECT', ...variables }, asker)).errors[0]?.extensions?.code;
    expect(await codeOf({}, { roles: ['analyst'] })).toBe('FORBIDDEN');
    expect(await codeOf({}, { machine: true })).toBe('FORBIDDEN');
    expect(await codeOf({ reason: 'short' })).toBe('BAD_INPUT');
    expect(await codeOf({ offenceIds: ['s:o00060', 's:o00060'] })).toBe('BAD_INPUT');
    expect(await codeOf({ offenceIds: ['s:o00060', 's:none'] })).toBe('NOT_FOUND');
    expect(await codeOf({ verdict: 'SPLIT' })).toBe('BAD_INPUT');
    expect(await codeOf({ verdict: 'SPLIT', apart: ['s:o00001'] })).toBe('BAD_INPUT');
    expect(await codeOf({ apart: ['s:o00060'] })).toBe('BAD_INPUT');
    expect((await proposals({}, 2)).errors[0]?.extensions?.code).toBe('BAD_INPUT');
  });
});

describe('a decision on a series', () => {
  it('is made by one of two who decide at once under two programmes', async () => {
    for (const at of [80, 82, 84, 86]) {
      const offenceIds = [`s:o000${at}`, `s:o000${at + 1}`];
      const made = await Promise.all(
        ['all', 'vawg'].map((programme) =>
          decide({ programme, offenceIds, verdict: 'REJECT', reason: `decided under ${programme}` }),
        ),
      );
      const codes = made.map(({ errors }) => errors[0]?.extensions?.code ?? 'made');
      expect(codes.sort()).toEqual(['CONFLICT', 'made']);
    }
  });

  it('is kept without the name of a victim whom only the decider sees', async () => {
    await importRows(
      graph,
      {
        persons: [{ id: 'hidden', full_name: 'Zebedee Quillfeather' }],
        involvements: [{ person_id: 'hidden', offence_id: 'o00090', role: 'VICTIM' }],
      },
      { asOf: '2023-07-20', marking: 'SECRET' },
    );
    const offenceIds = ['s:o00090', 's:o00091'];
    const reason = 'Quillfeather says that they are not alike';
    const made = await decide({ offenceIds, verdict: 'REJECT', reason }, { clearance: 'SECRET' });
    expect(made.errors).toEqual([]);
    const [kept] = await listSeriesDecisions(graph, ['OFFICIAL']);
    expect(kept).toMatchObject({
      id: made.data.decideSeries.id,
      reason: '[name] says that they are not alike',
    });
  });
});

describe('nearRepeats', () => {
  const BANDS = `reason asOf events leftOut bands { metresFrom metresTo days observed expected ratio p recent { id } }`;
  const around = async (locationId: string, asOf: string) => {
    const answer = await ask(
      `query ($locationId: ID!, $asOf: Date) { nearRepeats(programme: "all", locationId: $locationId, asOf: $asOf) { ${BANDS} } }`,
      { locationId, asOf },
    );
    return { ...answer.data?.nearRepeats, errors: answer.errors, touched: answer.touched };
  };

  it('counts pairs near in place and days, and names what lately lay around a place', async () => {
    const exact = planted.offences.filter(({ id, from, to }) => from === to && id !== 'o00003');
    const newest = exact.toSorted((a, b) => (b.to ?? 0) - (a.to ?? 0))[0];
    const asOf = moment(newest?.to).slice(0, 10);
    const found = await around(`s:l${newest?.id}`, asOf);
    expect(found).toMatchObject({ errors: [], reason: null, asOf });
    const inWindow = exact.filter(({ to = 0 }) => to > (newest?.to ?? 0) - 364);
    for (const { metresFrom, metresTo, days, observed, p } of found.bands) {
      let pairs = 0;
      for (const [at, one] of inWindow.entries())
        for (const other of inWindow.slice(at + 1)) {
          const apart = Math.hypot((one.x ?? 0) - (other.x ?? 0), (one.y ?? 0) - (other.y ?? 0));
          const near = apart <= metresTo && (metresFrom === 0 || apart > metresFrom);
          if (near && Math.abs(Math.floor(one.to ?? 0) - Math.floor(other.to ?? 0)) <= days) pairs += 1;
        }
      expect([metresFrom, metresTo, days, observed]).toEqual([metresFrom, metresTo, days, pairs]);
      expect(p).toBeGreaterThan(0);
    }
    expect(found.bands).toHaveLength(8);
    expect(found.bands[0].recent).toContainEqual({ id: `s:${newest?.id}` });
    expect(found.touched).toContain(`s:${newest?.id}`);
    expect(found.leftOut).toBeGreaterThan(0);
  });

  it('says nothing around a home that is hidden, or a place that is not there', async () => {
    const home = await around('s:lo00003', '2023-06-30');
    expect(home.bands).toEqual([]);
    expect(home.reason).toContain('only known by its postcode sector');
    const none = await around('s:none', '2023-06-30');
    expect(none.reason).toContain('There is nothing with the id "s:none" that you may see.');
  });
});

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
    const solved = await candidates('s:o00002', 10);
    const atHome = solved.candidates.find(
      ({ offence }: { offence: { id: string } }) => offence.id === 's:o00003',
    );
    expect(atHome.sameSuspect).toBe(true);
    expect(JSON.stringify(atHome)).toContain('one place known by its square kilometre');
    expect(JSON.stringify(solved.candidates).split('square kilometre')).toHaveLength(2);
  });

  it('says of what it is asked in vain why', async () => {
    const unknown = await candidates('s:none');
    expect(unknown).toMatchObject({ offence: null, candidates: [], compared: 0 });
    expect(unknown.reason).toContain('There is nothing with the id "s:none" that you may see.');
    const none = await candidates(id, 0);
    expect(none.errors[0]?.extensions?.code).toBe('BAD_INPUT');
  });

  it('answers to the byte as if what is hidden were not there, and knows it for whoever may see it', async () => {
    const [before, proposed] = [await candidates(id, 200), await proposals()];
    const hidden = plantedSeries(12, 12, 7);
    // Some of the suspects are those of the open offences.
    const renamed = hidden.offences.map((one) => ({
      ...one,
      id: `h${one.id}`,
      victims: one.victims.map((victim) => `h${victim}`),
      suspects: one.suspects.map((suspect) => (suspect.length % 2 === 0 ? suspect : `h${suspect}`)),
    }));
    const rows = rowsOf({ offences: renamed });
    const persons = rows.persons.filter((person) => person.id.startsWith('h'));
    await importRows(graph, { ...rows, persons }, { asOf: '2023-08-01', marking: 'SECRET' });
    expect((await candidates(id, 200)).text).toBe(before.text);
    expect((await candidates('s:ho00001')).candidates).toEqual([]);
    // What is decided on hidden offences is hidden with them.
    const offenceIds = ['s:ho00001', idsOf(proposed.series[0] ?? { offences: [] })[0]];
    const decided = await decide({ offenceIds, verdict: 'REJECT' }, { clearance: 'SECRET' });
    expect(decided.errors).toEqual([]);
    expect((await proposals()).text).toBe(proposed.text);
    const offered = (await decide({ offenceIds, verdict: 'REJECT' })).errors[0];
    expect(offered?.message).toContain('There is no offence "s:ho00001" that stands.');
    // Nor does a decision on open offences tell what the decider's own model says of them.
    const open = ['s:o00070', 's:o00071'];
    const byReader = (await decide({ offenceIds: open, verdict: 'REJECT' })).data.decideSeries;
    const sight = { clearance: 'SECRET', subject: 's.cleared' } as const;
    const byCleared = (await decide({ offenceIds: open, verdict: 'REJECT', expected: byReader.id }, sight))
      .data.decideSeries;
    expect(byCleared.id).not.toBe(byReader.id);
    expect(byReader.cohesion).not.toBeNull();
    expect([byCleared.basis, byCleared.cohesion]).toEqual([byReader.basis, byReader.cohesion]);
    const cleared = await candidates(id, 200, { clearance: 'SECRET' });
    expect(cleared.model.offences).toBe(288);
    expect((await candidates('s:ho00001', 5, { clearance: 'SECRET' })).candidates).toHaveLength(5);
  });

  it('learns nothing of whom a victim is stated to know, and compares it all the same', async () => {
    const before = await candidates(id, 200);
    const rows = rowsOf(planted);
    const suspects = rows.involvements.filter(({ role }) => role === 'SUSPECT');
    // Of the last, each of one offence.
    const known = new Set(suspects.slice(-2));
    const involvements = rows.involvements.map((one) =>
      one.role === 'SUSPECT' ? { ...one, relationship: known.has(one) ? 'FAMILY' : 'STRANGER' } : one,
    );
    await importRows(graph, { ...rows, involvements }, { asOf: '2023-08-02' });
    const after = await candidates(id, 200);
    expect(after.errors).toEqual([]);
    expect(after.model.solved).toBe(before.model.solved - 2);
    expect(after.model.linkedPairs).toBe(before.model.linkedPairs);
    expect(after.compared).toBe(before.compared);
  });
});
