import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Folders of a home, beside its store, that belong to it: heads and anchors of the audit, and the keys. */
export const AUDIT = 'audit';
export const KEYS = 'keys';

/** Files below a folder of the home, as `audit/...` with slashes, in order; none where there is no such folder. */
export async function filesBelow(home: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(home, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Writes a file of the home that only its owner may read, and is not there yet. */
export async function writeHomeFile(home: string, name: string, content: Buffer): Promise<void> {
  const path = join(home, ...name.split('/'));
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, content, { mode: 0o600, flag: 'wx', flush: true });
}
