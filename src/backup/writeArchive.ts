import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Part } from './manifest.ts';

/** An archive that is being written beside its name. */
export interface ArchiveWriter {
  /** @returns how many bytes it was, and their digest */
  add(name: string, content: Readable): Promise<Part>;
  /** Writes the last file, and gives the archive its name once all of it would survive a loss of power. */
  finish(name: string, content: string): Promise<void>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/**
 * Begins a zip at `path`, readable to its owner only. Until it is finished it stands beside its name, as
 * `<path>.partial`: one that was killed leaves nothing that looks complete.
 * @throws LinchpinError DISK_FULL
 */
export async function writeArchive(path: string): Promise<ArchiveWriter> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  const zip = new ZipFile();
  const file = createWriteStream(partial, { mode: 0o600, flags: 'wx' });
  const written = pipeline(zip.outputStream, file);
  // A failure is met where it is awaited.
  written.catch(() => undefined);
  const orFull = (error: unknown): never => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new LinchpinError('DISK_FULL', `No space is left for ${path}; nothing was kept. Free some.`, {
        cause: error,
      });
    throw error;
  };
  return {
    add: async (name, content) => {
      const meter = metered();
      // What comes from the server's tool is packed already.
      zip.addReadStream(meter.through, name, { compress: false });
      const through = pipeline(content, meter.through);
      await Promise.race([
        Promise.all([through, finished(meter.through)]),
        written.then(() => Promise.reject(new Error('the archive was closed'))),
      ]).catch(orFull);
      return { name, ...meter.result() };
    },
    finish: async (name, content) => {
      zip.addBuffer(Buffer.from(content), name);
      zip.end();
      await written.catch(orFull);
      await sync(partial);
      await rename(partial, path);
      await sync(dirname(path));
    },
    abandon: async () => {
      file.destroy();
      await written.catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}

/** Lets bytes through, counts them and makes their digest. */
export function metered() {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
