import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { listMarkings } from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { mapOffenceCode, offenceTypes } from '../../../src/harm/index.ts';
import { writeEdition } from '../../../src/harm/repository.ts';
import { shippedEditions } from '../../../src/harm/shippedEditions.ts';
import { computeLeague, createProgramme, type LeagueRequest } from '../../../src/league/index.ts';
import { contributionsOf } from '../../../src/league/table/contributions.ts';
import { setMarking } from '../../../src/records/setMarking.ts';
import { eraseRecord } from '../../../src/retention/index.ts';
import { pseudonyms } from '../retention/heldPerson.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';
import { randomBundles } from './randomRows.ts';

const SOAK = process.env.LINCHPIN_SOAK === 'yes';
const [SEQUENCES, CHANGES] = SOAK ? [40, 12] : [1, 5];
/** Somebody who sees every programme of this test. */
const caller = {
  subject: 'tester',
  visible: ['OFFICIAL', 'OFFICIAL/X', 'SECRET', 'SECRET/X;Y'],
  clearance: 'SECRET',
  compartments: ['X', 'Y'],
};
/** What rows are marked, the next after the last, so that the same thing is marked otherwise each time. */
const MARKINGS = ['', '', 'SECRET', 'OFFICIAL/X', 'SECRET/Y', 'OFFICIAL'];
const TRIAL = 'trial';

let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
  await weigh(1_000);
  const at = '2023-07-01T00:00:00Z';
  const define = (id: string, filters: object) =>
    createProgramme(graph, { id, name: id, description: id, ...filters }, { caller, at });
  await define('camden', { boroughs: ['Camden'], windowDays: 30 });
  await define('compartment', { marking: 'OFFICIAL/X', windowDays: 3_650 });
  await define('secret', { marking: 'SECRET', windowDays: 3_650, boroughs: ['Camden'] });
  await define('top', { marking: 'SECRET/X;Y', windowDays: 3_650, suspectSexes: ['M'] });
  await define('several-victims', { minVictims: 2, victimSexes: ['F', 'M'], windowDays: 3_650 });
}, 120_000);

/** An edition in which every type of a count code weighs so much. */
async function weigh(days: number): Promise<void> {
  const [published] = shippedEditions();
  if (published === undefined) throw new Error('no edition ships');
  const types = [...offenceTypes().values()].filter(({ code }) => ['1', '8N', '105A'].includes(code));
  const micros = days * 1_000_000;
  const weight = {
    titleKey: '',
    basis: 'OWN',
    provisional: days > 500,
    source: 'test',
    from: 'test',
  } as const;
  await writeEdition(
    graph,
    { ...published, id: TRIAL, digest: `digest of ${days}` },
    [],
    types.map(({ code }) => ({ ...weight, code, micros, lowMicros: micros, highMicros: micros })),
  );
}

const QUESTIONS: readonly LeagueRequest[] = [
  { programme: 'all' },
  { programme: 'vawg', edition: 'ons-css-2020', asOf: '2023-06-30' },
  { programme: 'all', edition: TRIAL, allTime: true },
  { programme: 'camden' },
  { programme: 'several-victims' },
  { programme: 'compartment' },
  { programme: 'secret', allTime: true },
  { programme: 'top' },
];

/** A part of a random bundle whose rows are dated so that each replaces what an earlier one said of the same thing. */
const part = (bundle: BundleRows, rows: readonly number[]): Partial<BundleRows> => {
  const some = <T>(list: readonly T[]) => list.filter((_row, index) => rows.includes(index % 8));
  const offences = some(bundle.offences).map((row) => ({ ...row, location_id: `place${row.id.length % 2}` }));
  const known = new Set(offences.map(({ id }) => id));
  return {
    persons: bundle.persons,
    locations: [
      { id: 'place0', borough: rows.includes(3) ? 'Camden' : 'Hackney' },
      { id: 'place1', borough: 'Camden' },
    ],
    offences,
    involvements: bundle.involvements.filter(({ offence_id }) => known.has(offence_id)),
    ...(rows.includes(1) ? { judgements: bundle.judgements ?? [] } : {}),
  };
};

/** Every other change marks its rows, each time otherwise. */
function marked(rows: Partial<BundleRows>, turn: number): Partial<BundleRows> {
  if (turn % 2 === 0) return rows;
  const mark = <T extends object>(list: readonly T[] | undefined) =>
    (list ?? []).map((row, at) => ({
      ...row,
      marking: MARKINGS[(at * 7 + turn * 3 + (at >> 1)) % MARKINGS.length] ?? '',
    }));
  const { persons, offences, involvements, locations } = rows;
  return {
    ...rows,
    persons: mark(persons),
    offences: mark(offences),
    involvements: mark(involvements),
    locations: mark(locations),
  };
}

