import { beforeAll, describe, expect, it } from 'vitest';
import { listMarkings } from '../../../src/access/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { sightFor } from '../../../src/links/adjacency/currentAdjacency.ts';
import { NODE_KINDS } from '../../../src/links/adjacency/kinds.ts';
import { findPlaces } from '../../../src/links/shown/repository.ts';
import { findLocations } from '../../../src/records/index.ts';
import { setMarking } from '../../../src/records/setMarking.ts';
import { eraseRecord } from '../../../src/retention/index.ts';
import { adjacencyLines } from '../../support/adjacencyLines.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { random } from '../../unit/links/randomGraph.ts';
import { type BundleRows, importRows, leagueStore } from '../league/bundleRows.ts';
import { pseudonyms } from '../retention/heldPerson.ts';

const SEQUENCES = process.env.LINCHPIN_SOAK === 'yes' ? 30 : 1;
const CHANGES = process.env.LINCHPIN_SOAK === 'yes' ? 30 : 5;
const MARKINGS = ['', '', '', 'OFFICIAL', 'SECRET', 'OFFICIAL/X', 'SECRET/Y'];

let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
}, 120_000);

type Below = (limit: number) => number;
const oneOf = <T>(below: Below, values: readonly T[]): T => values[below(values.length)] as T;

/** Rows of every file about a few things, each time of other ones and with something else in them. */
function rowsOf(below: Below): BundleRows {
  const persons = Array.from({ length: 9 }, (_, at) => `p${at}`);
  const offences = Array.from({ length: 6 }, (_, at) => `o${at}`);
  const places = ['l0', 'l1', 'l2'];
  const person = () => oneOf(below, persons);
  const two = () => {
    const [one, other] = [below(9), 1 + below(8)];
    return { person_id: `p${one}`, other_person_id: `p${(one + other) % 9}` };
  };
  const day = () => oneOf(below, ['', '2023-01-02', '2022-11', '2021']);
  const marking = () => oneOf(below, MARKINGS);
  const postcode = () => oneOf(below, ['', 'NW1 1AA', 'E8 2BB']);
  const phone = () => `07911 12345${below(4)}`;
  const some = <T extends object>(most: number, make: () => T) =>
    Array.from({ length: below(most + 1) }, () => ({ ...make(), marking: marking() }));
  /** One row an id. */
  const distinct = <T extends object>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] => [
    ...new Map(rows.map((row) => [keyOf(row), row] as const)).values(),
  ];
  const things = <T extends object>(name: string, number: number, make: () => T) =>
    distinct(
      some(number, () => ({ id: `${name}${below(number)}`, ...make() })),
      ({ id }) => id,
    );
  const all = <T>(rows: readonly T[]): string => JSON.stringify(rows);
  return {
    // Whom other rows name must be there.
    persons: persons.map((id) => ({
      id,
      full_name: `Name ${below(3)}`,
      ...(below(3) === 0 ? { phone: phone() } : {}),
      ...(below(4) === 0 ? { address: `${below(3)} High Street`, postcode: postcode() } : {}),
      marking: below(4) === 0 ? marking() : '',
    })),
    locations: places.map((id) => ({
      ...{ id, address: `${below(2)} Low Street`, postcode: postcode(), marking: marking() },
      borough: oneOf(below, ['', 'Camden', 'CAMDEN', 'Hackney']),
    })),
    offences: offences.map((id) => ({
      id,
      crime_number: id,
      offence_code: '8N',
      reported_on: '2023-03-01',
      occurred_from: day(),
      ...(below(2) === 0 ? { location_id: oneOf(below, places) } : {}),
      marking: marking(),
    })),
    involvements: distinct(
      some(6, () => ({
        person_id: person(),
        offence_id: oneOf(below, offences),
        role: oneOf(below, ['SUSPECT', 'VICTIM', 'WITNESS', 'REPORTER', 'OTHER']),
      })),
      ({ person_id, offence_id, role }) => all([person_id, offence_id, role]),
    ).map((row, nth) => ({ ...row, status: ['ACQUITTED', '', 'ELIMINATED', 'CHARGED'][nth % 4] ?? '' })),
    residences: distinct(
      some(3, () => ({ person_id: person(), location_id: oneOf(below, places), from: day() })),
      ({ person_id, location_id, from }) => all([person_id, location_id, from]),
    ),
    identifiers: distinct(
      some(5, () => ({
        ...oneOf(below, [
          { person_id: person() },
          { offence_id: oneOf(below, offences) },
          { person_id: person(), offence_id: oneOf(below, offences) },
          {},
        ]),
        kind: 'PHONE',
        value: phone(),
      })),
      all as never,
    ),
    associations: distinct(
      some(4, () => ({ ...two(), kind: oneOf(below, ['FAMILY', 'CRIMINAL']), from: '' })),
      ({ person_id, other_person_id, kind }) => all([...[person_id, other_person_id].sort(), kind]),
    ),
    intelligence: things('r', 4, () => ({
      written_at: '2023-04-01',
      source_grade: '2',
      information_grade: 'B',
      handling: 'P',
      mentions: distinct([person(), oneOf(below, offences), oneOf(below, places)], String).join(';'),
    })),
    events: things('e', 4, () => ({
      kind: 'SIGHTING',
      at: oneOf(below, ['2022-05-01T10:00', '2023-05-01T10:00']),
      ...two(),
      location_id: oneOf(below, places),
    })),
    custody: things('c', 3, () => ({
      person_id: person(),
      offence_ids: oneOf(below, offences),
      arrested_at: '2023-02-01',
    })),
    forensics: things('x', 3, () => ({
      offence_id: oneOf(below, offences),
      exhibit: 'glove',
      person_id: person(),
      result: 'MATCH',
    })),
    orders: things('w', 3, () => {
      const { person_id, other_person_id } = two();
      return { person_id, kind: 'DVPO', protects_person_id: other_person_id, from: day() };
    }),
    judgements: distinct(
      some(2, () => ({ ...two(), verdict: oneOf(below, ['SAME', 'SAME', 'DIFFERENT']) })),
      ({ person_id, other_person_id }) => all([person_id, other_person_id].sort()),
    ),
  };
}

