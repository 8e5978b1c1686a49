import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the audit of one store keeps what must not stand in its database: `<home>/audit/<store>`. */
export interface AuditFolder {
  readonly store: string;
  readonly heads: string;
  readonly anchors: string;
}

/** A head file that a process writes, and one whose process has left it in good order. */
const WRITTEN = '.head';
const IDLE = '.idle';

export function auditFolderOf(home: string, store: string): AuditFolder {
  const folder = join(home, 'audit', store);
  return { store, heads: join(folder, 'heads'), anchors: join(folder, 'anchors') };
}

export async function makeAuditFolder(folder: AuditFolder): Promise<void> {
  for (const path of [folder.heads, folder.anchors]) await mkdir(path, { recursive: true, mode: 0o700 });
}

/** Stores other than this one that this home has kept an audit of. */
export async function otherStores(home: string, store: string): Promise<readonly string[]> {
  return (await namesIn(join(home, 'audit'))).filter((name) => name !== store);
}

/** The chains that have a head here. */
export async function headsIn(folder: AuditFolder): Promise<readonly string[]> {
  const names = (await namesIn(folder.heads)).filter((name) => name.endsWith(WRITTEN) || name.endsWith(IDLE));
  return [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('.'))))];
}

export const headPath = (folder: AuditFolder, instance: string) =>
  join(folder.heads, `${instance}${WRITTEN}`);
export const idlePath = (folder: AuditFolder, instance: string) => join(folder.heads, `${instance}${IDLE}`);

/** Takes over chains that were left in good order, one after the other: of two processes only one gets each. */
export async function* takeIdle(folder: AuditFolder): AsyncGenerator<string> {
  for (const name of await namesIn(folder.heads)) {
    if (!name.endsWith(IDLE)) continue;
    const instance = name.slice(0, -IDLE.length);
    try {
      await rename(idlePath(folder, instance), headPath(folder, instance));
    } catch {
      // Another process was quicker.
      continue;
    }
    yield instance;
  }
}

/** Leaves a chain to whoever comes next. */
export const leaveIdle = (folder: AuditFolder, instance: string) =>
  rename(headPath(folder, instance), idlePath(folder, instance));

/** Makes names that were made or changed in a folder survive a loss of power. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** In order; none where there is no such folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch {
    return [];
  }
}