type Change =
  | { readonly kind: 'import'; readonly bundle: number; readonly rows: readonly number[] }
  | { readonly kind: 'weights'; readonly days: number }
  | { readonly kind: 'mapping'; readonly code: string; readonly type: string }
  | { readonly kind: 'marking'; readonly id: string; readonly marking: string }
  | { readonly kind: 'erasure'; readonly person: number; readonly sees: number };
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('import' as const),
        bundle: fc.nat(3),
        rows: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('weights' as const), days: fc.constantFrom(10, 500, 2_000) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('marking' as const),
        id: fc.oneof(
          fc.constantFrom('s:10', 's:9', 's:B', 's:a', 's:Z', 's:é', 's:place0', 's:place1'),
          fc.nat(29).map((number) => `s:o${number}`),
          fc
            .tuple(fc.constantFrom('10', '9', 'a', 'b'), fc.nat(29))
            .map(([id, at]) => `s:${id}|s:o${at}|SUSPECT_IN`),
        ),
        marking: fc.constantFrom('OFFICIAL', 'OFFICIAL/X', 'SECRET', 'SECRET/X;Y'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('erasure' as const), person: fc.nat(13), sees: fc.nat(1) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('mapping' as const),
        code: fc.constantFrom('X404', '999/02'),
        type: fc.constantFrom('1', '8N'),
      }),
    },
  ),
  { minLength: CHANGES, maxLength: CHANGES },
);

/** Sets a marking, where there is such a thing by now. */
async function mark(id: string, marking: string): Promise<void> {
  const setter = { ...caller, visible: (await listMarkings(graph)).map((known) => known.id) };
  const reason = 'as the sequence of this test has it';
  await setMarking(graph, { id, marking, reason }, setter, systemClock).catch((error: unknown) => {
    if (!(error instanceof LinchpinError && error.code === 'NOT_FOUND')) throw error;
  });
}

/** Erases what the source holds of one of its persons, as far as this eraser sees; nobody where he sees none. */
async function erase(person: number, visible: readonly string[]): Promise<void> {
  const recordId = `s:${bundles[0]?.persons[person]?.id}`;
  const request = { recordId, ground: 'COURT_ORDER', reason: 'an order of the court' } as const;
  const eraser = {
    caller: { subject: 'tester', visible },
    clock: systemClock,
    pseudonyms,
    includeProtected: true,
  };
  await eraseRecord(graph, request, eraser).catch((error: unknown) => {
    if (!(error instanceof LinchpinError && error.code === 'NOT_FOUND')) throw error;
  });
}

let imports = 0;
const bundles = randomBundles(4);
async function make(change: Change): Promise<void> {
  if (change.kind === 'weights') return weigh(change.days);
  if (change.kind === 'marking') return mark(change.id, change.marking);
  if (change.kind === 'erasure')
    return erase(change.person, change.sees === 0 ? ['OFFICIAL'] : caller.visible);
  if (change.kind === 'mapping') {
    const { code, type } = change;
    const decision = {
      decidedBy: 'tester',
      decidedAt: '2023-07-01T00:00:00Z',
      reason: 'as the registrar wrote',
    };
    await mapOffenceCode(graph, { code, type, ...decision });
    return;
  }
  imports += 1;
  const asOf = new Date(Date.UTC(2023, 6, imports)).toISOString().slice(0, 10);
  await importRows(graph, marked(part(bundles[change.bundle] as BundleRows, change.rows), imports), {
    asOf,
    pseudonyms,
  });
}

/** The same store as another service sees it, with the names of the queries it runs. */
function service(): { readonly store: Graph; readonly ran: string[] } {
  const ran: string[] = [];
  const read = (...call: Parameters<Graph['read']>) => {
    ran.push(call[0]);
    return graph.read(...call);
  };
  return { store: Object.create(graph, { read: { value: read } }) as Graph, ran };
}

async function contents(store: Graph, request: LeagueRequest) {
  const { table, asOf, windowFrom } = await computeLeague(store, request, caller);
  const { version, lines, belowMinimum } = table;
  const contributions = await contributionsOf(
    store,
    table,
    lines.map(({ personId }) => personId),
  );
  return {
    ...{ asOf, windowFrom, version, lines, belowMinimum, visible: table.scope.visible },
    contributions: [...contributions],
    totals: await table.totals(),
  };
}

describe('a table that is brought forward', () => {
  it.each(
    fc
      .sample(changes, { numRuns: SEQUENCES, seed: 20_231_125 })
      .map((some, index) => [index + 1, some] as const),
  )(
    'equals one computed from every fact, after each change of random sequence %i',
    async (_number, sequence) => {
      const { store, ran } = service();
      for (const request of QUESTIONS) await contents(store, request);
      ran.length = 0;
      let asked = 0;
      for (const change of sequence) {
        await make(change);
        for (const request of QUESTIONS) {
          asked += 1;
          const label = `${JSON.stringify(change)} ${JSON.stringify(request)}`;
          expect(await contents(store, request), label).toEqual(await contents(service().store, request));
        }
      }
      const whole = ran.filter((name) => name === 'league/rank-suspects').length;
      expect(whole).toBeLessThan(asked / 4);
    },
    240_000,
  );
});
