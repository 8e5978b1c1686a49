import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Graph, migrate } from '../../../src/graph/index.ts';
import { readMigrations } from '../../../src/graph/readMigrations.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';

const folders: string[] = [];
let graph: Graph;
/** The product's own migrations are forgotten, so that a folder of the test starts at 1. */
beforeEach(async () => {
  graph = await testGraph();
  await rawCypher(graph, 'MATCH (m:Migration) DELETE m');
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-migrations-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
const FIRST = "CREATE (:Trial {id: 'first'});\n";
const SECOND = "CREATE (:Trial {id: 'second'});\n";
const trials = async () =>
  (await rawCypher(graph, 'MATCH (t:Trial) RETURN t.id AS id ORDER BY id')).map(({ id }) => id);

describe('migrations', () => {
  it('are applied once, in order, and new ones after them', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST });
    expect(await migrate(graph, { folder })).toEqual(['V001__first.cypher']);
    expect(await migrate(graph, { folder })).toEqual([]);
    await writeFile(join(folder, 'V002__second.cypher'), SECOND);
    expect(await migrate(graph, { folder })).toEqual(['V002__second.cypher']);
    expect(await trials()).toEqual(['first', 'second']);
  });

  it('are applied once when two services start together', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST, 'V002__second.cypher': SECOND });
    const applied = await Promise.all([migrate(graph, { folder }), migrate(graph, { folder })]);
    expect(applied.map((files) => files.length).sort()).toEqual([0, 2]);
    expect(await trials()).toEqual(['first', 'second']);
  });

  it('are only named in a dry run', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST });
    expect(await migrate(graph, { folder, dryRun: true })).toEqual(['V001__first.cypher']);
    expect(await trials()).toEqual([]);
    expect(await rawCypher(graph, 'MATCH (m:Migration) RETURN m.version')).toEqual([]);
  });

  it('may hold schema and data, which share no transaction', async () => {
    const text = `CREATE CONSTRAINT trial_id IF NOT EXISTS FOR (t:Trial) REQUIRE t.id IS UNIQUE;\n${FIRST}DROP CONSTRAINT trial_id;\n${SECOND}`;
    const folder = await folderOf({ 'V001__mixed.cypher': text });
    expect(readMigrations(folder)[0]?.statements.map(({ sort }) => sort)).toEqual([
      'schema',
      'data',
      'schema',
      'data',
    ]);
    await migrate(graph, { folder });
    expect(await trials()).toEqual(['first', 'second']);
  });

  it('that failed are not taken for applied, and the lease is free again', async () => {
    const folder = await folderOf({ 'V001__wrong.cypher': 'CREATE (;\n' });
    await expect(migrate(graph, { folder })).rejects.toMatchObject({ code: 'INTERNAL' });
    await writeFile(join(folder, 'V001__wrong.cypher'), FIRST);
    expect(await migrate(graph, { folder })).toEqual(['V001__wrong.cypher']);
  });

  it('refuse a store whose migration has changed since, and name the file', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST });
    await migrate(graph, { folder });
    await writeFile(join(folder, 'V001__first.cypher'), SECOND);
    await expect(migrate(graph, { folder })).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining('V001__first.cypher has changed'),
    });
    expect(await trials()).toEqual(['first']);
  });

  it('refuse a store whose migration was renamed since', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST });
    await migrate(graph, { folder });
    const renamed = await folderOf({ 'V001__other_name.cypher': FIRST });
    await expect(migrate(graph, { folder: renamed })).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining('V001__other_name.cypher'),
    });
  });

  it('refuse a store that has one which is not there any more', async () => {
    const folder = await folderOf({ 'V001__first.cypher': FIRST, 'V002__second.cypher': SECOND });
    await migrate(graph, { folder });
    await rm(join(folder, 'V002__second.cypher'));
    await expect(migrate(graph, { folder })).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining('migration 2 (second)'),
    });
  });

  it.each([
    ['a gap', { 'V001__first.cypher': FIRST, 'V003__third.cypher': SECOND }, 'expected V2'],
    [
      'a repeated number',
      { 'V001__first.cypher': FIRST, 'V1__again.cypher': SECOND },
      'without gap or repetition',
    ],
    ['a name that is none', { 'first.cypher': FIRST }, 'must be named'],
  ])('refuse %s before anything is applied', async (_what, files, words) => {
    const folder = await folderOf(files);
    await expect(migrate(graph, { folder })).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining(words),
    });
    expect(await trials()).toEqual([]);
  });
});
