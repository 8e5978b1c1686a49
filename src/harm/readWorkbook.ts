import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/node';
import { groupBy } from '../collections/groupBy.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { foldTitle, isClassification, normaliseCode } from './offenceCodes.ts';
import { type EditionRow, microsOf } from './resolveWeights.ts';

/** What was read of an official workbook. */
export interface Workbook {
  readonly digest: string;
  readonly rows: readonly EditionRow[];
  /** Title of each code, for codes that the shipped lists do not have. */
  readonly titles: ReadonlyMap<
    string,
    { readonly title: string; readonly group?: string; readonly subgroup?: string }
  >;
  /** Rows that were left out, in words. */
  readonly leftOut: readonly string[];
}

type Cell = string | number | boolean | Date | null;
interface Sheet {
  readonly name: string;
  readonly cells: readonly (readonly Cell[])[];
}

const REQUIRED = ['FULL_OFFENCE_TITLE', 'CCHI Score'] as const;

/**
 * Reads the official Cambridge workbook (sheets "CCHI 2021 values sheet" and "CCHI 2026 values sheet" are known) or a
 * CSV with the same columns. The header row is found by its names wherever it stands.
 * @throws LinchpinError BAD_INPUT naming sheet, row, column and remedy
 */
export async function readWorkbook(path: string): Promise<Workbook> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new LinchpinError('BAD_INPUT', `${path} cannot be read.`, { cause });
  });
  const digest = createHash('sha256').update(bytes).digest('hex');
  const sheets = await sheetsOf(path, bytes);
  const named = sheets.filter(({ name }) => /values/i.test(name));
  for (const sheet of named.length > 0 ? named : sheets) {
    const header = sheet.cells.findIndex((row) => REQUIRED.every((name) => columnOf(row, name) >= 0));
    if (header >= 0) return readValues(sheet, header, digest, sheets);
  }
  throw new LinchpinError(
    'BAD_INPUT',
    `${path}: no sheet has the columns ${REQUIRED.join(' and ')} (sheets: ${sheets.map(({ name }) => name).join(', ')}). ` +
      'Is it the official Cambridge Crime Harm Index workbook?',
  );
}

async function sheetsOf(path: string, bytes: Buffer): Promise<readonly Sheet[]> {
  try {
    if (path.toLowerCase().endsWith('.csv')) {
      const cells: string[][] = parse(bytes, { bom: true, relax_column_count: true });
      return [{ name: 'CSV', cells }];
    }
    const found = await readSheets(bytes);
    return found.map(({ sheet, data }) => ({ name: sheet, cells: data as Cell[][] }));
  } catch (cause) {
    throw new LinchpinError('BAD_INPUT', `${path} is neither an XLSX workbook nor a CSV file.`, { cause });
  }
}

function columnOf(row: readonly Cell[], name: string): number {
  const wanted = fold(name);
  return row.findIndex((cell) => typeof cell === 'string' && fold(cell) === wanted);
}

const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

function readValues(sheet: Sheet, headerAt: number, digest: string, sheets: readonly Sheet[]): Workbook {
  const header = sheet.cells[headerAt] ?? [];
  const at = (name: string) => columnOf(header, name);
  const columns = {
    title: at('FULL_OFFENCE_TITLE'),
    score: at('CCHI Score'),
    group: at('GROUP'),
    subgroup: at('SUB_GROUP'),
    classification: at('HOME_OFFICE_CLASSIFICATION'),
    code: at('HO_CODE'),
    subCode: at('HO_SUB_CODE'),
  };
  if (columns.classification < 0 && columns.code < 0)
    throw new LinchpinError(
      'BAD_INPUT',
      `Sheet "${sheet.name}" has neither HOME_OFFICE_CLASSIFICATION nor HO_CODE; without them no row finds its offence.`,
    );
  const leftOut = sheets
    .filter(({ name }) => /expired|clarity/i.test(name))
    .map(
      ({ name, cells }) =>
        `sheet "${name}" (${Math.max(0, cells.length - 1)} rows): no weights are taken from it`,
    );
  const byCode = new Map<string, { title: string; micros: number; row: number }[]>();
  const titles = new Map<string, { title: string; group?: string; subgroup?: string }>();

  sheet.cells.slice(headerAt + 1).forEach((cells, index) => {
    const row = headerAt + 2 + index;
    const text = (column: number) => (column < 0 ? '' : String(cells[column] ?? '').trim());
    const title = text(columns.title);
    const score = text(columns.score);
    if (title === '' && score === '') return;
    const place = `sheet "${sheet.name}" row ${row}`;
    if (/\bEXPIRED\b/i.test(title)) {
      leftOut.push(`${place}: "${title}" has expired`);
      return;
    }
    const code = codeOf(text(columns.classification), text(columns.code), text(columns.subCode));
    if (code === undefined) {
      leftOut.push(`${place}: "${title}" has no Home Office classification`);
      return;
    }
    const micros = microsOf(score);
    if (micros === undefined) {
      if (score === '' || /unclear|clarity|n\/?a|tbc/i.test(score)) {
        leftOut.push(`${place}: "${title}" has no score`);
        return;
      }
      throw new LinchpinError(
        'BAD_INPUT',
        `${place}, column "CCHI Score": "${score}" is not a number of days. Correct the cell, or empty it to leave the row out.`,
        { place: { file: sheet.name, row, column: 'CCHI Score' } },
      );
    }
    byCode.set(code, [...(byCode.get(code) ?? []), { title, micros, row }]);
    const group = text(columns.group);
    const subgroup = text(columns.subgroup);
    if (!titles.has(code))
      titles.set(code, { title, ...(group && { group }), ...(subgroup && { subgroup }) });
  });
  const rows = [...byCode].flatMap(([code, found]) => rowsOfCode(code, found, sheet.name));
  if (rows.length === 0)
    throw new LinchpinError('BAD_INPUT', `Sheet "${sheet.name}" has no row with a weight.`);
  return { digest, rows, titles, leftOut };
}

function codeOf(classification: string, code: string, subCode: string): string | undefined {
  const whole = normaliseCode(classification);
  if (isClassification(whole)) return whole;
  if (/^\d{1,3}$/.test(code) && /^\d{1,2}$/.test(subCode)) return normaliseCode(`${code}/${subCode}`);
  return undefined;
}

/** One classification may have many rows: each title takes its own; where the title does not decide, the median. */
function rowsOfCode(
  code: string,
  found: readonly { readonly title: string; readonly micros: number; readonly row: number }[],
  sheet: string,
): readonly EditionRow[] {
  const general = summary(code, '', found, sheet);
  const amounts = new Set(found.map(({ micros }) => micros));
  if (amounts.size === 1) return [general];
  const byTitle = groupBy(found, ({ title }) => foldTitle(title));
  return [general, ...[...byTitle].map(([titleKey, rows]) => summary(code, titleKey, rows, sheet))];
}

function summary(
  code: string,
  titleKey: string,
  rows: readonly { readonly micros: number; readonly row: number }[],
  sheet: string,
): EditionRow {
  const sorted = rows.map(({ micros }) => micros).sort((a, b) => a - b);
  const low = sorted[0] ?? 0;
  const high = sorted.at(-1) ?? 0;
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const other = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const places = rows
    .map(({ row }) => row)
    .slice(0, 20)
    .join(', ');
  return {
    code,
    titleKey,
    micros: Math.floor((middle + other + 1) / 2),
    lowMicros: low,
    highMicros: high,
    basis: 'OWN',
    provisional: low !== high,
    source: `sheet "${sheet}", ${low === high ? '' : `median of ${rows.length} rows, `}row ${places}`,
  };
}
