import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { decodeFile, type ReadMeter } from './decodeFile.ts';
import { MAX_RECORD_BYTES } from './limits.ts';

/** One CSV file being read: its header first, then its rows; its digest when it has been read to the end. */
export interface CsvFile {
  readonly header: readonly string[];
  /** Cells of each row after the header, in order. */
  readonly rows: AsyncIterable<readonly string[]>;
  bytesRead(): number;
  digest(): string;
  close(): void;
}

/** What the parser's codes mean to whoever has to mend the file. */
const MEANING: ReadonlyMap<string, string> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', 'a quote is opened and never closed'],
  ['CSV_INVALID_CLOSING_QUOTE', 'text follows a closing quote (double the quotes inside a quoted cell)'],
  [
    'INVALID_OPENING_QUOTE',
    'a quote stands inside a cell that is not quoted (quote the whole cell, double the quotes inside)',
  ],
  [
    'CSV_MAX_RECORD_SIZE',
    `it is longer than ${MAX_RECORD_BYTES / 1024} kB: a cell is far too long, or a quote is never closed`,
  ],
]);

/**
 * Opens a UTF-8 CSV file (RFC 4180; byte order mark and CRLF accepted; blank lines are none) and reads its header.
 * @returns undefined for a file without any content
 * @throws LinchpinError BAD_BUNDLE naming file and row for another encoding, a quote that is not closed or a record that
 * is too long; so do `rows`
 */
export async function openCsv(
  name: string,
  path: string,
  signal?: AbortSignal,
): Promise<CsvFile | undefined> {
  const meter: ReadMeter = { bytes: 0, hash: createHash('sha256') };
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  const text = Readable.from(decodeFile(name, path, meter, signal), { objectMode: false });
  // Whichever ends first ends the other; what went wrong is met by whoever reads the records.
  pipeline(text, parser, () => undefined);
  const records: AsyncIterator<readonly string[]> = parser[Symbol.asyncIterator]();
  const next = async () => {
    try {
      return await records.next();
    } catch (error) {
      // The header is a record of its own, so the record being read is the row with this number.
      throw explain(name, error, parser.info.records);
    }
  };
  const first = await next();
  if (first.done === true) return undefined;
  return {
    header: first.value.map((cell) => cell.trim()),
    rows: { [Symbol.asyncIterator]: () => ({ next }) },
    bytesRead: () => meter.bytes,
    digest: () => meter.hash.digest('hex'),
    close: () => text.destroy(),
  };
}

function explain(name: string, error: unknown, row: number): unknown {
  if (error instanceof LinchpinError) return error;
  if (error instanceof CsvError)
    return new LinchpinError(
      'BAD_BUNDLE',
      `${name}, row ${row}: ${MEANING.get(error.code) ?? error.message}. Mend the row; nothing was imported.`,
      { place: { file: name, row }, cause: error },
    );
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EIO'].includes(code))
    return new LinchpinError(
      'BAD_BUNDLE',
      `${name} cannot be read (${code}). Check that it is there and may be read; nothing was imported.`,
      { place: { file: name }, cause: error },
    );
  return error;
}
