import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentVersion, type Graph } from '../../../src/graph/index.ts';
import {
  editionDigest,
  ensureShippedEditions,
  importEdition,
  listEditions,
  openMatcher,
} from '../../../src/harm/index.ts';
import { findTypes, findWeight } from '../../../src/harm/repository.ts';
import { type Listed, rowsOf2026, writeWorkbook } from '../../support/cambridgeWorkbook.ts';
import { testGraph } from '../../support/graph.ts';

const visible = ['OFFICIAL'];
let graph: Graph;
let folder = '';
beforeAll(async () => {
  graph = await testGraph();
  folder = await mkdtemp(join(tmpdir(), 'linchpin-editions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function workbook(name: string, offences: readonly Listed[]): Promise<string> {
  const path = join(folder, name);
  await writeWorkbook(path, { name: 'CCHI 2026 values sheet', rows: rowsOf2026(offences) });
  return path;
}

describe('the editions that come with the product', () => {
  it('are loaded once, even when two services start together', async () => {
    await Promise.all([ensureShippedEditions(graph), ensureShippedEditions(graph)]);
    const before = await currentVersion(graph, visible);
    const editions = await listEditions(graph, visible);
    expect(editions.map(({ id, complete, unit }) => [id, complete, unit])).toEqual([
      ['cchi-public', false, 'days'],
      ['ons-css-2020', true, 'days'],
    ]);
    for (const { weights, provisionalWeights } of editions) {
      expect(weights).toBeGreaterThan(400);
      expect(provisionalWeights).toBeLessThan(weights);
    }
    await ensureShippedEditions(graph);
    expect(await currentVersion(graph, visible)).toBe(before);
    expect(await listEditions(graph, visible)).toEqual(editions);
  });

  it('answer what an offence weighs, between which bounds, and why', async () => {
    expect(await findWeight(graph, { edition: 'cchi-public', code: '008/77', visible })).toMatchObject({
      days: 365,
      lowDays: 365,
      highDays: 1277.5,
      basis: 'GUIDELINE',
      provisional: true,
    });
    expect(await findWeight(graph, { edition: 'ons-css-2020', code: '008/67', visible })).toMatchObject({
      basis: 'NEAR_OFFENCE',
      from: expect.stringContaining('8Q'),
    });
  });

  it('answer nothing, rather than nought, for what they do not weigh', async () => {
    expect(await findWeight(graph, { edition: 'cchi-public', code: '999/02', visible })).toBeUndefined();
    expect(await findWeight(graph, { edition: 'no-such', code: '8N', visible })).toBeUndefined();
  });

  it('are hidden from whoever may see no marking', async () => {
    expect(await listEditions(graph, [])).toEqual([]);
    expect(await findWeight(graph, { edition: 'cchi-public', code: '8N', visible: [] })).toBeUndefined();
  });
});

describe('a workbook', () => {
  const offences: readonly Listed[] = [
    { title: 'Assault occasioning actual bodily harm', score: 182.25, classification: '008/06' },
    { title: 'Stalking, with fear', score: 252, classification: '008/66' },
    { title: 'Stalking, course of conduct', score: 10, classification: '008/66' },
    { title: 'A new offence', score: 84, classification: '777/77' },
  ];

  it('becomes an edition of its own, with a weight for each title where they differ', async () => {
    const file = await workbook('cchi.xlsx', offences);
    const loaded = await importEdition(graph, { file, id: 'cchi-2026', name: 'Cambridge 2026' });
    expect(loaded).toMatchObject({ id: 'cchi-2026', rows: 5 });
    const key = { edition: 'cchi-2026', code: '008/66', visible };
    expect(await findWeight(graph, key)).toMatchObject({
      days: 131,
      lowDays: 10,
      highDays: 252,
      provisional: true,
      titled: 2,
    });
    expect(await findWeight(graph, { ...key, code: '008/06' })).toMatchObject({ days: 182.25, basis: 'OWN' });
    const [edition] = (await listEditions(graph, visible)).filter(({ id }) => id === 'cchi-2026');
    expect(edition).toMatchObject({ date: '2026', source: 'cchi.xlsx', weights: loaded.weights });
  });

  it('brings offence types that no shipped list has, and later imports know them', async () => {
    expect(await findTypes(graph, ['777/77'])).toMatchObject([{ code: '777/77', title: 'A new offence' }]);
    const match = await openMatcher(graph);
    expect(match({ code: '777/77', matchTitles: false })).toMatchObject({ matchedBy: 'classification' });
  });

  it('changes nothing when it is loaded again under its id', async () => {
    const before = await currentVersion(graph, visible);
    const again = { file: join(folder, 'cchi.xlsx'), id: 'cchi-2026', name: 'Cambridge 2026' };
    expect(await importEdition(graph, again)).toMatchObject({ rows: 5 });
    expect(await currentVersion(graph, visible)).toBe(before);
  });

  it('never replaces an edition that rankings may cite', async () => {
    const file = await workbook('other.xlsx', offences.slice(1));
    const digest = await editionDigest(graph, 'cchi-2026');
    for (const id of ['cchi-2026', 'cchi-public'])
      await expect(importEdition(graph, { file, id, name: 'Other' })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('choose another --id'),
      });
    expect(await editionDigest(graph, 'cchi-2026')).toBe(digest);
  });

  it('is refused under an id that is none', async () => {
    const file = join(folder, 'cchi.xlsx');
    await expect(importEdition(graph, { file, id: 'My Edition', name: 'x' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});
