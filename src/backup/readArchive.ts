import { type Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry } from 'yauzl';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { metered } from './writeArchive.ts';

const MOST_ENTRIES = 100_000;
const MOST_MANIFEST_BYTES = 64 * 1024 * 1024;

/** A backup that is whole, as far as its own digests tell. */
export interface Archive {
  readonly manifest: Manifest;
  open(name: string): Promise<Readable>;
  close(): void;
}

/**
 * Opens a backup and reads all of it once, to compare every part with the manifest before anything is touched.
 * @throws LinchpinError BAD_INPUT where it is no backup, is damaged, or is of a newer version; SCHEMA_MISMATCH
 */
export async function readArchive(path: string): Promise<Archive> {
  const zip = await yauzl
    .openPromise(path, { strictFileNames: true, autoClose: false })
    .catch((cause: unknown) => {
      throw damaged(path, 'it is no readable archive', cause);
    });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      if (entries.size === MOST_ENTRIES || entries.has(entry.fileName))
        throw damaged(path, `it holds ${entry.fileName} twice, or too many files`);
      entries.set(entry.fileName, entry);
    }
    const open = (name: string): Promise<Readable> => {
      const entry = entries.get(name);
      if (entry === undefined) throw damaged(path, `${name} is missing`);
      return zip.openReadStreamPromise(entry);
    };
    if ((entries.get(MANIFEST)?.uncompressedSize ?? 0) > MOST_MANIFEST_BYTES)
      throw damaged(path, `its ${MANIFEST} is too large`);
    const manifest = readManifest(path, await text(await open(MANIFEST)));
    const names = new Set([MANIFEST, ...manifest.parts.map(({ name }) => name)]);
    const stranger = [...entries.keys()].find((name) => !names.has(name));
    if (stranger !== undefined) throw damaged(path, `its ${MANIFEST} does not speak of ${stranger}`);
    for (const { name, bytes, sha256 } of manifest.parts) {
      const found = await digestOf(await open(name)).catch((cause: unknown) => {
        throw damaged(path, `${name} cannot be read`, cause);
      });
      if (found.bytes !== bytes || found.sha256 !== sha256)
        throw damaged(path, `${name} is not what its ${MANIFEST} says`);
    }
    return { manifest, open, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function digestOf(content: Readable) {
  const meter = metered();
  await pipeline(content, meter.through, new Writable({ write: (_chunk, _encoding, done) => done() }));
  return meter.result();
}

function damaged(path: string, how: string, cause?: unknown): LinchpinError {
  return new LinchpinError(
    'BAD_INPUT',
    `${path} cannot be restored: ${how}. Nothing was touched. Take another copy of it, or another backup.`,
    { cause },
  );
}
