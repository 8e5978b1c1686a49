import { createReadStream, existsSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock, Config } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from '../graph/index.ts';
import type { ServerConnection } from '../neo4j/index.ts';
import { AUDIT, filesBelow } from './homeFiles.ts';
import { keyIds, keysOf, writeKeysFile } from './keys.ts';
import { DUMP, MANIFEST, type Manifest, manifestOf, type Part } from './manifest.ts';
import { describeStore } from './repository.ts';
import { writeArchive } from './writeArchive.ts';

export interface BackupRequest {
  readonly path: string;
  /** Where the keys go, if anywhere; they are never in the archive. */
  readonly keysPath?: string | undefined;
  readonly config: Pick<Config, 'home' | 'pseudonymKey'>;
  readonly clock: Clock;
}

/**
 * Writes the store of this home, and what of the audit stands outside it, into one archive: its server is stopped for
 * as long as that takes. Where it fails, neither archive nor keys are left behind.
 * @returns the archive's manifest
 * @throws LinchpinError CONFLICT where a file is there already, or another process uses the store; DISK_FULL
 */
export async function makeBackup(
  graph: Graph,
  dumpStore: NonNullable<ServerConnection['dumpStore']>,
  { path, keysPath, config, clock }: BackupRequest,
): Promise<Manifest> {
  for (const file of [path, keysPath])
    if (file !== undefined && existsSync(file))
      throw new LinchpinError('CONFLICT', `${file} is there already. Name another file.`);
  const { home } = config;
  let content: Omit<Manifest, 'format' | 'formatVersion' | 'linchpin' | 'parts'> | undefined;
  let manifest: Manifest | undefined;
  let keysAreOurs = false;
  const steps: Parameters<typeof dumpStore>[0] = {
    ready: async (storeBytes) => {
      await mustFit(path, storeBytes);
      const keys = await keysOf(home);
      if (keysPath !== undefined) {
        await writeKeysFile(keysPath, keys);
        keysAreOurs = true;
      }
      content = {
        ...(await describeStore(graph)),
        madeAt: clock.now().toISOString(),
        storeBytes,
        keyIds: keyIds(config, keys),
      };
    },
    work: async (dump) => {
      if (content === undefined) throw new LinchpinError('INTERNAL', 'The store was not looked at.');
      const archive = await writeArchive(path);
      try {
        const parts: Part[] = [];
        await dump(async (output) => void parts.push(await archive.add(DUMP, output)));
        for (const name of await filesBelow(home, AUDIT))
          parts.push(await archive.add(name, createReadStream(join(home, name))));
        const made = manifestOf({ ...content, parts });
        await archive.finish(MANIFEST, `${JSON.stringify(made, null, 2)}\n`);
        manifest = made;
      } catch (error) {
        await archive.abandon();
        throw error;
      }
    },
  };
  try {
    await dumpStore(steps);
  } catch (error) {
    // Keys without an archive are of no use to anybody but a thief.
    if (keysAreOurs && manifest === undefined && keysPath !== undefined) await rm(keysPath, { force: true });
    throw error;
  }
  if (manifest === undefined) throw new LinchpinError('INTERNAL', 'The store was not dumped.');
  return manifest;
}

/** @throws LinchpinError DISK_FULL, NOT_FOUND where the folder of a file is not there */
async function mustFit(path: string, bytes: number): Promise<void> {
  const folder = dirname(path);
  const { bavail, bsize } = await statfs(folder).catch((cause: unknown) => {
    throw new LinchpinError('NOT_FOUND', `There is no folder ${folder}. Make it first.`, { cause });
  });
  if (bavail * bsize >= bytes) return;
  const megabytes = (size: number) => `${Math.ceil(size / 1e6)} MB`;
  throw new LinchpinError(
    'DISK_FULL',
    `The backup may need ${megabytes(bytes)}, and ${folder} has ${megabytes(bavail * bsize)}. Free some, or name a file on another disk.`,
  );
}
