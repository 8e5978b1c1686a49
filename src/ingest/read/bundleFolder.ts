import { createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, RATIO_APPLIES_FROM_BYTES } from './limits.ts';

/** The files of a bundle on disk, unpacked where it was a zip. */
export interface BundleFolder {
  /** Name of the folder or zip without its ending: the source's name where no manifest gives one. */
  readonly name: string;
  readonly files: ReadonlyMap<string, { readonly path: string; readonly bytes: number }>;
}

/**
 * Finds the files of a folder, or unpacks a zip into `workDirectory`.
 * @throws LinchpinError NOT_A_BUNDLE where there is nothing to read, BAD_BUNDLE for a zip that is not safe to unpack
 */
export async function openFolder(path: string, workDirectory: string): Promise<BundleFolder> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new LinchpinError('NOT_A_BUNDLE', `${path} does not exist.`);
  if (found.isDirectory()) return { name: basename(path), files: await filesOf(path) };
  const folder = join(workDirectory, 'unpacked');
  await mkdir(folder, { recursive: true });
  await unpack(path, folder);
  return { name: basename(path).replace(/\.zip$/i, ''), files: await filesOf(folder) };
}

async function filesOf(folder: string) {
  const files = new Map<string, { path: string; bytes: number }>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(folder, entry.name);
    files.set(entry.name, { path, bytes: (await stat(path)).size });
  }
  return files;
}

async function unpack(path: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(path, { strictFileNames: true }).catch((cause: unknown) => {
    throw new LinchpinError('NOT_A_BUNDLE', `${path} is neither a folder nor a readable zip.`, { cause });
  });
  try {
    await unpackEntries(zip, path, folder);
  } catch (cause) {
    if (cause instanceof LinchpinError) throw cause;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')
      throw new LinchpinError('DISK_FULL', 'No space is left to unpack the zip; nothing was imported.', {
        cause,
      });
    const words = cause instanceof Error ? cause.message : 'unknown reason';
    throw new LinchpinError(
      'BAD_BUNDLE',
      `${path} cannot be unpacked: ${words}. Zip the bundle's files again.`,
      { cause },
    );
  } finally {
    zip.close();
  }
}

async function unpackEntries(zip: ZipFile, path: string, folder: string): Promise<void> {
  const packed = (await stat(path)).size;
  let unpacked = 0;
  let entries = 0;
  const seen = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    entries += 1;
    if (entries > MAX_ZIP_ENTRIES) throw unsafe(path, `it has more than ${MAX_ZIP_ENTRIES} entries`);
    if (entry.fileName.endsWith('/')) continue;
    refuseName(path, entry);
    const name = basename(entry.fileName);
    if (entry.fileName.startsWith('__MACOSX/') || name.startsWith('.')) continue;
    if (seen.has(name)) throw unsafe(path, `it holds two files named ${name}`);
    seen.add(name);
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        unpacked += chunk.length;
        const bomb = unpacked > RATIO_APPLIES_FROM_BYTES && unpacked > packed * MAX_UNPACK_RATIO;
        if (unpacked > MAX_UNPACKED_BYTES || bomb)
          done(unsafe(path, 'it unpacks to far more than a bundle holds'));
        else done(null, chunk);
      },
    });
    await pipeline(
      await zip.openReadStreamPromise(entry),
      meter,
      createWriteStream(join(folder, name), { flags: 'wx' }),
    );
  }
}

function refuseName(path: string, entry: Entry): void {
  const name = entry.fileName;
  // Upper half of the external attributes is the Unix mode; 0xA000 marks a symbolic link.
  const link = ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;
  const outside =
    name.startsWith('/') || name.includes('\\') || /^[a-z]:/i.test(name) || name.split('/').includes('..');
  if (link || outside) throw unsafe(path, `its entry "${name.slice(0, 100)}" points outside the bundle`);
  if (name.split('/').length > 2)
    throw unsafe(path, `its entry "${name.slice(0, 100)}" lies in a nested folder`);
}

function unsafe(path: string, problem: string): LinchpinError {
  return new LinchpinError(
    'BAD_BUNDLE',
    `${path} was refused: ${problem}. Zip the bundle's CSV files and manifest only.`,
  );
}
