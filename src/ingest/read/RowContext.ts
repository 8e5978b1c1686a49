import type { DateReader } from './dates.ts';

/** What is the same for all rows of a file. */
export interface RowContext {
  readonly source: string;
  /** Marking of rows that state none. */
  readonly marking: string;
  /** Where the columns of the contract stand in a row. */
  readonly positions: ReadonlyMap<string, number>;
  /** Where the columns that nobody knows stand, by name. */
  readonly strange: readonly { readonly header: string; readonly position: number }[];
  /** Cells that each row must have. */
  readonly width: number;
  /** Our value by theirs, by column. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Readers of the columns that hold dates. */
  readonly dates: ReadonlyMap<string, DateReader>;
  /** Last day that facts may be dated: today, or the bundle's own date where that is later. */
  readonly today: string;
}
