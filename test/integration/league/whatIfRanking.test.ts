import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague } from '../../../src/league/index.ts';
import { allegationsOf } from '../../../src/league/table/allegations.ts';
import { rankAllegations } from '../../../src/league/whatIf/rankAllegations.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { importRows, leagueStore } from './bundleRows.ts';
import { randomBundles } from './randomRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
});
beforeEach(() => rawCypher(graph, 'remove-facts'));

describe('allegations ranked without the store', () => {
  it.each([0, 1, 2])('give the table that the store gives: random bundle %i', async (index) => {
    const rows = randomBundles(3)[index];
    if (rows === undefined) throw new Error('a bundle is needed');
    await importRows(graph, rows);
    const request = { programme: 'all', asOf: '2023-06-30' };
    const { programme, table } = await computeLeague(graph, request, caller);
    expect(table.ranked.length).toBeGreaterThan(3);
    expect(rankAllegations(programme, await allegationsOf(graph, table))).toEqual(table.ranked);
  });
});
