import { createHash } from 'node:crypto';
import { groupBy } from '../collections/groupBy.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { isClassification, normaliseCode } from './offenceCodes.ts';
import { offenceTypes } from './offenceTypes.ts';
import { type EditionRow, microsOf } from './resolveWeights.ts';
import { type Cell, columnOf, findHeader, isBeside, openWorkbook, type Sheet } from './workbookSheets.ts';
import { type WorkbookRow, weightsOfCode } from './workbookWeights.ts';

/** What was read of an official workbook. */
export interface Workbook {
  readonly digest: string;
  readonly sheet: string;
  readonly rows: readonly EditionRow[];
  /** Title and groups of each code, for codes that the shipped lists do not have. */
  readonly titles: ReadonlyMap<string, TitledCode>;
  /** Rows and sheets that no weight was taken from, in words. */
  readonly leftOut: readonly string[];
}
interface TitledCode {
  readonly title: string;
  readonly group: string | undefined;
  readonly subgroup: string | undefined;
}

const EXPIRED = /\bEXPIRED\b/i;
const NO_SCORE = /^$|unclear|clarity|^n\/?a$|^tbc$/i;
const REQUIRED = ['FULL_OFFENCE_TITLE', 'CCHI Score'] as const;

/**
 * Reads the official Cambridge workbook (sheets "CCHI 2021 values sheet" and "CCHI 2026 values sheet" are known) or a
 * CSV with the same columns. The header row is found by its names wherever it stands.
 * @throws LinchpinError BAD_INPUT naming sheet, row, column and remedy
 */
export async function readWorkbook(path: string): Promise<Workbook> {
  const { bytes, sheets } = await openWorkbook(path);
  const found = findHeader(sheets, REQUIRED);
  if (found === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `${path}: no sheet has the columns ${REQUIRED.join(' and ')} (sheets: ${sheets.map(({ name }) => name).join(', ')}). ` +
        'Is it the official Cambridge Crime Harm Index workbook?',
    );
  const { sheet, header } = found;
  const values = readValues(sheet, header);
  const codes = groupBy(values.rows, ({ code }) => code);
  const rows = [...codes].flatMap(([code, lines]) => weightsOfCode(code, lines, sheet.name));
  if (rows.length === 0)
    throw new LinchpinError(
      'BAD_INPUT',
      `Sheet "${sheet.name}" has no row with a weight below its header in row ${header + 1}. Is it the whole workbook?`,
    );
  const beside = sheets.filter(isBeside).map(({ name, cells }) => {
    const filled = cells.filter((row) => row.some((cell) => cell !== null && cell !== '')).length;
    return `sheet "${name}" (${Math.max(0, filled - 1)} rows): no weights are taken from it`;
  });
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { digest, sheet: sheet.name, rows, titles: values.titles, leftOut: [...beside, ...values.leftOut] };
}

function columnsOf(header: readonly Cell[], sheet: string) {
  const columns = {
    title: columnOf(header, 'FULL_OFFENCE_TITLE'),
    score: columnOf(header, 'CCHI Score'),
    group: columnOf(header, 'GROUP'),
    subgroup: columnOf(header, 'SUB_GROUP'),
    classification: columnOf(header, 'HOME_OFFICE_CLASSIFICATION'),
    code: columnOf(header, 'HO_CODE'),
    subCode: columnOf(header, 'HO_SUB_CODE'),
    // The layout of 2021 asks: "If no sentencing data available, what similar offence was used?"
    similar: columnOf(header, 'If no sentencing data available', 'begins'),
  };
  if (columns.classification < 0 && (columns.code < 0 || columns.subCode < 0))
    throw new LinchpinError(
      'BAD_INPUT',
      `Sheet "${sheet}" has neither HOME_OFFICE_CLASSIFICATION nor both HO_CODE and HO_SUB_CODE; without them no row finds its offence. Add one of them.`,
      { place: { file: sheet, column: 'HOME_OFFICE_CLASSIFICATION' } },
    );
  return columns;
}

function readValues(sheet: Sheet, headerAt: number) {
  const columns = columnsOf(sheet.cells[headerAt] ?? [], sheet.name);
  const rows: WorkbookRow[] = [];
  const titles = new Map<string, TitledCode>();
  const leftOut: string[] = [];
  for (const [index, cells] of sheet.cells.entries()) {
    if (index <= headerAt) continue;
    const row = index + 1;
    const place = `sheet "${sheet.name}" row ${row}`;
    const text = (column: number) => String(cells[column] ?? '').trim();
    const title = text(columns.title);
    const score = text(columns.score);
    if (title === '' && score === '') continue;
    const code = codeOf(text(columns.classification), text(columns.code), text(columns.subCode));
    if (code === undefined || EXPIRED.test(title) || NO_SCORE.test(score)) {
      const why = EXPIRED.test(title)
        ? 'has expired'
        : code === undefined
          ? 'has no Home Office classification'
          : 'has no score';
      leftOut.push(`${place}: "${title}" ${why}`);
      continue;
    }
    const micros = microsOf(score);
    if (micros === undefined)
      throw new LinchpinError(
        'BAD_INPUT',
        `${place}, column "CCHI Score": "${score}" is not a number of days. Correct the cell, or empty it to leave the row out.`,
        { place: { file: sheet.name, row, column: 'CCHI Score' } },
      );
    const similar = text(columns.similar).replace(/^(n\/?a|none|no|-)$/i, '');
    rows.push({ code, title, micros, row, similar });
    const group = text(columns.group) || undefined;
    const subgroup = text(columns.subgroup) || undefined;
    if (!titles.has(code) && title !== '') titles.set(code, { title, group, subgroup });
  }
  return { rows, titles, leftOut };
}

/** A spreadsheet may have taken `00806` for a number and dropped its noughts. */
function codeOf(classification: string, code: string, subCode: string): string | undefined {
  const known = normaliseCode(
    /^\d{4}$/.test(classification) ? classification.padStart(5, '0') : classification,
  );
  if (isClassification(known) || (known !== '' && offenceTypes().has(known))) return known;
  if (/^\d{1,3}$/.test(code) && /^\d{1,2}$/.test(subCode)) return normaliseCode(`${code}/${subCode}`);
  return /^\d{3}$/.test(classification) ? normaliseCode(classification.padStart(5, '0')) : undefined;
}
