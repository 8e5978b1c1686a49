import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { findLocations, findOffences, findPersons } from '../../../src/records/repository.ts';
import { searchGraph } from '../../../src/search/searchGraph.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';

const LOW = ['OFFICIAL'];
const HIGH = ['OFFICIAL', 'SECRET'];
/** Each person lives in a place of their own: p<Name> at h<Name>. */
const PEOPLE = [
  'victim',
  'witness',
  'reporter',
  'guarded',
  'suspect',
  'both',
  'lifted',
  'moved',
  'ended',
  'nobody',
];

let graph: Graph;
beforeAll(async () => {
  graph = await testGraph();
  await importLines(graph, {
    'manifest.yaml': manifest('f', '2023-06-30'),
    'persons.csv': [
      'id,full_name,address,postcode',
      ...PEOPLE.map((id) => `${id},Pat ${id},,`),
      'twin,Pat twin,7 Same Street,E8 4GG',
    ],
    'locations.csv': [
      'id,address,postcode',
      ...PEOPLE.map((id, n) => `h-${id},${n} ${id} Road,E8 1A${'ABCDEFGHJL'[n]}`),
      'shop,7 SAME Street,E8 4GG',
      'station,1 Station Way,E8 2BB',
    ],
    'residences.csv': [
      'person_id,location_id,marking',
      ...PEOPLE.map((id) => `${id},h-${id},${id === 'moved' ? 'SECRET' : ''}`),
    ],
    'offences.csv': [
      'id,location_id',
      'o1,station',
      'o2,h-victim',
      'o3,h-both',
      'o4,shop',
      'o5,h-moved',
      'o6,h-suspect',
    ],
    'involvements.csv': [
      'person_id,offence_id,role,marking',
      'victim,o1,VICTIM,',
      'witness,o1,WITNESS,',
      'reporter,o1,REPORTER,',
      'twin,o1,VICTIM,',
      'moved,o5,VICTIM,',
      'suspect,o1,SUSPECT,',
      'both,o3,VICTIM,',
      'both,o1,SUSPECT,',
      'lifted,o1,VICTIM,',
      'lifted,o2,SUSPECT,SECRET',
      'suspect,o6,VICTIM,SECRET',
      'ended,o1,VICTIM,',
      'nobody,o1,WITNESS,SECRET',
    ],
    'orders.csv': ['id,person_id,kind,protects_person_id', 'n1,suspect,DVPO,guarded'],
  });
});

const isHome = async (id: string, visible: readonly string[]) =>
  (await findLocations(graph, { ids: [`f:${id}`], visible }))[0]?.victimsHome;
const isFound = async (id: string, visible: readonly string[]) =>
  (await findPersons(graph, { ids: [`f:${id}`], visible })).length === 1;
const ownHome = async (id: string, visible: readonly string[]) =>
  (await findOffences(graph, { ids: [`f:${id}`], visible }))[0]?.victimsHome;
const searched = async (text: string, visible: readonly string[]) =>
  (await searchGraph(graph, { text, first: 50, visible })).edges.map(({ node }) => node.id);

describe('who is protected, and where they live', () => {
  it.each(['victim', 'witness', 'reporter', 'guarded', 'lifted', 'ended'])(
    'a %s is neither found nor is the home shown',
    async (who) => {
      expect([await isFound(who, LOW), await isHome(`h-${who}`, LOW)]).toEqual([false, true]);
      expect(await searched(`h-${who}`, LOW)).toEqual([]);
      expect(await searched(`${who} Road`, LOW)).not.toContain(`f:h-${who}`);
    },
  );

  it.each(['suspect', 'both', 'nobody'])('a nominal (%s) is found and so is the home', async (who) => {
    expect([await isFound(who, LOW), await isHome(`h-${who}`, LOW)]).toEqual([true, false]);
    expect(await searched(`f:h-${who}`, LOW)).toContain(`f:h-${who}`);
  });

  it('a role that is hidden neither protects nor lifts for a reader below, and does for one above', async () => {
    expect([await isFound('nobody', HIGH), await isHome('h-nobody', HIGH)]).toEqual([false, true]);
    expect([await isFound('lifted', HIGH), await isHome('h-lifted', HIGH)]).toEqual([true, false]);
  });

  it('a hidden residence makes no home for a reader below', async () => {
    expect([await isHome('h-moved', LOW), await ownHome('o5', LOW)]).toEqual([false, false]);
    expect([await isHome('h-moved', HIGH), await ownHome('o5', HIGH)]).toEqual([true, true]);
  });

  it('the home of its own victim is hidden in an offence though the victim is a nominal; a hidden role hides nothing', async () => {
    expect(await ownHome('o3', LOW)).toBe(true);
    expect([await ownHome('o6', LOW), await ownHome('o6', HIGH)]).toEqual([false, true]);
  });

  it('a place of the same address is the same home, under whatever id', async () => {
    expect(await isHome('shop', LOW)).toBe(true);
    expect(await searched('Same Street', LOW)).toEqual([]);
    expect(await isHome('station', LOW)).toBe(false);
  });

  it('a suspect role that its source takes back no longer lifts', async () => {
    const involvements = (role: string) => [
      'person_id,offence_id,role',
      'ended,o1,VICTIM',
      ...(role === '' ? [] : [`ended,o2,${role}`]),
    ];
    const second = (asOf: string, role: string) =>
      importLines(graph, {
        'manifest.yaml': manifest('f', asOf, 'complete: [involvements.csv]'),
        'involvements.csv': involvements(role),
      });
    await second('2023-07-31', 'SUSPECT');
    expect(await isFound('ended', LOW)).toBe(true);
    await second('2023-08-31', '');
    expect([await isFound('ended', LOW), await isHome('h-ended', LOW)]).toEqual([false, true]);
  });
});
