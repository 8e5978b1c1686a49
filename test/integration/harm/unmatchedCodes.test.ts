import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { currentVersion, type Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions, mapOffenceCode } from '../../../src/harm/index.ts';
import { unmatchedOffenceCodes } from '../../../src/harm/unmatchedCodes.ts';
import { importBundle } from '../../../src/ingest/index.ts';
import { testGraph } from '../../support/graph.ts';

const visible = ['OFFICIAL'];
const decided = {
  decidedBy: 'analyst-1',
  decidedAt: '2023-07-01T09:00:00Z',
  reason: 'as the force crime registrar wrote',
};
const folders: string[] = [];
let graph: Graph;

/** Imports offences given as `code,title,marking` lines; ids are `force:1`, `force:2`, ... */
async function importOffences(lines: readonly string[], asOf = '2023-06-30'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-codes-'));
  folders.push(folder);
  await writeFile(join(folder, 'manifest.yaml'), `source: force\nas_of: ${asOf}\n`);
  const rows = lines.map((line, index) => `${index + 1},${line}\n`);
  await writeFile(join(folder, 'offences.csv'), `id,offence_code,offence_title,marking\n${rows.join('')}`);
  await importBundle(graph, { path: folder, clock: systemClock, workDirectory: folder });
}
const queue = async (markings: readonly string[] = visible) =>
  (await unmatchedOffenceCodes(graph, { first: 200, visible: markings })).edges.map(({ node }) => [
    node.code ?? null,
    node.title ?? null,
    node.reason,
    node.offences,
  ]);
/** The types of each offence, by its number; an offence without one has ''. */
const typesOf = async (...numbers: readonly number[]) => {
  const ids = numbers.map((number) => `force:${number}`);
  const rows = await graph.read('records/find-offences', { ids, visible: ['OFFICIAL', 'SECRET'] });
  return ids.map((id) =>
    rows
      .filter((row) => row.id === id)
      .map(({ typeCode }) => typeCode ?? '')
      .join('+'),
  );
};

beforeEach(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

describe('the queue of codes without an offence type', () => {
  it('lists each with its title and how often it occurs, most frequent first, and why', async () => {
    await importOffences([
      'X9,Odd thing,',
      'X9,Odd thing,',
      'X9,Odd thing,',
      ',Infanticide,',
      ',,',
      '8N,,',
      'Y1,,',
    ]);
    expect(await queue()).toEqual([
      ['X9', 'Odd thing', 'UNMATCHED', 3],
      [null, 'Infanticide', 'AMBIGUOUS', 1],
      ['Y1', null, 'UNMATCHED', 1],
      [null, null, 'UNSTATED', 1],
    ]);
  });

  it('can be read page by page without losing or repeating an entry', async () => {
    await importOffences(['A1,,', 'B1,,', 'B1,,', 'C1,,', 'D1,,', ',,']);
    const seen: (string | null | undefined)[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof unmatchedOffenceCodes>> = await unmatchedOffenceCodes(graph, {
        first: 2,
        after,
        visible,
      });
      seen.push(...page.edges.map(({ node }) => node.code ?? null));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen[0]).toBe('B1');
    expect(seen.map(String).sort()).toEqual(['A1', 'B1', 'C1', 'D1', 'null']);
  });

  it('neither shows nor counts offences above the reader', async () => {
    await importOffences(['X9,,', 'X9,,SECRET', 'Z9,,SECRET']);
    expect(await queue()).toEqual([['X9', null, 'UNMATCHED', 1]]);
    expect(await queue(['OFFICIAL', 'SECRET'])).toEqual([
      ['X9', null, 'UNMATCHED', 2],
      ['Z9', null, 'UNMATCHED', 1],
    ]);
  });

  it('refuses a page of 201 and a cursor that is not its own', async () => {
    await expect(unmatchedOffenceCodes(graph, { first: 201, visible })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(unmatchedOffenceCodes(graph, { first: 1, after: 'x', visible })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});

describe('a decision on what a code means', () => {
  it('gives the type to every offence that waits for it, however it spelt the code, and to later ones', async () => {
    await importOffences(['888/01,,', '88801,,', '888/1,,', '888/02,,']);
    const before = await currentVersion(graph, visible);
    expect(await mapOffenceCode(graph, { code: '888/1', type: '8n', ...decided })).toBe(3);
    expect(await typesOf(1, 2, 3, 4)).toEqual(['8N', '8N', '8N', '']);
    expect(await currentVersion(graph, visible)).toBeGreaterThan(before);
    expect(await queue()).toEqual([['888/02', null, 'UNMATCHED', 1]]);
    await importOffences(['888/01,,', '88801,,', '888/1,,', '888/02,,', '888/01,later,'], '2023-07-31');
    expect(await typesOf(5)).toEqual(['8N']);
  });

  it('on a title frees it from being ambiguous, and leaves offences with another code mapping alone', async () => {
    await importOffences([',Infanticide,', 'X9,INFANTICIDE,', 'Q1,Infanticide,']);
    await mapOffenceCode(graph, { code: 'Q1', type: '8Q', ...decided });
    expect(await mapOffenceCode(graph, { title: ' infanticide ', type: '4.2', ...decided })).toBe(2);
    expect(await typesOf(1, 2, 3)).toEqual(['4.2', '4.2', '8Q']);
  });

  it('may be revised: the offences follow, each with one type', async () => {
    await importOffences(['X9,,', 'X9,,SECRET', '8N,,']);
    await mapOffenceCode(graph, { code: 'X9', type: '8N', ...decided });
    expect(await mapOffenceCode(graph, { code: 'X9', type: '8Q', ...decided })).toBe(2);
    expect(await typesOf(1, 2, 3)).toEqual(['8Q', '8Q', '8N']);
    expect(await mapOffenceCode(graph, { code: 'X9', type: '8Q', ...decided })).toBe(2);
    expect(await typesOf(1, 2, 3)).toEqual(['8Q', '8Q', '8N']);
  });

  it('needs a reason, a type that exists, and either a code or a title', async () => {
    const map = (more: object) => mapOffenceCode(graph, { type: '8N', ...decided, ...more });
    await expect(map({ code: 'X9', reason: 'because' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(map({ code: 'X9', type: 'nope' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(map({})).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(map({ code: 'X9', title: 'Odd' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
