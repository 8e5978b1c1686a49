import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSeed } from '../../../seed/index.ts';
import { LISTED_FLOOR_DAYS } from '../../../seed/listed.ts';
import { CEILING_DAYS } from '../../../seed/World.ts';

type Row = Readonly<Record<string, string>>;
const SIZE = 3_500;
let folder = '';
let again = '';

const read = (file: string, part = 'bundle'): readonly Row[] =>
  parse(readFileSync(join(folder, part, file)), { columns: true });
const table = (file: string): readonly Row[] =>
  parse(readFileSync(new URL(`../../../src/harm/tables/${file}`, import.meta.url)), {
    columns: true,
    bom: true,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-seed-'));
  again = await mkdtemp(join(tmpdir(), 'linchpin-seed-'));
  await generateSeed({ size: SIZE, seed: 7, out: folder });
  await generateSeed({ size: SIZE, seed: 7, out: again });
}, 120_000);

afterAll(async () => {
  for (const made of [folder, again]) await rm(made, { recursive: true, force: true });
});

/** The league computed from the files alone, in whole millionths of a day. */
function league() {
  const weights = new Map(
    table('cchi_public.csv').map((row) => [row.code, Math.round(Number(row.days) * 1e6)]),
  );
  const scope = new Set(table('programme_vawg.csv').map((row) => row.code));
  const sexes = new Map(read('persons.csv').map((row) => [row.id, row.sex]));
  const roles = read('involvements.csv');
  const totals = new Map<string, { micros: number; victims: Set<string>; offences: Set<string> }>();
  const victims = new Map<string, Set<string>>();
  for (const { role, offence_id = '', person_id = '' } of roles)
    if (role === 'VICTIM' && sexes.get(person_id) === 'F')
      victims.set(offence_id, (victims.get(offence_id) ?? new Set()).add(person_id));
  const offences = new Map(read('offences.csv').map((row) => [row.id, row]));
  for (const { role, status = '', offence_id = '', person_id = '' } of roles) {
    const offence = offences.get(offence_id);
    const reported = offence?.reported_on ?? '';
    const counts =
      role === 'SUSPECT' &&
      !['ELIMINATED', 'ACQUITTED'].includes(status) &&
      sexes.get(person_id) === 'M' &&
      reported.length === 10 &&
      reported >= '2022-07-01' &&
      reported <= '2023-06-30' &&
      scope.has(offence?.offence_code ?? '') &&
      victims.has(offence_id);
    if (!counts) continue;
    const line = totals.get(person_id) ?? { micros: 0, victims: new Set(), offences: new Set() };
    if (!line.offences.has(offence_id)) line.micros += weights.get(offence?.offence_code ?? '') ?? 0;
    line.offences.add(offence_id);
    for (const victim of victims.get(offence_id) ?? []) line.victims.add(victim);
    totals.set(person_id, line);
  }
  return [...totals.values()].sort((a, b) => b.micros - a.micros);
}

type Neighbours = Map<string, Map<string, string>>;

/** Every pair of ids that the files link, both ways, with the relationship the graph gives it. */
function everyLink(): Neighbours {
  const links: Neighbours = new Map();
  const link = (one = '', kind = '', two = '') => {
    if (one === '' || two === '') return;
    links.set(one, (links.get(one) ?? new Map()).set(two, kind));
    links.set(two, (links.get(two) ?? new Map()).set(one, kind));
  };
  const thing = (kind = '', value = '') => (value === '' ? '' : `${kind}:${value}`);
  for (const row of read('residences.csv')) link(row.person_id, 'LIVED_AT', row.location_id);
  for (const row of read('identifiers.csv')) link(row.person_id, 'USED', thing(row.kind, row.value));
  for (const row of read('associations.csv')) link(row.person_id, 'TIED_TO', row.other_person_id);
  for (const row of read('involvements.csv')) link(row.person_id, row.role, row.offence_id);
  for (const row of read('offences.csv')) link(row.id, 'OCCURRED_AT', row.location_id);
  for (const row of read('custody.csv')) link(row.id, 'HELD', row.person_id);
  for (const row of read('orders.csv')) link(row.id, 'BINDS', row.person_id);
  for (const row of read('intelligence.csv'))
    for (const id of (row.mentions ?? '').split(';')) link(row.id, 'MENTIONS', id);
  for (const row of read('forensics.csv')) {
    link(row.id, 'SEIZED_FOR', row.offence_id);
    link(row.id, 'MATCHED', row.person_id);
  }
  for (const row of read('events.csv')) {
    for (const id of [row.person_id, ...(row.person_ids ?? '').split(';')]) link(row.id, 'BY', id);
    link(row.id, 'BY', thing(row.identifier_kind, row.identifier_value));
    link(row.id, 'WITH', thing(row.other_identifier_kind, row.other_identifier_value));
    link(row.id, 'AT', row.location_id);
  }
  return links;
}

/** Relationships on the shortest way, by widening circles. */
function distance(links: Neighbours, from: string, to: string): number {
  const seen = new Set([from]);
  let circle = [from];
  for (let steps = 0; circle.length > 0; steps += 1) {
    if (circle.includes(to)) return steps;
    circle = circle.flatMap((id) => [...(links.get(id)?.keys() ?? [])]).filter((id) => !seen.has(id));
    for (const id of circle) seen.add(id);
  }
  return Number.POSITIVE_INFINITY;
}

