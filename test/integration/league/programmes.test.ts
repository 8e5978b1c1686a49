import { type GraphQLSchema, graphql } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../../src/api/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { offenceTypes } from '../../../src/harm/index.ts';
import {
  computeLeague,
  createProgramme,
  dryRun,
  ensureProgrammes,
  type ProgrammeInput,
  retireProgramme,
  updateProgramme,
  visibleProgrammes,
} from '../../../src/league/index.ts';
import { findProgramme } from '../../../src/league/programmes/programmes.ts';
import { listVersions } from '../../../src/league/programmes/repository.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const caller = { subject: 'sue', visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
const change = { caller, at: '2023-07-01T09:00:00Z' };
const KNIVES: ProgrammeInput = {
  id: 'knives',
  name: 'Knives',
  description: 'Possession of blades; assumed.',
  types: ['10d'],
};
let graph: Graph;
let schema: GraphQLSchema;
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
});
beforeEach(async () => {
  await rawCypher(graph, 'MATCH (n) WHERE n:Programme OR n:ProgrammeVersion DETACH DELETE n');
  await rawCypher(graph, 'remove-facts');
  await ensureProgrammes(graph);
});

const programme = (id: string) => findProgramme(graph, id, caller);
const ids = async (retired = false) =>
  (await visibleProgrammes(graph, caller, undefined, { retired })).map(({ id }) => id);

describe('the programmes that ship', () => {
  it('are seven, each with types that exist, and say what is assumed', async () => {
    expect(await ids()).toEqual([
      'all',
      'child-abuse',
      'domestic-abuse',
      'residential-burglary',
      'robbery',
      'serious-violence',
      'vawg',
    ]);
    for (const { id, types, description, version } of await visibleProgrammes(graph, caller)) {
      expect(version).toBe(1);
      for (const code of types ?? []) expect(offenceTypes().has(code), `${id} ${code}`).toBe(true);
      if (id !== 'all') expect(description).toMatch(/assum/i);
    }
    const robbery = await programme('robbery');
    expect(robbery.groups).toEqual(['Robbery']);
    expect(robbery.types).toEqual(['034/00', '034/01', '034/02', '034/03', '34A', '34B']);
    expect((await programme('residential-burglary')).types).toContain('28E');
    expect((await programme('residential-burglary')).types).not.toContain('30C');
  });

  it('stand as people changed them when the service starts again, and the others as shipped', async () => {
    const before = await programme('vawg');
    await updateProgramme(graph, 'robbery', { size: 50 }, { ...change, expectedVersion: 1 });
    await ensureProgrammes(graph);
    expect(await programme('robbery')).toMatchObject({ size: 50, version: 2, changedBy: 'sue' });
    expect(await programme('vawg')).toEqual(before);
    expect(before.changedBy ?? null).toBeNull();
    await rawCypher(
      graph,
      "MATCH (p:Programme {id: 'vawg'}) SET p.digest = 'of an older release', p.size = 7",
    );
    await ensureProgrammes(graph);
    expect(await programme('vawg')).toMatchObject({ size: 100, version: 2 });
  });
});

