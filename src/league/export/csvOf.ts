import { stringify } from 'csv-stringify/sync';
import type { RunSheet, SheetTable } from './RunSheet.ts';

/**
 * The list of a run as one CSV file (RFC 4180, UTF-8 with a byte order mark, for spreadsheets): each row carries the
 * marking, the reader, the time and the sentence on guilt, so that no row can travel without them. A cell that a
 * spreadsheet would run as a formula is made text.
 */
export function csvOf(sheet: RunSheet): string {
  const edition = factOf(sheet.facts, 'harm edition');
  const run = factOf(sheet.facts, 'run');
  const header = [
    ...sheet.list.columns,
    'run',
    'harm edition',
    'marking',
    'exported by',
    'exported at',
    'read this',
  ];
  const common = [run, edition, sheet.marking, sheet.reader, sheet.at, sheet.statements.join(' ')];
  return stringify([header, ...sheet.list.rows.map((row) => [...row.map((cell) => cell ?? ''), ...common])], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const factOf = ({ rows }: SheetTable, name: string) => rows.find(([what]) => what === name)?.[1] ?? '';