describe('the synthetic London', () => {
  it('holds exactly the suspects asked for, and the published figures of the first list', () => {
    const ranked = league();
    const listed = ranked.slice(0, 100);
    expect(ranked).toHaveLength(SIZE);
    expect(new Set(listed.flatMap(({ offences }) => [...offences])).size).toBe(445);
    expect(new Set(listed.flatMap(({ victims }) => [...victims])).size).toBe(201);
    expect(listed.filter(({ victims }) => victims.size === 15)).toHaveLength(2);
    expect(Math.max(...listed.map(({ victims }) => victims.size))).toBe(15);
    expect((listed.at(-1)?.micros ?? 0) / 1e6).toBeGreaterThanOrEqual(LISTED_FLOOR_DAYS);
    expect((ranked[100]?.micros ?? 0) / 1e6).toBeLessThanOrEqual(CEILING_DAYS);
  });

  it('has the shape that the evidence gives: most are reported once, the median scores eleven days or fewer', () => {
    const ranked = league();
    const others = ranked.slice(100);
    const once = others.filter(({ offences }) => offences.size === 1).length / others.length;
    expect(once).toBeGreaterThan(0.74);
    expect(once).toBeLessThan(0.82);
    expect((ranked[Math.floor(ranked.length / 2)]?.micros ?? 0) / 1e6).toBeLessThanOrEqual(11);
    const total = ranked.reduce((sum, { micros }) => sum + micros, 0);
    const worst = ranked.slice(0, SIZE / 10).reduce((sum, { micros }) => sum + micros, 0) / total;
    expect(worst).toBeGreaterThan(0.8);
  });

  it('gives the same files for the same number', () => {
    for (const part of ['bundle', 'truth', 'later/2023-09'])
      for (const file of readdirSync(join(folder, part)))
        expect(
          readFileSync(join(again, part, file)).equals(readFileSync(join(folder, part, file))),
          file,
        ).toBe(true);
  });

  it('points only to what it defines, and one of the hundred is charged with four kinds of violence', () => {
    const persons = new Set(read('persons.csv').map(({ id }) => id));
    const offences = new Map(read('offences.csv').map((row) => [row.id, row.offence_code]));
    const roles = read('involvements.csv');
    expect(
      roles.filter(({ person_id, offence_id }) => !persons.has(person_id) || !offences.has(offence_id)),
    ).toEqual([]);
    const charged = roles.filter(({ person_id, status }) => person_id === 'P3' && status === 'CHARGED');
    const codes = charged.map(({ offence_id }) => offences.get(offence_id));
    expect(codes).toEqual(expect.arrayContaining(['008/06', '105/01', '008/77', '034/01']));
  });

  it('has what one stranger did in a year near together in time, and reported no earlier than it happened', () => {
    const offences = new Map(read('offences.csv').map((row) => [row.id, row]));
    const days = new Map<string, number[]>();
    for (const { role, relationship, person_id, offence_id = '' } of read('involvements.csv')) {
      if (role !== 'SUSPECT' || relationship !== 'STRANGER') continue;
      const { occurred_from = '', reported_on = '' } = offences.get(offence_id) ?? {};
      if (reported_on.length !== 10) continue;
      expect(occurred_from.slice(0, 10) <= reported_on, offence_id).toBe(true);
      const key = `${person_id} ${reported_on >= '2022-07-01' ? 'year' : 'year before'}`;
      days.set(key, [...(days.get(key) ?? []), Date.parse(occurred_from.slice(0, 10)) / 86_400_000]);
    }
    const apart = [...days.values()]
      .flatMap((own) => own.flatMap((one, at) => own.slice(at + 1).map((other) => Math.abs(one - other))))
      .filter((between) => between <= 365)
      .sort((a, b) => a - b);
    expect(apart.length).toBeGreaterThan(200);
    // Where all stay as they are drawn it is 120.
    expect(apart[Math.floor(apart.length / 2)]).toBeLessThan(40);
  });

  it('plants as many hidden connections of two, three, four and five steps, each to be walked in the rows', () => {
    const links = everyLink();
    const planted = read('hidden_connections.csv', 'truth');
    const lengths = planted.map(({ steps }) => Number(steps));
    for (const length of [2, 3, 4, 5])
      expect(lengths.filter((steps) => steps === length)).toHaveLength(planted.length / 4);
    expect(planted.length).toBeGreaterThanOrEqual(12);
    for (const { from_id = '', to_id, steps, chain = '', links: kinds = '' } of planted) {
      const ids = chain.split(';');
      expect([ids[0], ids.at(-1)]).toEqual([from_id, to_id]);
      expect(ids).toHaveLength(Number(steps) + 1);
      expect(kinds.split(';')).toEqual(ids.slice(1).map((id, nth) => links.get(ids[nth] ?? '')?.get(id)));
    }
  });

  it('leaves no way between the ends of a hidden connection that is shorter than the one planted', () => {
    const links = everyLink();
    for (const { from_id = '', to_id = '', steps } of read('hidden_connections.csv', 'truth'))
      expect(distance(links, from_id, to_id), `${from_id} to ${to_id}`).toBe(Number(steps));
  });

  it('never imports what was planted: the truth stands beside the bundle', () => {
    for (const file of ['duplicates.csv', 'series.csv', 'hidden_connections.csv', 'escalators.csv'])
      expect(read(file, 'truth').length).toBeGreaterThan(0);
    expect(read('judgements.csv', 'later/2023-09').length).toBeGreaterThan(0);
  });
});
