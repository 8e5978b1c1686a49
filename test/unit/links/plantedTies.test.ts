import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSeed } from '../../../seed/index.ts';
import { adjacencyBuilder } from '../../../src/links/adjacency/buildAdjacency.ts';
import { dayNumber } from '../../../src/links/adjacency/days.ts';
import type { LinkKind, NodeKind } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { populationOf } from '../../../src/links/hidden/population.ts';
import { rankChains } from '../../../src/links/hidden/rankChains.ts';
import { rankHidden } from '../../../src/links/hidden/rankHidden.ts';
import { censusOf } from '../../../src/links/shared/census.ts';

type Cells = Readonly<Record<string, string>>;

let out: string;
let sight: Sight;
/** Pairs that were given a phone, a vehicle or a home in common. */
let planted: ReadonlySet<string>;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'linchpin-planted-'));
  await generateSeed({ size: 500, seed: 11, out });
  sight = await sightOfBundle();
  const truth = await rowsOf('truth/hidden_connections.csv');
  planted = new Set(truth.flatMap(sharersOf));
}, 60_000);
afterAll(() => rm(out, { recursive: true, force: true }));

const rowsOf = async (file: string): Promise<readonly Cells[]> =>
  parse(await readFile(join(out, file)), { columns: true });

/** What of a bundle two persons can share, as the import would have it. */
async function sightOfBundle(): Promise<Sight> {
  const builder = adjacencyBuilder();
  const marking = 'OFFICIAL';
  const node = (kind: NodeKind, id = '', stratum?: string) =>
    builder.find(kind, id) ??
    builder.addNode({ kind, id, marking: kind === 'IDENTIFIER' ? undefined : marking, stratum });
  const link = (kind: LinkKind, start: number, end: number, from?: string) =>
    builder.addLink({ kind, start, end, marking, from: dayNumber(from) });
  const roles: Readonly<Record<string, LinkKind>> = { SUSPECT: 'SUSPECT_IN', VICTIM: 'VICTIM_OF' };
  for (const { id, borough } of await rowsOf('bundle/locations.csv'))
    node('LOCATION', id, borough?.toLowerCase());
  for (const { id, location_id, occurred_from } of await rowsOf('bundle/offences.csv'))
    link('OCCURRED_AT', node('OFFENCE', id, occurred_from?.slice(0, 4)), node('LOCATION', location_id));
  for (const { role = '', person_id, offence_id } of await rowsOf('bundle/involvements.csv'))
    link(roles[role] ?? 'WITNESS_TO', node('PERSON', person_id), node('OFFENCE', offence_id));
  for (const { person_id, kind, value, from } of await rowsOf('bundle/identifiers.csv'))
    link('USED', node('PERSON', person_id), node('IDENTIFIER', `${kind}:${value}`, kind), from);
  for (const { person_id, location_id, from } of await rowsOf('bundle/residences.csv'))
    link('LIVED_AT', node('PERSON', person_id), node('LOCATION', location_id), from);
  for (const { person_id, other_person_id } of await rowsOf('bundle/associations.csv'))
    link('TIED_TO', node('PERSON', person_id), node('PERSON', other_person_id));
  for (const { id, at, location_id, person_ids = '' } of await rowsOf('bundle/events.csv')) {
    const event = node('EVENT', id, at?.slice(0, 4));
    if (location_id) link('AT', event, node('LOCATION', location_id));
    for (const person of person_ids.split(';').filter((one) => one !== ''))
      link('BY', event, node('PERSON', person));
  }
  return sightOf(builder.build(), [marking], 'NONE');
}

const personOf = (id: string) => sight.adjacency.find('PERSON', id);

/** Of a chain that was planted those next to each other, but the two that were tied outright. */
function sharersOf({ from_id = '', chain = '', to_id = '' }: Cells): readonly string[] {
  const between = chain.split(';').filter((id) => personOf(id) !== undefined);
  const persons = [...new Set([from_id, ...between, to_id])];
  return persons
    .slice(1)
    .map((id, at) => [persons[at] ?? '', id] as const)
    .filter(([a, b]) => !areTied(personOf(a) ?? -1, personOf(b) ?? -1))
    .map((pair) => [...pair].sort().join(' '));
}

/** Only a tie leads from a person to a person. */
const areTied = (a: number, b: number) =>
  sight.adjacency.other.subarray(sight.adjacency.start[a], sight.adjacency.start[a + 1]).includes(b);

/** A list of the given and a hundred others. */
function listWith(given: readonly number[]): readonly number[] {
  const { adjacency } = sight;
  const nominals = Array.from({ length: adjacency.size }, (_, node) => node).filter(
    (node) => adjacency.nodeKind[node] === 0 && sight.sees(node) && sight.degree(node) > 0,
  );
  const others = nominals.filter((_, at) => at % Math.ceil(nominals.length / 100) === 0);
  return [...new Set([...given, ...others])].sort((a, b) => a - b);
}

describe('the ties that were planted in the synthetic London', () => {
  it('stand before all others of a list of a hundred that holds their ends', async () => {
    const { adjacency } = sight;
    const ends = [...planted].flatMap((pair) => pair.split(' ')).map((id) => personOf(id) ?? -1);
    const listed = listWith(ends);
    const population = await populationOf(sight);
    const { within } = await rankHidden(sight, await censusOf(sight), { listed, population, first: 50 });
    const found = within.ties.map(({ ends: pair }) => pair.map((end) => adjacency.idOf(end)).join(' '));
    expect(planted.size).toBeGreaterThan(8);
    expect(found.slice(0, planted.size).sort()).toEqual([...planted].sort());
    expect(within.lookedAt).toBeGreaterThan(5_000);
  });

  it('are the steps of chains that stand among the first twenty pairs of a list that holds their ends only', async () => {
    const truth = await rowsOf('truth/hidden_connections.csv');
    const ends = truth.map(({ from_id = '', to_id = '' }) => [
      personOf(from_id) ?? -1,
      personOf(to_id) ?? -1,
    ]);
    const listed = listWith(ends.flat());
    const found = await rankChains(sight, await censusOf(sight), { listed, first: 20 });
    const key = (pair: readonly number[]) => pair.toSorted((a, b) => a - b).join(' ');
    const links = new Map(truth.map(({ steps }, at) => [key(ends[at] ?? []), Number(steps)]));
    const planted = found.chains.filter(({ ends: pair }) => links.has(key(pair)));
    expect(planted.length).toBe(truth.length);
    for (const { ends: pair, steps } of planted)
      expect(steps.reduce((sum, { thing }) => sum + (thing < 0 ? 1 : 2), 0)).toBe(links.get(key(pair)));
    expect(found.lookedAt).toBeGreaterThan(5_000);
  });
});
