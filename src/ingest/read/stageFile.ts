import type { BundleFile, RowBase } from '../types.ts';
import type { CellProblem } from './cellFaults.ts';
import type { ChosenFile } from './chooseFiles.ts';
import { openCsv } from './csvRows.ts';
import { dateReader } from './dates.ts';
import { FILE_COLUMNS, stem } from './fileColumns.ts';
import type { FileReader } from './files/FileReader.ts';
import { type HeaderColumns, headerColumns } from './headerColumns.ts';
import { SHOWN_CHARACTERS } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { RowCells } from './RowCells.ts';
import type { RowContext } from './RowContext.ts';
import { packRow } from './rowPayload.ts';
import type { Staging } from './staging.ts';

/** What was read of one file. */
export interface StagedFile {
  readonly part: number;
  readonly file: BundleFile;
  readonly name: string;
  readonly rows: number;
  /** Of its bytes. */
  readonly digest: string;
  /** The file's own name of each of our columns. */
  readonly headers: ReadonlyMap<string, string>;
  readonly unknownColumns: readonly string[];
  /** Markings of rows that were staged, whatever became of them. */
  readonly markings: ReadonlySet<string>;
}

export interface StageOptions {
  /** Last day that facts may be dated. */
  readonly today: string;
  readonly onProgress?: ((file: string, rows: number, bytes: number, bytesTotal: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
const ROWS_BETWEEN_PROGRESS = 5_000;

/**
 * Reads one file, checks each row and stages those that are true by themselves; the others become problems.
 * @throws LinchpinError BAD_BUNDLE where the file cannot be read as a whole, DISK_FULL, CANCELLED
 */
export async function stageFile(
  staging: Staging,
  chosen: ChosenFile,
  reader: FileReader<RowBase>,
  manifest: Manifest,
  options: StageOptions,
): Promise<StagedFile> {
  const { file, name, bytes } = chosen;
  const part = staging.addPart(file, name);
  const markings = new Set<string>();
  const csv = await openCsv(name, chosen.path, options.signal);
  if (csv === undefined) {
    staging.addProblem(
      'remark',
      part,
      aboutFile('is empty: it has not even a header', 'Write the header, or take the file out.'),
    );
    return { part, file, name, rows: 0, digest: 'empty', headers: new Map(), unknownColumns: [], markings };
  }
  try {
    const columns = headerColumns(file, name, csv.header, mapOf(manifest, chosen));
    const unknownColumns = columns.strange.map(({ header }) => header);
    if (unknownColumns.length > 0)
      staging.addProblem(
        'remark',
        part,
        aboutFile(
          `has columns nobody knows, which are kept with each row: ${unknownColumns.join(', ')}`.slice(
            0,
            400,
          ),
          'Map them under columns in manifest.yaml if they are ours.',
        ),
      );
    const context = contextOf(file, csv.header.length, columns, manifest, options.today);
    const cells = new RowCells(context);
    let rows = 0;
    for await (const row of csv.rows) {
      rows += 1;
      if (row.length !== context.width)
        staging.addProblem('rejected', part, ragged(rows, row, context.width));
      else stageRow(staging, reader, cells, file, part, rows, row, markings);
      if (rows % ROWS_BETWEEN_PROGRESS === 0) options.onProgress?.(name, rows, csv.bytesRead(), bytes);
    }
    options.onProgress?.(name, rows, bytes, bytes);
    return {
      part,
      file,
      name,
      rows,
      digest: csv.digest(),
      headers: columns.headers,
      unknownColumns,
      markings,
    };
  } finally {
    csv.close();
  }
}

function stageRow(
  staging: Staging,
  reader: FileReader<RowBase>,
  cells: RowCells,
  file: BundleFile,
  part: number,
  row: number,
  stated: readonly string[],
  markings: Set<string>,
): void {
  cells.begin(row, stated);
  const marking = cells.marking();
  const { key, row: draft, latest, weight } = reader.read(cells);
  if (cells.rejected) {
    for (const problem of cells.problems) staging.addProblem('rejected', part, problem);
    return;
  }
  markings.add(marking);
  const payload = packRow(file, draft, { marking, extra: cells.extra() });
  staging.addRow(part, { row, key, payload, latest, weight, references: cells.references }, cells.problems);
}

/** A mapping may speak of the file by the bundle's name or by its own. */
function mapOf({ columns }: Manifest, { file, name }: ChosenFile): ReadonlyMap<string, string> {
  return new Map([file, name].flatMap((key) => [...(columns.get(key) ?? [])]));
}

function contextOf(
  file: BundleFile,
  width: number,
  { positions, strange }: HeaderColumns,
  manifest: Manifest,
  today: string,
): RowContext {
  const { source, marking } = manifest;
  const columns = [...positions.keys()];
  const values = columns.flatMap((column) => {
    const map = manifest.values.get(`${stem(file)}.${column}`);
    return map === undefined ? [] : [[column, map] as const];
  });
  const dates = FILE_COLUMNS[file].dates.map(
    (column) => [column, dateReader(manifest.dates.get(`${stem(file)}.${column}`))] as const,
  );
  return {
    source,
    marking,
    positions,
    strange,
    width,
    values: new Map(values),
    dates: new Map(dates),
    today,
  };
}

function ragged(row: number, cells: readonly string[], width: number): CellProblem {
  return {
    row,
    column: '',
    value: cells.join(',').slice(0, SHOWN_CHARACTERS),
    problem: `has ${cells.length} cells, the header ${width}`,
    remedy: 'Quote cells that hold commas; give every row as many cells as the header.',
  };
}

/** A remark on a file as a whole. */
export function aboutFile(problem: string, remedy: string): CellProblem {
  return { row: 0, column: '', value: '', problem, remedy };
}
