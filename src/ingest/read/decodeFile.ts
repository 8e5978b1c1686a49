import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { LinchpinError } from '../../errors/LinchpinError.ts';

const CHUNK_BYTES = 256 * 1024;

/** What was read so far, for progress and for the digest of the file. */
export interface ReadMeter {
  bytes: number;
  readonly hash: Hash;
}

/**
 * The text of a UTF-8 file, piece by piece, with a byte order mark left in place.
 * @throws LinchpinError BAD_BUNDLE naming the row (about) where another encoding shows, CANCELLED
 */
export async function* decodeFile(
  name: string,
  path: string,
  meter: ReadMeter,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    if (signal?.aborted === true) throw new LinchpinError('CANCELLED', 'The import was cancelled.');
    if (meter.bytes === 0 && isUtf16(chunk)) throw encodingError(name, 0, 'UTF-16');
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw encodingError(name, await rowOf(path, meter.bytes, chunk), 'not UTF-8');
    }
    meter.hash.update(chunk);
    meter.bytes += chunk.length;
    yield text;
  }
  try {
    yield decoder.decode();
  } catch {
    throw encodingError(
      name,
      await rowOf(path, meter.bytes, Buffer.alloc(0)),
      'not UTF-8 (its last character is cut off)',
    );
  }
}

/** By its mark, or by every other byte of its beginning being nought. */
function isUtf16(chunk: Buffer): boolean {
  const [one, two] = chunk;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return true;
  const head = [...chunk.subarray(0, 64)];
  const nought = (parity: number) => head.every((byte, index) => index % 2 !== parity || byte === 0);
  return head.length >= 4 && (nought(0) || nought(1));
}

/** Lines before the first byte that is not UTF-8; the header is line 0, so that this is the number of its row. */
async function rowOf(path: string, before: number, chunk: Buffer): Promise<number> {
  let lines = 0;
  if (before > 0)
    for await (const part of createReadStream(path, { end: before - 1 }) as AsyncIterable<Buffer>)
      lines += count(part);
  const text = new TextDecoder('utf-8').decode(chunk);
  const wrong = text.indexOf('\uFFFD');
  return lines + count(Buffer.from(wrong < 0 ? text : text.slice(0, wrong)));
}

function count(part: Buffer): number {
  let lines = 0;
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
  return lines;
}

function encodingError(name: string, row: number, found: string): LinchpinError {
  const where = row > 0 ? ` (about row ${row})` : '';
  return new LinchpinError(
    'BAD_BUNDLE',
    `${name} is ${found}${where}. Save it again as "CSV UTF-8"; nothing was imported.`,
    { place: { file: name, row } },
  );
}
