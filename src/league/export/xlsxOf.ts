import writeExcel, { type Row } from 'write-excel-file/node';
import type { RunSheet, SheetTable } from './RunSheet.ts';

/** A run as a workbook: the list, its allegations, and what the run is; each sheet begins with its marking. */
export async function xlsxOf(sheet: RunSheet): Promise<Buffer> {
  const sheets = [sheet.list, sheet.allegations, sheet.facts].map((table) => ({
    sheet: table.title,
    data: rowsOf(sheet, table),
    columns: table.columns.map((name) => ({ width: Math.max(12, Math.min(60, widest(table, name))) })),
    stickyRowsCount: sheet.statements.length + 3,
  }));
  return writeExcel(sheets).toBuffer();
}

function rowsOf(sheet: RunSheet, { columns, rows }: SheetTable): Row[] {
  const line = (text: string): Row => [{ value: text, type: String, fontWeight: 'bold' }];
  return [
    line(`${sheet.marking} · ${sheet.title}`),
    line(`Exported ${sheet.at} by ${sheet.reader}`),
    ...sheet.statements.map((text): Row => [{ value: text, type: String }]),
    columns.map((name) => ({ value: name, type: String, fontWeight: 'bold' as const })),
    // A cell with a type is never run as a formula.
    ...rows.map((row) =>
      row.map((cell) =>
        cell === undefined
          ? null
          : typeof cell === 'number'
            ? { value: cell, type: Number }
            : { value: cell, type: String },
      ),
    ),
  ];
}

function widest({ columns, rows }: SheetTable, name: string): number {
  const at = columns.indexOf(name);
  return rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length + 2), name.length + 2);
}
