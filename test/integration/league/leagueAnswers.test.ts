import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { importEdition } from '../../../src/harm/index.ts';
import { computeLeague, type League, type LeagueRequest } from '../../../src/league/index.ts';
import { contributionsOf } from '../../../src/league/table/contributions.ts';
import { storeCurrentTable } from '../../../src/league/table/currentTables.ts';
import { resolvers } from '../../../src/league/table/resolvers.ts';
import { rowsOf2026, writeWorkbook } from '../../support/cambridgeWorkbook.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type BundleRows, importRows, leagueStore } from './bundleRows.ts';
import { randomBundles } from './randomRows.ts';

const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
let graph: Graph;
beforeAll(async () => {
  graph = await leagueStore();
});
beforeEach(() => rawCypher(graph, 'remove-facts'));

const league = (request: LeagueRequest, store = graph) => computeLeague(store, request, caller);
const YEAR = { programme: 'all', asOf: '2023-06-30' } as const;
const bundle = (): BundleRows => randomBundles(1)[0] ?? { persons: [], offences: [], involvements: [] };

/** The same store as a service that has just started sees it, with the names of the queries it runs. */
function freshService(): { store: Graph; ran: string[] } {
  const ran: string[] = [];
  const store: Graph = Object.create(graph, {
    read: {
      value: (...call: Parameters<Graph['read']>) => {
        ran.push(call[0]);
        return graph.read(...call);
      },
    },
  });
  return { store, ran };
}
const everything = async (found: League) => ({
  entries: found.entries,
  totals: await found.table.totals(),
  contributions: [...(await found.contributions())],
});

/** A hundred and one suspects of one offence each: alike but for their ids. */
const alike = (ids: readonly string[]): Partial<BundleRows> => ({
  persons: ids.map((id) => ({ id, sex: 'M' })),
  offences: ids.map((id) => ({ id, offence_code: '8N', reported_on: '2023-06-01' })),
  involvements: ids.map((id) => ({ person_id: id, offence_id: id, role: 'SUSPECT' })),
});

describe('a league that was asked for before', () => {
  it('is answered from the store, without ranking anybody again', async () => {
    await importRows(graph, bundle());
    const first = await everything(await league({ programme: 'all' }));
    await storeCurrentTable(graph, 'all', systemClock);
    const { store, ran } = freshService();
    const second = await everything(await league({ programme: 'all' }, store));
    expect(second).toEqual(first);
    expect(ran).toContain('league/find-table');
    expect(ran).not.toContain('league/rank-suspects');
  });

  it('is brought forward from what the store kept, where facts have changed since', async () => {
    await importRows(graph, alike(['1', '2']));
    await league({ programme: 'all' });
    await storeCurrentTable(graph, 'all', systemClock);
    await importRows(graph, alike(['3']), { asOf: '2023-07-02' });
    const { store, ran } = freshService();
    expect((await league({ programme: 'all' }, store)).entries).toHaveLength(3);
    expect(ran).not.toContain('league/rank-suspects');
  });

  it('is read in one round trip while nothing has changed', async () => {
    await importRows(graph, bundle());
    const { store, ran } = freshService();
    const first = await everything(await league({ programme: 'vawg' }, store));
    ran.length = 0;
    const second = await league({ programme: 'vawg' }, store);
    expect({ ...(await everything(second)) }).toEqual(first);
    expect(ran).toEqual(['league/current-state']);
  });

  it('is ranked anew where too much has changed to be told', async () => {
    await importRows(graph, alike(['1', '2']));
    const { store, ran } = freshService();
    await league(YEAR, store);
    ran.length = 0;
    await rawCypher(graph, 'remove-facts');
    expect((await league(YEAR, store)).entries).toEqual([]);
    expect(ran).toContain('league/rank-suspects');
  });

  it('is not ranked again for a write that its readers may not see, and says the same', async () => {
    await importRows(graph, alike(['1', '2']));
    const { store, ran } = freshService();
    const before = await everything(await league(YEAR, store));
    const hidden: Partial<BundleRows> = {
      persons: [{ id: '3', sex: 'M', marking: 'SECRET/ALPHA' }],
      offences: [{ id: 'hidden', offence_code: '1', reported_on: '2023-06-02', marking: 'SECRET' }],
      involvements: [
        { person_id: '3', offence_id: '1', role: 'SUSPECT', marking: 'OFFICIAL' },
        { person_id: '1', offence_id: 'hidden', role: 'SUSPECT', marking: 'OFFICIAL' },
        { person_id: '2', offence_id: '1', role: 'VICTIM', marking: 'SECRET' },
      ],
    };
    await importRows(graph, hidden, { asOf: '2023-07-02' });
    ran.length = 0;
    expect(await everything(await league(YEAR, store))).toEqual(before);
    expect(ran).toEqual(['league/current-state']);
    // The bundle has arrived: whoever may see it does.
    expect(
      await rawCypher(graph, "MATCH (:Person {id: 's:3'})-[r:SUSPECT_IN]->() RETURN r.marking AS marking"),
    ).toEqual([{ marking: 'SECRET/ALPHA' }]);
  });
});

