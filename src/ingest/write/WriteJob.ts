import type { BundleFile } from '../types.ts';
import type { Outcome } from './bookkeeping.ts';

/** How many facts of each file were created, updated, left as they were, or ended. */
export type FileOutcomes = Partial<Record<BundleFile, Record<Outcome | 'ended', number>>>;

/** How far an import has come: rows of a file in key order, then late links of reports, then what complete files end. */
export interface Checkpoint {
  readonly step: 'rows' | 'mentions' | 'end';
  readonly file: BundleFile;
  /** Rows of the file that this step has dealt with. */
  readonly rows: number;
}

/** An import as it stands in the store. */
export interface WriteJob {
  readonly id: string;
  readonly source: string;
  readonly asOf: string | undefined;
  readonly digest: string;
  /** No other import ever wrote for this source, so nothing of it can be in the store yet. */
  readonly fresh: boolean;
  /** An import that is done already is laid over itself; its job only changes where facts do. */
  readonly repeated: boolean;
  readonly checkpoint: Checkpoint | undefined;
  readonly outcomes: FileOutcomes;
}
