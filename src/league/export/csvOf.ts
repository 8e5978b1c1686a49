import { stringify } from 'csv-stringify/sync';
import type { RunSheet } from './RunSheet.ts';

/** What each row of a file carries, beside its own cells. */
export type CsvSheet = Pick<
  RunSheet,
  'run' | 'edition' | 'marking' | 'reader' | 'at' | 'statements' | 'list'
>;

/**
 * A list as one CSV file (RFC 4180, UTF-8 with a byte order mark, for spreadsheets): each row carries the run, the
 * edition, the marking, the reader, the time and what has to be read with it, so that no row can travel without them. A
 * cell that a spreadsheet would run as a formula is made text.
 */
export function csvOf({ run, edition, marking, reader, at, statements, list }: CsvSheet): string {
  const header = [
    ...list.columns,
    'run',
    'harm edition',
    'marking',
    'exported by',
    'exported at',
    'read this',
  ];
  const common = [run, edition, marking, reader, at, statements.join(' ')];
  return stringify([header, ...list.rows.map((row) => [...row.map((cell) => cell ?? ''), ...common])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