describe('a league after a fact was marked higher', () => {
  it.each([
    [
      'the offence',
      { offences: [{ id: '1', offence_code: '8N', reported_on: '2023-06-01', marking: 'SECRET' }] },
    ],
    [
      'the allegation',
      { involvements: [{ person_id: '1', offence_id: '1', role: 'SUSPECT', marking: 'SECRET' }] },
    ],
    ['the person', { persons: [{ id: '1', sex: 'M', marking: 'SECRET' }] }],
  ])('no longer shows what %s told to readers below', async (_what, rows) => {
    await importRows(graph, alike(['1', '2']));
    expect((await league(YEAR)).entries.map(({ personId }) => personId)).toEqual(['s:1', 's:2']);
    await importRows(graph, rows, { asOf: '2023-07-02' });
    expect((await league(YEAR, freshService().store)).entries.map(({ personId }) => personId)).toEqual([
      's:2',
    ]);
  });
});

describe('the order of a league', () => {
  it('puts suspects of equal harm, victims and offences by id, up by code point', async () => {
    await importRows(graph, alike(['b', 'B', '10', '9', 'z\u{1f600}', 'z\uff41', 'é']));
    const ids = (await league(YEAR)).entries.map(({ personId }) => personId);
    expect(ids).toEqual(['s:10', 's:9', 's:B', 's:b', 's:z\uff41', 's:z\u{1f600}', 's:é']);
  });

  it('does not depend on the order in which bundles of one date arrive', async () => {
    const [one, two] = randomBundles(3).slice(1);
    if (one === undefined || two === undefined) throw new Error('two bundles are needed');
    const answers: unknown[] = [];
    for (const [first, second] of [
      [one, two],
      [two, one],
    ] as const) {
      await rawCypher(graph, 'remove-facts');
      await importRows(graph, first);
      await importRows(graph, second);
      const tables = [
        YEAR,
        { ...YEAR, programme: 'vawg' },
        { ...YEAR, allTime: true, edition: 'ons-css-2020' },
      ];
      answers.push(await Promise.all(tables.map(async (request) => everything(await league(request)))));
    }
    expect(answers[1]).toEqual(answers[0]);
  });
});

describe('the size of a league', () => {
  it('cuts the listed, never the totals', async () => {
    await importRows(graph, alike(Array.from({ length: 101 }, (_, index) => `p${index}`)));
    const hundred = await league(YEAR);
    expect(hundred.entries).toHaveLength(100);
    const { entries, table } = await league({ ...YEAR, size: 3 });
    expect(entries).toEqual(hundred.entries.slice(0, 3));
    expect(table.ranked).toHaveLength(101);
    expect(await table.totals()).toEqual(await hundred.table.totals());
  });

  it.each([
    [{ size: 0 }, 'size'],
    [{ size: 1_001 }, 'size'],
    [{ size: 1.5 }, 'size'],
    [{ windowDays: 0 }, 'windowDays'],
    [{ windowDays: 36_526 }, 'windowDays'],
    [{ asOf: '2023-02-30' }, 'asOf'],
    [{ asOf: 'yesterday' }, 'asOf'],
  ])('and its days are refused where they make no sense: %o', async (part, argument) => {
    await expect(league({ ...YEAR, ...part })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      place: { argument },
    });
  });

  it.each([
    [{ programme: 'no-such' }, 'programme'],
    [{ edition: 'no-such' }, 'edition'],
  ])('is nothing where what is asked for is not there: %o', async (part, argument) => {
    await expect(league({ ...YEAR, ...part })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      place: { argument },
    });
  });
});

