import type { RowBase } from '../../types.ts';
import type { RowCells } from '../RowCells.ts';

/** A row without what is the same for all files (marking, hash, extra are added where rows are staged). */
export type Draft<R extends RowBase> = Omit<R, keyof RowBase>;

export interface ReadRow<R extends RowBase> {
  /** Parts of the key; rows of one key are one fact. */
  readonly key: readonly (string | undefined)[];
  readonly row: Draft<R>;
  /** Among rows of one key the latest wins, where the file works so. */
  readonly latest?: string | undefined;
  readonly weight?: number | undefined;
}

/** How one file of the bundle is read. */
export interface FileReader<R extends RowBase> {
  /**
   * What rows of one key mean: `once` = identical ones are duplicates and others wrong; `latest` = the latest counts;
   * `sum` = their weights add up.
   */
  readonly repeated: 'once' | 'latest' | 'sum';
  read(cells: RowCells): ReadRow<R>;
}
