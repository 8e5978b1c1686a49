import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Config } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from '../graph/index.ts';
import { restoreDump } from '../neo4j/index.ts';
import { AUDIT, filesBelow, KEYS, writeHomeFile } from './homeFiles.ts';
import { type Keys, keyIds, readKeysFile } from './keys.ts';
import { DUMP, type Manifest } from './manifest.ts';
import { readArchive } from './readArchive.ts';
import { describeStore } from './repository.ts';

export interface RestoreRequest {
  readonly path: string;
  readonly keysPath?: string | undefined;
  readonly config: Pick<Config, 'home' | 'neo4j' | 'pseudonymKey'>;
  readonly onProgress: (message: string) => void;
}

/** What came of a restore. */
export interface Restored {
  readonly manifest: Manifest;
  /** Keys that the store was used with and this home has not, or has others. */
  readonly missingKeys: readonly string[];
}

/**
 * Makes the store of an empty home from a backup. Everything of it is read and compared with its manifest before
 * anything is touched.
 * @throws LinchpinError CONFLICT where the home holds anything; BAD_INPUT, SCHEMA_MISMATCH as `readArchive`; BAD_INPUT
 * for keys of another store; DISK_FULL, MISSING_TOOL
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { path, keysPath, config, onProgress } = request;
  const { home, neo4j } = config;
  onProgress(`checking ${path}`);
  const archive = await readArchive(path);
  const { manifest } = archive;
  try {
    const keys = keysPath === undefined ? {} : await readKeysFile(keysPath);
    const missingKeys = missing(manifest, keyIds(config, keys));
    if (keysPath !== undefined && missingKeys.some((name) => name in keys))
      throw new LinchpinError(
        'BAD_INPUT',
        `${keysPath} holds other keys than ${path} was made with (${missingKeys.join(', ')}). Nothing was touched.`,
      );
    await mkdir(home, { recursive: true });
    await mustFit(home, manifest.storeBytes);
    await restoreDump(
      { home, neo4j, onProgress },
      {
        clear: (resumed) => clear(home, resumed),
        dump: () => archive.open(DUMP),
        settle: async () => {
          for (const { name } of manifest.parts)
            if (name.startsWith(`${AUDIT}/`))
              await writeHomeFile(home, name, await buffer(await archive.open(name)));
          await writeKeys(home, keys);
        },
      },
    );
    return { manifest, missingKeys };
  } finally {
    archive.close();
  }
}

/**
 * Compares the restored store with the manifest, before anybody changes it.
 * @throws LinchpinError CONFLICT where it holds more or less
 */
export async function mustHold(graph: Graph, manifest: Manifest): Promise<void> {
  const { nodes, relationships } = await describeStore(graph);
  if (nodes === manifest.nodes && relationships === manifest.relationships) return;
  throw new LinchpinError(
    'CONFLICT',
    `The store holds ${nodes} nodes and ${relationships} relationships, its backup ${manifest.nodes} and ${manifest.relationships}. Do not use it: restore another backup into a new home.`,
  );
}

const missing = ({ keyIds: wanted }: Manifest, has: Readonly<Record<string, string>>) =>
  Object.keys(wanted).filter((name) => has[name] !== wanted[name]);

async function writeKeys(home: string, keys: Keys): Promise<void> {
  for (const [name, text] of Object.entries(keys))
    await writeHomeFile(home, `${KEYS}/${name}`, Buffer.from(text));
}

/** What a killed restore has left in a home that was empty before it is removed. */
async function clear(home: string, resumed: boolean): Promise<void> {
  for (const folder of [AUDIT, KEYS]) {
    if (resumed) await rm(join(home, folder), { recursive: true, force: true });
    const [found] = await filesBelow(home, folder);
    if (found !== undefined)
      throw new LinchpinError(
        'CONFLICT',
        `${home} is not empty: it has ${found}. Set LINCHPIN_HOME to a new folder and restore into that.`,
      );
  }
}

async function mustFit(home: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize < bytes)
    throw new LinchpinError(
      'DISK_FULL',
      `The store needs ${Math.ceil(bytes / 1e6)} MB, and ${home} has ${Math.ceil((bavail * bsize) / 1e6)} MB. Free some, or set LINCHPIN_HOME to another disk.`,
    );
}
