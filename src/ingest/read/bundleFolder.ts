import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { unpackZip } from './unpackZip.ts';

export interface FileOnDisk {
  readonly path: string;
  readonly bytes: number;
}

/** The files of a bundle on disk, unpacked where it was a zip. */
export interface BundleFolder {
  /**
   * Name of the folder, or of the zip without its ending: the source's name where no manifest gives one. Absent where
   * the zip has a name of our own making.
   */
  readonly name: string | undefined;
  readonly files: ReadonlyMap<string, FileOnDisk>;
}

/**
 * Finds the files of a folder, or unpacks a zip into `workDirectory`.
 * @throws LinchpinError NOT_A_BUNDLE where there is nothing to read, BAD_BUNDLE for a zip that is not safe to unpack,
 * DISK_FULL, CANCELLED
 */
export async function openFolder(
  path: string,
  workDirectory: string,
  {
    signal,
    unnamed = false,
  }: { readonly signal?: AbortSignal | undefined; readonly unnamed?: boolean | undefined },
): Promise<BundleFolder> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new LinchpinError(
      'NOT_A_BUNDLE',
      `${path} does not exist. Name a folder of CSV files, or a zip of it.`,
    );
  if (found.isDirectory()) return { name: basename(resolve(path)), files: await filesOf(path) };
  const folder = join(workDirectory, 'unpacked');
  await mkdir(folder, { recursive: true });
  const inside = await unpackZip(path, folder, signal);
  const own = unnamed ? undefined : basename(path).replace(/\.zip$/i, '');
  return { name: inside ?? own, files: await filesOf(folder) };
}

async function filesOf(folder: string): Promise<ReadonlyMap<string, FileOnDisk>> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new LinchpinError('NOT_A_BUNDLE', `${folder} cannot be listed. Check who may read it.`, { cause });
  });
  const files = new Map<string, FileOnDisk>();
  for (const name of names.sort()) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true && !name.startsWith('.')) files.set(name, { path, bytes: found.size });
  }
  return files;
}