const FILES: readonly (keyof BundleRows)[] = [
  'involvements',
  'residences',
  'identifiers',
  'associations',
  'intelligence',
  'events',
  'orders',
];
/** A bundle of some of its files, and whom and what they name. */
function part(rows: BundleRows, below: Below): Partial<BundleRows> {
  const { persons, offences, locations = [], ...rest } = rows;
  const kept = Object.entries(rest).filter(() => below(2) === 0);
  return { persons, offences, locations, ...Object.fromEntries(kept) };
}

let imports = 0;
/** Makes one change. @returns what it was */
async function change(below: Below): Promise<string> {
  const kind = oneOf(below, [
    'import',
    'import',
    'import',
    'complete',
    'marking',
    'marking',
    'marking',
    'erasure',
  ]);
  const visible = (await listMarkings(graph)).map(({ id }) => id);
  const caller = { subject: 'tester', visible, clearance: 'SECRET', compartments: ['X', 'Y'] };
  if (kind === 'marking') {
    const id = `s:${oneOf(below, ['p', 'o', 'l', 'r', 'e', 'c', 'x', 'w'])}${below(4)}`;
    const marking = oneOf(below, ['OFFICIAL', 'SECRET', 'OFFICIAL/X', 'SECRET/X;Y']);
    await unlessMissing(
      setMarking(graph, { id, marking, reason: 'as the test has it' }, caller, systemClock),
    );
    return `${id} is marked ${marking}`;
  }
  if (kind === 'erasure') {
    const recordId = `s:p${below(9)}`;
    const seen = oneOf(below, [['OFFICIAL'], visible]);
    const request = { recordId, ground: 'COURT_ORDER', reason: 'an order of the court' } as const;
    const eraser = {
      caller: { subject: 'tester', visible: seen },
      clock: systemClock,
      pseudonyms,
      includeProtected: true,
    };
    await unlessMissing(eraseRecord(graph, request, eraser));
    return `${recordId} is erased by one who sees ${seen}`;
  }
  imports += 1;
  const asOf = new Date(Date.UTC(2023, 6, imports)).toISOString().slice(0, 10);
  const rows = part(rowsOf(below), below);
  const complete = FILES.filter((name) => kind === 'complete' && (rows[name]?.length ?? 0) > 0).map(
    (name) => `${name}.csv`,
  );
  const { rejected } = await importRows(graph, rows, {
    asOf,
    pseudonyms,
    ...(complete.length > 0 ? { complete } : {}),
  });
  return `${kind} of ${Object.keys(rows)}, ${JSON.stringify(rejected)} rejected`;
}

async function unlessMissing(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof LinchpinError && error.code === 'NOT_FOUND')) throw error;
  });
}

/** The same store as another service sees it, with the names of the queries that it streams. */
function service(): { readonly store: Graph; readonly streamed: string[] } {
  const streamed: string[] = [];
  const stream = (...call: Parameters<Graph['stream']>) => {
    streamed.push(call[0]);
    return graph.stream(...call);
  };
  return { store: Object.create(graph, { stream: { value: stream } }) as Graph, streamed };
}

const linesOf = async (store: Graph) =>
  adjacencyLines((await sightFor(store, ['OFFICIAL'], 'JOINED', {})).adjacency);

const LOCATION = NODE_KINDS.indexOf('LOCATION');

