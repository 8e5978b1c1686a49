import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../src/backup/index.ts';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import type { ServerConnection } from '../../../src/neo4j/index.ts';

type DumpStore = NonNullable<ServerConnection['dumpStore']>;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-backup-'));
  await mkdir(join(folder, 'home', 'keys'), { recursive: true });
  await writeFile(join(folder, 'home', 'keys', 'development-audit.key'), 'a key of the audit');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const graph = { read: async () => [] } as unknown as Graph;
const backup = (dumpStore: DumpStore) =>
  makeBackup(graph, dumpStore, {
    path: join(folder, 'b.zip'),
    keysPath: join(folder, 'b.keys'),
    config: { home: join(folder, 'home') },
    clock: systemClock,
  });
const left = async () => (await readdir(folder)).filter((name) => name !== 'home').sort();
const dumping: DumpStore = async ({ ready, work }) => {
  await ready(1);
  await work((output) => output(Readable.from(['a store'])));
};

describe('a backup', () => {
  it('leaves its archive and, apart from it, the keys', async () => {
    await backup(dumping);
    expect(await left()).toEqual(['b.keys', 'b.zip']);
    expect(await readFile(join(folder, 'b.keys'), 'utf8')).toContain('a key of the audit');
  });

  it.each<[string, DumpStore]>([
    [
      'before the server is stopped',
      async ({ ready }) => {
        await ready(1);
        throw new Error('the server does not stop');
      },
    ],
    [
      'in the middle of its dump',
      async ({ ready, work }) => {
        await ready(1);
        await work(() => Promise.reject(new Error('the dump broke')));
      },
    ],
    ['for want of room', ({ ready }) => ready(Number.MAX_SAFE_INTEGER)],
  ])('that fails %s leaves no keys', async (_when, dumpStore) => {
    await expect(backup(dumpStore)).rejects.toThrow();
    expect(await left()).toEqual([]);
  });

  it('that is whole is kept with its keys, though the server does not start again', async () => {
    const stuck: DumpStore = async (steps) => {
      await dumping(steps);
      throw new Error('the server does not start');
    };
    await expect(backup(stuck)).rejects.toThrow('does not start');
    expect(await left()).toEqual(['b.keys', 'b.zip']);
  });

  it('takes away no keys that were there before', async () => {
    await writeFile(join(folder, 'b.keys'), 'of another backup');
    await expect(backup(dumping)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readFile(join(folder, 'b.keys'), 'utf8')).toBe('of another backup');
  });
});
