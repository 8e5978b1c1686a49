import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { MAX_RECORD_BYTES } from './limits.ts';

export interface CsvRow {
  /** 1 = first row after the header. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** One CSV file being read: its header first, then its rows; its digest when it has been read to the end. */
export interface CsvFile {
  readonly header: readonly string[];
  readonly rows: AsyncGenerator<CsvRow>;
  bytesRead(): number;
  digest(): string;
}

/**
 * Opens a UTF-8 CSV file (RFC 4180; byte order mark and CRLF accepted) and reads its header.
 * @returns undefined for a file without any content
 * @throws LinchpinError BAD_BUNDLE naming file and row for another encoding, a quote that is not closed, a record that
 * is too long, or a header with a name twice
 */
export async function openCsv(
  name: string,
  path: string,
  signal?: AbortSignal,
): Promise<CsvFile | undefined> {
  const hash = createHash('sha256');
  const meter = { bytes: 0 };
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const text = Readable.from(
    decoded(name, path, hash, meter, () => parser.info.records, signal),
    { objectMode: false },
  );
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  const records: AsyncIterator<string[]> = parser[Symbol.asyncIterator]();
  const next = async () => {
    try {
      return await records.next();
    } catch (error) {
      throw explain(name, error, parser.info.records);
    }
  };
  const first = await next();
  if (first.done === true) return undefined;
  const header = first.value.map((cell) => cell.trim());
  const twice = header.find((column, index) => column !== '' && header.indexOf(column) !== index);
  if (twice !== undefined)
    throw new LinchpinError(
      'BAD_BUNDLE',
      `${name}: the header names the column "${twice}" twice. Rename one of them.`,
      {
        place: { file: name, row: 0, column: twice },
      },
    );
  async function* rows(): AsyncGenerator<CsvRow> {
    try {
      for (let row = 1; ; row += 1) {
        const record = await next();
        if (record.done === true) return;
        yield { row, cells: record.value };
      }
    } finally {
      text.destroy();
    }
  }
  return { header, rows: rows(), bytesRead: () => meter.bytes, digest: () => hash.digest('hex') };
}

async function* decoded(
  name: string,
  path: string,
  hash: Hash,
  meter: { bytes: number },
  recordsSoFar: () => number,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let start = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    if (signal?.aborted === true) throw new LinchpinError('CANCELLED', 'The import was cancelled.');
    if (start && isUtf16(chunk)) throw encodingError(name, 0, 'UTF-16');
    start = false;
    hash.update(chunk);
    meter.bytes += chunk.length;
    try {
      yield decoder.decode(chunk, { stream: true });
    } catch {
      throw encodingError(name, recordsSoFar(), 'not UTF-8');
    }
  }
  try {
    yield decoder.decode();
  } catch {
    throw encodingError(name, recordsSoFar(), 'not UTF-8');
  }
}

function isUtf16(chunk: Buffer): boolean {
  const [one, two] = [chunk[0], chunk[1]];
  return (
    (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff) || chunk.subarray(0, 64).includes(0)
  );
}

function encodingError(name: string, row: number, found: string): LinchpinError {
  const where = row > 0 ? ` (about row ${row})` : '';
  return new LinchpinError(
    'BAD_BUNDLE',
    `${name} is ${found}${where}. Save it again as "CSV UTF-8"; nothing was imported.`,
    { place: { file: name, row } },
  );
}

function explain(name: string, error: unknown, records: number): unknown {
  if (error instanceof LinchpinError) return error;
  // The header is a record of its own, so the record being read is the row with this number.
  const row = records;
  if (!(error instanceof CsvError)) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      return new LinchpinError('BAD_BUNDLE', `${name} cannot be opened (${code}).`, { cause: error });
    return error;
  }
  const meaning: Readonly<Record<string, string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
    CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote (double the quotes inside a quoted cell)',
    INVALID_OPENING_QUOTE:
      'a quote stands inside a cell that is not quoted (quote the whole cell, double the quotes inside)',
    CSV_MAX_RECORD_SIZE: `it is longer than ${MAX_RECORD_BYTES / 1024} kB: a cell is far too long, or a quote is never closed`,
  };
  const problem = meaning[error.code] ?? error.message;
  return new LinchpinError(
    'BAD_BUNDLE',
    `${name}, row ${row}: ${problem}. Mend the row; nothing was imported.`,
    {
      place: { file: name, row },
      cause: error,
    },
  );
}
