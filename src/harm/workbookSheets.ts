import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/node';
import { LinchpinError } from '../errors/LinchpinError.ts';

export type Cell = string | number | boolean | Date | null;
export interface Sheet {
  readonly name: string;
  readonly cells: readonly (readonly Cell[])[];
}
/** Every sheet of a file, with the bytes it was read from. */
export interface WorkbookFile {
  readonly bytes: Buffer;
  readonly sheets: readonly Sheet[];
}

/**
 * Reads an XLSX workbook, or a CSV as a workbook of one sheet.
 * @throws LinchpinError BAD_INPUT
 */
export async function openWorkbook(path: string): Promise<WorkbookFile> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new LinchpinError('BAD_INPUT', `${path} cannot be read. Is the path right?`, { cause });
  });
  try {
    if (path.toLowerCase().endsWith('.csv')) {
      const cells: string[][] = parse(bytes, { bom: true, relax_column_count: true });
      return { bytes, sheets: [{ name: 'CSV', cells }] };
    }
    const found = await readSheets(bytes);
    return { bytes, sheets: found.map(({ sheet, data }) => ({ name: sheet, cells: data as Cell[][] })) };
  } catch (cause) {
    const remedy = 'Save it as .xlsx or .csv and try again.';
    throw new LinchpinError('BAD_INPUT', `${path} is neither an XLSX workbook nor a CSV file. ${remedy}`, {
      cause,
    });
  }
}

/** Sheets that stand beside the values: retired offences, and those whose value the publisher has not settled. */
export function isBeside({ name }: Sheet): boolean {
  return /expired|clarity/i.test(name);
}

/** Finds the sheet of values and its header row, wherever it stands, by the names of its columns. */
export function findHeader(
  sheets: readonly Sheet[],
  required: readonly string[],
): { readonly sheet: Sheet; readonly header: number } | undefined {
  const values = sheets.filter((sheet) => !isBeside(sheet));
  const likely = (sheet: Sheet) => (/values/i.test(sheet.name) ? 0 : 1);
  for (const sheet of values.sort((a, b) => likely(a) - likely(b))) {
    const header = sheet.cells.findIndex((row) => required.every((name) => columnOf(row, name) >= 0));
    if (header >= 0) return { sheet, header };
  }
  return undefined;
}

/** Place of the column whose title begins like this (case, spaces and punctuation folded), equal titles first; or -1. */
export function columnOf(row: readonly Cell[], name: string, match: 'equal' | 'begins' = 'equal'): number {
  const wanted = fold(name);
  return row.findIndex(
    (cell) =>
      typeof cell === 'string' && (match === 'equal' ? fold(cell) === wanted : fold(cell).startsWith(wanted)),
  );
}

const fold = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