/** Every place that a reader sees: whether the copy, and whether the store, takes it to be the home of who is protected. */
async function homesOf(store: Graph) {
  const visible = ['OFFICIAL'];
  const sight = await sightFor(store, visible, 'NONE', {});
  const { size, nodeKind, idOf } = sight.adjacency;
  const ids = Array.from({ length: size }, (_, node) => node)
    .filter((node) => nodeKind[node] === LOCATION)
    .map(idOf);
  const places = await findPlaces(store, { ids, visible });
  const judged = new Map(
    (await findLocations(store, { ids, visible })).map((row) => [row.id, row.victimsHome]),
  );
  return places.map(({ id, homes }) => ({
    id,
    byCopy: homes.some((home) => sight.isProtectedHome(home)),
    byStore: judged.get(id),
  }));
}

describe('the graph of links that is brought forward', () => {
  it.each(Array.from({ length: SEQUENCES }, (_, at) => at + 1))(
    'equals one that is read whole, after each change of random sequence %i',
    async (seed) => {
      const below = random(seed);
      const strata = new Set<string>();
      const { store, streamed } = service();
      const seen = new Set<string>();
      let ended = 0;
      for (let turn = 0; turn < CHANGES; turn += 1) {
        const label = await change(below);
        if (label.startsWith('complete')) ended += 1;
        const lines = await linesOf(store);
        expect(lines, `${turn}: ${label}`).toEqual(await linesOf(service().store));
        for (const { id, byCopy, byStore } of await homesOf(store))
          expect([turn, id, byCopy]).toEqual([turn, id, byStore]);
        for (const line of lines)
          if (line.startsWith('  ')) seen.add(line.split(' ')[2] ?? '');
          else strata.add(line.split(' ').at(-1) ?? '');
      }
      // What a complete file ends is not named, and is read whole.
      expect(streamed.filter((name) => name === 'links/load-links').length).toBeLessThanOrEqual(1 + ended);
      // Both directions of 19 kinds of link, nearly all of them.
      expect(seen.size).toBeGreaterThan(28);
      // Areas of both kinds, years and a kind of identifier; where no borough is stated the district of the postcode.
      expect([...strata]).toEqual(expect.arrayContaining(['camden', 'nw1', '2022', '2023', 'PHONE', '']));
    },
    600_000,
  );

  it('knows the homes of who is protected, whatever id they have, and no others', async () => {
    const flat = { address: '1 Quiet Street', postcode: 'E1 4NS' };
    await importRows(
      graph,
      {
        persons: [{ id: 'hurt' }, { id: 'other' }],
        locations: [
          { id: 'home', ...flat },
          { id: 'same home', ...flat },
          { id: 'next door', ...flat, address: '3 Quiet Street' },
        ],
        offences: [{ id: 'deed', crime_number: 'deed', offence_code: '8N', reported_on: '2023-03-01' }],
        involvements: [{ person_id: 'hurt', offence_id: 'deed', role: 'VICTIM' }],
        residences: [
          { person_id: 'hurt', location_id: 'home' },
          { person_id: 'other', location_id: 'next door' },
        ],
      },
      { source: 'homes', pseudonyms },
    );
    const homes = (await homesOf(service().store)).filter(({ id }) => id.startsWith('homes:'));
    expect(new Map(homes.map(({ id, ...judged }) => [id, judged]))).toEqual(
      new Map([
        ['homes:home', { byCopy: true, byStore: true }],
        ['homes:same home', { byCopy: true, byStore: true }],
        ['homes:next door', { byCopy: false, byStore: false }],
      ]),
    );
  });

  it('is read whole where the notes of what changed are gone, and where numbers went back', async () => {
    const { store, streamed } = service();
    await linesOf(store);
    const wholes = () => streamed.filter((name) => name === 'links/load-links').length;
    await importRows(graph, { persons: [{ id: 'new' }] }, { source: 't', pseudonyms });
    await rawCypher(graph, "MATCH (e:OutboxEvent {kind: 'FACTS_CHANGED'}) DELETE e");
    expect(await linesOf(store)).toContainEqual(expect.stringContaining('PERSON t:new'));
    expect(wholes()).toBe(2);
    await rawCypher(
      graph,
      "MATCH (p:Person {id: 't:new'}) DETACH DELETE p WITH 1 AS one MATCH (m:Marking) SET m.version = 1",
    );
    expect(await linesOf(store)).not.toContainEqual(expect.stringContaining('PERSON t:new'));
    expect(wholes()).toBe(3);
  });

  it('is read once for all who ask while it is read', async () => {
    const { store, streamed } = service();
    await Promise.all([linesOf(store), linesOf(store), linesOf(store)]);
    expect(streamed.filter((name) => name === 'links/load-links')).toHaveLength(1);
  });

  it('answers whoever cannot wait with what it is doing, and reads on for the next', async () => {
    const { store, streamed } = service();
    const signal = AbortSignal.abort(new LinchpinError('TIMEOUT', 'It took too long.'));
    await expect(sightFor(store, ['OFFICIAL'], 'NONE', { signal })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    await linesOf(store);
    expect(streamed.filter((name) => name === 'links/load-links')).toHaveLength(1);
  });
});