describe('a new programme', () => {
  it('is kept with its groups resolved to codes, and as it was stated', async () => {
    const made = await createProgramme(
      graph,
      { ...KNIVES, subgroups: ['stalking AND harassment'], reviewDays: 90 },
      change,
    );
    expect(made).toMatchObject({
      types: ['10D', '8L', '8M', '8Q', '8R'],
      statedTypes: ['10D'],
      subgroups: ['stalking AND harassment'],
      windowDays: 365,
      size: 100,
      edition: 'cchi-public',
      excludedStatuses: ['ELIMINATED', 'ACQUITTED'],
      reviewDays: 90,
      version: 1,
    });
  });

  it('is not made twice, and its id not taken by another', async () => {
    const made = await createProgramme(graph, KNIVES, change);
    expect(await createProgramme(graph, KNIVES, change)).toEqual(made);
    await expect(createProgramme(graph, { ...KNIVES, size: 5 }, change)).rejects.toMatchObject({
      code: 'CONFLICT',
      place: { argument: 'id' },
    });
    expect((await programme('knives')).size).toBe(100);
  });

  it.each<[string, ProgrammeInput, RegExp]>([
    ['id', { id: 'Knife Crime' }, /small letters/],
    ['name', { name: ' ' }, /1 to 200/],
    ['description', { description: null }, /1 to 2000/],
    ['types', { types: [] }, /names nothing/],
    ['types', { types: ['10D', '99Z'] }, /"99Z" is not an offence code/],
    ['groups', { groups: ['Robery'] }, /"Robery" is not one of: .*Robbery/],
    ['subgroups', { subgroups: ['Everything'] }, /is not one of/],
    ['boroughs', { boroughs: [' '] }, /names nothing/],
    ['victimSexes', { victimSexes: ['W'] }, /F; M; X/],
    ['victimAgeFrom', { victimAgeFrom: 18, victimAgeTo: 12 }, /swap/],
    ['victimAgeTo', { victimAgeTo: -1 }, /from 0 to 130, not -1/],
    ['relationships', { relationships: ['HUSBAND'] }, /PARTNER/],
    ['foundBy', { foundBy: ['NOBODY'] }, /POLICE/],
    ['excludedStatuses', { excludedStatuses: ['GUILTY'] }, /CONVICTED/],
    [
      'excludedStatuses',
      { excludedStatuses: ['NAMED', 'ARRESTED', 'CHARGED', 'CONVICTED', 'ACQUITTED', 'ELIMINATED'] },
      /keep at least one/,
    ],
    ['windowDays', { windowDays: 0 }, /from 1 to 36525, not 0/],
    ['size', { size: 1_001 }, /from 1 to 1000/],
    ['size', { size: 0 }, /from 1 to 1000/],
    ['minOffences', { minOffences: 0 }, /from 1 to 1000/],
    ['minVictims', { minVictims: 1.5 }, /whole number/],
    ['reviewDays', { reviewDays: 0 }, /from 1 to 3650/],
    ['edition', { edition: 'cchi-1999' }, /loaded edition \(.*cchi-public/],
    ['marking', { marking: 'RESTRICTED' }, /not a marking/],
    ['marking', { marking: 'SECRET' }, /above your clearance/],
    ['marking', { marking: 'OFFICIAL/ALPHA' }, /above your clearance/],
  ])('is refused for its %s where that makes no sense: %o', async (argument, part, words) => {
    await expect(createProgramme(graph, { ...KNIVES, ...part }, change)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      place: { argument },
      message: expect.stringMatching(words),
    });
    expect(await ids(true)).not.toContain('knives');
  });

  it('above OFFICIAL is seen by those who are cleared for it, and counts as it is marked', async () => {
    const cleared = { ...caller, visible: ['OFFICIAL', 'SECRET'], clearance: 'SECRET' };
    await createProgramme(graph, { ...KNIVES, marking: 'secret' }, { ...change, caller: cleared });
    expect((await findProgramme(graph, 'knives', cleared)).marking).toBe('SECRET');
    await expect(programme('knives')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await ids(true)).not.toContain('knives');
    await expect(
      updateProgramme(graph, 'knives', { size: 3 }, { ...change, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      updateProgramme(
        graph,
        'knives',
        { marking: 'OFFICIAL' },
        { ...change, caller: cleared, expectedVersion: 1 },
      ),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', place: { argument: 'marking' } });
  });
});

describe('a change of a programme', () => {
  it('keeps what it does not state, drops what it states as null, and keeps the version before', async () => {
    await createProgramme(graph, { ...KNIVES, minVictims: 2, boroughs: ['Hackney'] }, change);
    const changed = await updateProgramme(
      graph,
      'knives',
      { size: 20, boroughs: null, groups: ['Robbery'] },
      { ...change, expectedVersion: 1, reason: 'Robbery at knifepoint' },
    );
    expect(changed).toMatchObject({ version: 2, size: 20, minVictims: 2, statedTypes: ['10D'] });
    expect(changed.boroughs ?? null).toBeNull();
    expect(changed.types).toContain('34B');
    const versions = await listVersions(graph, 'knives', ['OFFICIAL']);
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'Robbery at knifepoint'],
      [1, null],
    ]);
    expect(JSON.parse(versions[1]?.content ?? '')).toMatchObject({ size: 100, boroughs: ['Hackney'] });
  });

  it('is refused on a version that is no longer the current one, and repeated without harm', async () => {
    await createProgramme(graph, KNIVES, change);
    const twice = () => updateProgramme(graph, 'knives', { size: 20 }, { ...change, expectedVersion: 1 });
    const first = await twice();
    expect(await twice()).toEqual(first);
    await expect(
      updateProgramme(graph, 'knives', { size: 30 }, { ...change, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('version 2, not 1') });
    expect((await programme('knives')).size).toBe(20);
  });

  it('is made once where two make one each at the same time', async () => {
    await createProgramme(graph, KNIVES, change);
    const outcomes = await Promise.allSettled(
      [20, 30].map((size) => updateProgramme(graph, 'knives', { size }, { ...change, expectedVersion: 1 })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await programme('knives')).version).toBe(2);
  });

  it('never makes a filter of every offence, and keeps its id', async () => {
    await expect(
      updateProgramme(graph, 'all', { boroughs: ['Camden'] }, { ...change, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', place: { argument: 'boroughs' } });
    await expect(
      updateProgramme(graph, 'robbery', { id: 'theft' }, { ...change, expectedVersion: 1 }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT', place: { argument: 'id' } });
    const widened = await updateProgramme(graph, 'all', { size: 200 }, { ...change, expectedVersion: 1 });
    expect(widened).toMatchObject({ size: 200, version: 2 });
  });
});

describe('a retired programme', () => {
  it('can be read where it is asked for, and gives no new table', async () => {
    await createProgramme(graph, KNIVES, change);
    const retired = await retireProgramme(graph, 'knives', 'Taken over by robbery', change);
    expect(retired.retiredReason).toBe('Taken over by robbery');
    expect(await retireProgramme(graph, 'knives', 'Taken over by robbery', change)).toEqual(retired);
    expect(await ids()).not.toContain('knives');
    expect(await ids(true)).toContain('knives');
    await expect(
      computeLeague(graph, { programme: 'knives', asOf: '2023-06-30' }, caller),
    ).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('was retired on 2023-07-01'),
    });
    await expect(
      updateProgramme(graph, 'knives', { size: 3 }, { ...change, expectedVersion: retired.version }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    await ensureProgrammes(graph);
    expect(await ids()).not.toContain('knives');
  });

  it('needs a reason, and is never the one of every offence', async () => {
    await expect(retireProgramme(graph, 'robbery', 'why', change)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      place: { argument: 'reason' },
    });
    await expect(retireProgramme(graph, 'all', 'Nobody reads it any more', change)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('a dry run', () => {
  it('gives the table that the programme gives once it is saved, and keeps nothing', async () => {
    await importRows(graph, {
      persons: ['1', '2', '3'].map((id) => ({ id, sex: 'M' })),
      offences: ['1', '2', '3'].map((id) => ({ id, offence_code: '10D', reported_on: '2023-06-01' })),
      involvements: [
        ...['1', '2', '3'].map((id) => ({ person_id: id, offence_id: id, role: 'SUSPECT' })),
        { person_id: '3', offence_id: '1', role: 'SUSPECT' },
      ],
    });
    const input = { ...KNIVES, minOffences: 2 };
    const before = await rawCypher(
      graph,
      'MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label',
    );
    const draft = await dryRun(graph, input, caller);
    expect(
      await rawCypher(graph, 'MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label'),
    ).toEqual(before);
    expect(draft.entries.map(({ personId }) => personId)).toEqual(['s:3']);
    expect(await draft.table.totals()).toMatchObject({ offences: 3, belowMinimum: 2 });
    await createProgramme(graph, input, change);
    const saved = await computeLeague(graph, { programme: 'knives' }, caller);
    expect([saved.asOf, saved.windowFrom, saved.entries, await saved.table.totals()]).toEqual([
      draft.asOf,
      draft.windowFrom,
      draft.entries,
      await draft.table.totals(),
    ]);
    const { id: _id, ...nameless } = input;
    expect((await dryRun(graph, nameless, caller)).entries).toEqual(draft.entries);
    await expect(dryRun(graph, { ...input, windowDays: 0 }, caller)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      place: { argument: 'windowDays' },
    });
  });
});

describe('who may change programmes', () => {
  const CREATE = `mutation { createProgramme(input: {id: "knives", name: "Knives", description: "Assumed.", types: ["10D"]}) {
    id version types historic edition { id } versions { version changedBy definition } } }`;
  const UPDATE =
    'mutation { updateProgramme(id: "robbery", input: {size: 10}, expectedVersion: 1) { size version } }';
  const RETIRE =
    'mutation { retireProgramme(id: "robbery", reason: "Nobody works on it") { retiredReason } }';
  const READ = '{ programmes(retired: true) { id changedBy retiredAt } }';
  const DRY_RUN = `{ programmeDryRun(input: {name: "Knives", description: "Assumed.", foundBy: [VICTIM, UNKNOWN]}) {
    programme { version foundBy versions { version } } asOf listed totals { suspectsBelowMinimum } top { rank } } }`;

  async function ask(source: string, roles: readonly string[]) {
    const touched = new Set<string>();
    const contextValue = {
      caller: { ...caller, roles, teams: [], purpose: 'testing who may change what' },
      requestId: 'r1',
      signal: new AbortController().signal,
      graph,
      clock: systemClock,
      touched,
      loaders: new Map(),
    };
    const { data, errors } = await graphql({ schema, source, contextValue });
    const [original] = (errors ?? []).map(({ originalError, message }) => originalError ?? message);
    return { data: JSON.parse(JSON.stringify(data ?? null)), error: original, touched };
  }

  it.each([
    ['analyst', [false, true, true]],
    ['planner', [false, true, true]],
    ['supervisor', [true, true, true]],
    ['authorising-officer', [false, true, true]],
    ['auditor', [false, false, false]],
    ['importer', [false, false, false]],
    ['administrator', [true, true, false]],
    ['deconfliction-desk', [false, false, false]],
  ])('the %s changes, reads, tries out: %o', async (role, [changes, reads, tries]) => {
    for (const [source, allowed] of [
      [CREATE, changes],
      [UPDATE, changes],
      [RETIRE, changes],
      [READ, reads],
      [DRY_RUN, tries],
    ] as const) {
      const { error } = await ask(source, [role]);
      if (allowed) expect(error, source).toBeUndefined();
      else expect(error, source).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('answers with the programme, and notes for the audit which one', async () => {
    const { data, touched } = await ask(CREATE, ['administrator']);
    expect(data.createProgramme).toMatchObject({
      id: 'knives',
      version: 1,
      types: ['10D'],
      historic: true,
      edition: { id: 'cchi-public' },
      versions: [{ version: 1, changedBy: 'sue' }],
    });
    expect([...touched]).toEqual(['knives']);
    expect((await ask(DRY_RUN, ['analyst'])).data.programmeDryRun).toEqual({
      programme: { version: 0, foundBy: ['VICTIM', 'UNKNOWN'], versions: [] },
      asOf: null,
      listed: 0,
      totals: { suspectsBelowMinimum: 0 },
      top: [],
    });
  });
});
