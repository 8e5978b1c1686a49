import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { MAX_UNPACK_RATIO, MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, RATIO_APPLIES_FROM_BYTES } from './limits.ts';

/**
 * Unpacks the files of a zip's top level, or of the one folder that holds everything, into `folder`; what lies deeper
 * is no part of a bundle and stays packed. Names that lead outside (`../`, absolute, backslashes, drives), symbolic
 * links and bombs are refused before anything of them is read.
 * @returns the name of that one folder, if there is one
 * @throws LinchpinError NOT_A_BUNDLE (no zip), BAD_BUNDLE (refused or damaged), DISK_FULL, CANCELLED
 */
export async function unpackZip(
  path: string,
  folder: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const zip = await yauzl
    .openPromise(path, { strictFileNames: true, autoClose: false })
    .catch((cause: unknown) => {
      throw new LinchpinError(
        'NOT_A_BUNDLE',
        `${path} is neither a folder nor a readable zip. Zip the bundle's folder again.`,
        { cause },
      );
    });
  try {
    const entries = await safeEntries(zip, path);
    const top = topFolder(entries);
    const prefix = top === undefined ? '' : `${top}/`;
    const meter = { packed: (await stat(path)).size, unpacked: 0 };
    for (const entry of entries) {
      const name = entry.fileName.slice(prefix.length);
      if (name.includes('/') || name.startsWith('.')) continue;
      await unpackEntry(zip, entry, join(folder, name), meter, path, signal);
    }
    return top;
  } catch (cause) {
    throw explain(path, cause, signal);
  } finally {
    zip.close();
  }
}

/** Every file of the zip, once all of their names are known to be harmless. */
async function safeEntries(zip: ZipFile, path: string): Promise<readonly Entry[]> {
  const entries = new Map<string, Entry>();
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > MAX_ZIP_ENTRIES) throw refused(path, `it has more than ${MAX_ZIP_ENTRIES} entries`);
    refuseName(path, entry);
    if (entry.fileName.endsWith('/') || entry.fileName.startsWith('__MACOSX/')) continue;
    if (entries.has(entry.fileName)) throw refused(path, `it holds two files named ${shown(entry.fileName)}`);
    entries.set(entry.fileName, entry);
  }
  return [...entries.values()];
}

function topFolder(entries: readonly Entry[]): string | undefined {
  const tops = new Set(
    entries.map(({ fileName }) => (fileName.includes('/') ? fileName.split('/')[0] : undefined)),
  );
  const [top] = tops;
  return tops.size === 1 ? top : undefined;
}

function refuseName(path: string, entry: Entry): void {
  const name = entry.fileName;
  // Upper half of the external attributes is the Unix mode; 0xA000 marks a symbolic link.
  const link = ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;
  const outside =
    name.startsWith('/') || name.includes('\\') || /^[a-z]:/i.test(name) || name.split('/').includes('..');
  if (link || outside) throw refused(path, `its entry "${shown(name)}" points outside the bundle`);
}

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  target: string,
  meter: { readonly packed: number; unpacked: number },
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      meter.unpacked += chunk.length;
      const bomb =
        meter.unpacked > RATIO_APPLIES_FROM_BYTES && meter.unpacked > meter.packed * MAX_UNPACK_RATIO;
      if (meter.unpacked > MAX_UNPACKED_BYTES || bomb)
        done(refused(path, 'it unpacks to far more than a bundle holds'));
      else done(null, chunk);
    },
  });
  const packed = await zip.openReadStreamPromise(entry);
  const file = createWriteStream(target, { flags: 'wx' });
  await (signal === undefined
    ? pipeline(packed, measure, file)
    : pipeline(packed, measure, file, { signal }));
}

function explain(path: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true)
    return new LinchpinError('CANCELLED', 'The import was cancelled; nothing was imported.', { cause });
  // A disk that is full is told apart by the caller.
  if (cause instanceof LinchpinError || (cause instanceof Error && 'syscall' in cause)) return cause;
  const words = cause instanceof Error ? cause.message : 'unknown reason';
  if (/relative path|absolute path|invalid characters in fileName/.test(words)) return refused(path, words);
  return new LinchpinError(
    'BAD_BUNDLE',
    `${path} cannot be unpacked: ${words}. Zip the bundle's files again.`,
    {
      cause,
    },
  );
}

function shown(name: string): string {
  return name.slice(0, 100);
}

function refused(path: string, problem: string): LinchpinError {
  return new LinchpinError(
    'BAD_BUNDLE',
    `${path} was refused: ${problem}. Zip the bundle's CSV files and manifest only.`,
  );
}
