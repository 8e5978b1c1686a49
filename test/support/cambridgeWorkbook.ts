import writeExcel, { type SheetData } from 'write-excel-file/node';

type Cell = string | number | null;
/** Rows of a sheet, its header among them. */
export type Rows = readonly (readonly Cell[])[];

const HEADER_2026 = [
  'ATHENA URN',
  'FULL_OFFENCE_TITLE',
  'CCHI Score',
  'Starting Point',
  'GROUP',
  'SUB_GROUP',
  'SUB_SUB_GROUP',
  'HOME_OFFICE_CLASSIFICATION',
  'HO_CODE',
  'HO_SUB_CODE',
  'HO_SUB_SUB_CODE',
];
const HEADER_2021 = [
  'HOME_OFFICE_CLASSIFICATION',
  'FULL_OFFENCE_TITLE',
  'GROUP',
  'SUB_GROUP',
  'Starting Point',
  'CCHI Score',
  'If no sentencing data available, what similar offence was used?',
];

/** One offence as the workbooks list it. */
export interface Listed {
  readonly title: string;
  readonly score: Cell;
  readonly classification?: Cell;
  readonly code?: Cell;
  readonly subCode?: Cell;
  readonly similar?: string;
}

const GROUPS = ['Violence against the person', 'Violence with injury'] as const;

/** Values as the sheet of February 2026 lists them: the header in the first row. */
export function rowsOf2026(offences: readonly Listed[]): Rows {
  const rows = offences.map(({ title, score, classification = null, code = null, subCode = null }, index) => [
    `URN${index + 1}`,
    title,
    score,
    '26 weeks',
    ...GROUPS,
    null,
    classification,
    code,
    subCode,
    null,
  ]);
  return [HEADER_2026, ...rows];
}

/** Values as the sheet of 2021 lists them: below a title and an empty row. */
export function rowsOf2021(offences: readonly Listed[]): Rows {
  const rows = offences.map(({ title, score, classification = null, similar = null }) => [
    classification,
    title,
    ...GROUPS,
    '26 weeks',
    score,
    similar,
  ]);
  return [['Cambridge Crime Harm Index'], [null], HEADER_2021, ...rows];
}

/** Writes a workbook in the order of its sheets: a cover page, what has expired, the values, what needs clarity. */
export async function writeWorkbook(path: string, values: { name: string; rows: Rows }): Promise<void> {
  const beside = rowsOf2026([{ title: 'Retired offence', score: 9_999, classification: '008/06' }]);
  const sheets = [
    {
      sheet: 'Cover page',
      data: sheetOf([['Cambridge Crime Harm Index'], ['Free to use with attribution']]),
    },
    { sheet: 'Expired offences', data: sheetOf(beside) },
    { sheet: values.name, data: sheetOf(values.rows) },
    { sheet: 'Offences need clarity', data: sheetOf(beside) },
  ];
  await writeExcel(sheets).toFile(path);
}

function sheetOf(rows: Rows): SheetData {
  return rows.map((row) => row.map((value) => (value === null ? null : { value })));
}