describe('the contributions of a league', () => {
  it('are there for everybody asked for, however many were asked for before', async () => {
    const ids = Array.from({ length: 2_500 }, (_, index) => `p${index}`);
    await importRows(graph, alike(ids));
    const { table } = await league(YEAR);
    const persons = table.lines.map(({ personId }) => personId);
    for (const [from, to] of [
      [0, 1_800],
      [1_000, 2_500],
      [0, 2_000],
    ] as const) {
      const found = await contributionsOf(graph, table, persons.slice(from, to));
      expect([...found.values()].map(({ length }) => length)).toEqual(persons.slice(from, to).map(() => 1));
    }
  });
});

describe('the pages of a league', () => {
  const page = (found: League, first: number, after?: string) =>
    resolvers.League.entriesPage(found, { first, ...(after === undefined ? {} : { after }) });

  it('show everybody once, in order, whatever their length', async () => {
    await importRows(graph, bundle());
    const found = await league({ ...YEAR, size: 1 });
    expect(found.table.ranked.length).toBeGreaterThan(4);
    for (const first of [1, 3, 200]) {
      const ranks: number[] = [];
      for (let after: string | undefined, more = true; more; ) {
        const { edges, pageInfo } = page(found, first, after);
        ranks.push(...edges.map(({ node }) => node.rank));
        after = pageInfo.endCursor ?? undefined;
        more = pageInfo.hasNextPage;
      }
      expect(ranks).toEqual(found.table.ranked.map(({ rank }) => rank));
    }
  });

  it('go on at the same place when somebody has been ranked higher in between', async () => {
    await importRows(graph, alike(['b', 'c', 'd']));
    const { pageInfo } = page(await league(YEAR), 2);
    await importRows(graph, alike(['a']), { asOf: '2023-07-02' });
    const next = page(await league(YEAR), 2, pageInfo.endCursor ?? '');
    expect(next.edges.map(({ node }) => node.personId)).toEqual(['s:d']);
  });

  it('refuse a length of 0 or 201 and a cursor that is not theirs', async () => {
    const found = await league(YEAR);
    for (const [first, after] of [
      [0, undefined],
      [201, undefined],
      [5, 'x'],
      [5, Buffer.from('["a",1,1,"b"]').toString('base64url')],
      [5, Buffer.from('[1,1,1]').toString('base64url')],
    ] as const)
      expect(() => page(found, first, after)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('a weight for one title of an offence type', () => {
  it('counts for offences of that title, and the general one for the others', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linchpin-titled-'));
    try {
      const file = join(folder, 'cchi.xlsx');
      const rows = rowsOf2026([
        { title: 'Stalking, with fear', score: 252, classification: '008/66' },
        { title: 'Stalking, course of conduct', score: 10, classification: '008/66' },
      ]);
      await writeWorkbook(file, { name: 'CCHI 2026 values sheet', rows });
      await importEdition(graph, { file, id: 'titled', name: 'Titled' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const titles = ['stalking,  WITH fear', 'Stalking, course of conduct', 'Something else'];
    await importRows(graph, {
      persons: titles.map((_, index) => ({ id: `${index}`, sex: 'M' })),
      offences: titles.map((offence_title, index) => ({
        id: `${index}`,
        offence_code: '008/66',
        offence_title,
        reported_on: '2023-06-01',
      })),
      involvements: titles.map((_, index) => ({
        person_id: `${index}`,
        offence_id: `${index}`,
        role: 'SUSPECT',
      })),
    });
    const { entries } = await league({ ...YEAR, edition: 'titled' });
    expect(entries.map(({ personId, harmMicros }) => [personId, harmMicros / 1e6])).toEqual([
      ['s:0', 252],
      ['s:2', 131],
      ['s:1', 10],
    ]);
  });
});
