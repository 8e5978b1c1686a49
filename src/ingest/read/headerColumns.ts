import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { BundleFile } from '../types.ts';
import { columnsOf, FILE_COLUMNS } from './fileColumns.ts';
import { isNear, suggestion } from './nearest.ts';

/** Where the columns of a file stand. */
export interface HeaderColumns {
  readonly positions: ReadonlyMap<string, number>;
  /** Columns that nobody knows, by the name under which their cells are kept. */
  readonly strange: readonly { readonly header: string; readonly position: number }[];
  /** The file's own name of each of our columns. */
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Finds our columns in a file's header, by name or through the manifest's `columns`.
 * @param name of the file on disk, for errors
 * @throws LinchpinError BAD_BUNDLE for a required column that is missing, a name twice, a mapping to or from nothing
 */
export function headerColumns(
  file: BundleFile,
  name: string,
  header: readonly string[],
  map: ReadonlyMap<string, string>,
): HeaderColumns {
  const known = columnsOf(file);
  const [only = ''] = header;
  // Before anything else: whatever else is said of such a header would lead astray.
  if (header.length === 1 && /[;\t|]/.test(only))
    throw bad(
      name,
      `the header "${only.slice(0, 60)}" holds no comma. Save the file with commas between cells (in a spreadsheet: CSV, comma separated)`,
    );
  const twice = header.find((column, index) => column !== '' && header.indexOf(column) !== index);
  if (twice !== undefined)
    throw bad(name, `the header names the column "${twice}" twice. Rename one of them`);
  for (const [theirs, ours] of map) {
    if (!known.includes(ours))
      throw bad(
        name,
        `columns (manifest.yaml or --map) maps "${theirs}" to "${ours}", which ${file} does not have${suggestion(ours, known)}`,
      );
    if (!header.includes(theirs))
      throw bad(
        name,
        `columns (manifest.yaml or --map) maps "${theirs}", which the header does not have${suggestion(theirs, header)}`,
      );
  }
  const positions = new Map<string, number>();
  const headers = new Map<string, string>();
  const strange: { header: string; position: number }[] = [];
  header.forEach((theirs, position) => {
    const ours = map.get(theirs) ?? (known.includes(theirs) ? theirs : undefined);
    if (ours === undefined) {
      strange.push({ header: theirs === '' ? `column ${position + 1}` : theirs, position });
      return;
    }
    const other = headers.get(ours);
    if (other !== undefined)
      throw bad(name, `both "${other}" and "${theirs}" are ${ours}. Map one of them to another column`);
    positions.set(ours, position);
    headers.set(ours, theirs);
  });
  for (const column of FILE_COLUMNS[file].required)
    if (!positions.has(column))
      throw bad(name, `the required column ${column} is missing. ${remedyOf(column, strange)}`);
  return { positions, strange, headers };
}

function remedyOf(column: string, strange: HeaderColumns['strange']): string {
  const near = strange.find(({ header: theirs }) => isNear(theirs, column));
  return near === undefined
    ? 'Add it, or map one of the columns to it under columns in manifest.yaml'
    : `If "${near.header}" is it, map it under columns in manifest.yaml`;
}

function bad(file: string, problem: string): LinchpinError {
  return new LinchpinError('BAD_BUNDLE', `${file}: ${problem}.`, { place: { file, row: 0 } });
}
