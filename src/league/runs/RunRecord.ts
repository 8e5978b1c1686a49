import type { Programme } from '../programmes/programmes.ts';
import type { ScopeTotals } from '../repository.ts';

/** One allegation as it counted when a run was made. */
export interface RunAllegation {
  readonly offenceId: string;
  readonly typeCode: string | undefined;
  readonly titleKey: string | undefined;
  /** Millionths of a day; undefined where the harm was unknown. */
  readonly micros: number | undefined;
  readonly basis: string;
  readonly provisional: boolean;
  readonly status: string | undefined;
  /** `yyyy-MM-dd`, the first day that the stated date can mean. */
  readonly reportedOn: string | undefined;
  /** Its victims, numbered within the run, so that distinct ones can be counted and nobody told; absent in old runs. */
  readonly victims?: readonly number[];
}

/** One person as ranked when a run was made, listed or not. */
export interface RunEntry {
  readonly rank: number;
  /** Least of the record ids then. */
  readonly personId: string;
  /** Every record that was he then, so that a merge or a split shows. */
  readonly recordIds: readonly string[];
  readonly harmMicros: number;
  readonly offences: number;
  readonly victims: number;
  readonly unknownHarm: number;
  /** By offence id in code point order. */
  readonly allegations: readonly RunAllegation[];
}

/** A role that would have counted in the window, had its status not been one that the programme leaves out. */
export interface RunExclusion {
  readonly personId: string;
  readonly offenceId: string;
  readonly status: string;
}

/** A league run as it is stored: what was asked, what was known, and everybody ranked. Harm in whole millionths of a day. */
export interface RunRecord {
  readonly id: string;
  /** The definition as it was. */
  readonly programme: Programme;
  readonly edition: string;
  /** Of the edition's weights. */
  readonly editionDigest: string;
  readonly size: number;
  readonly allTime: boolean;
  /** First and last day of the window. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Newest date a bundle spoke of when the run was made. */
  readonly dataAsOf: string | undefined;
  readonly codeVersion: string;
  /** Made later for a past date: it does not say what was known then. */
  readonly backfilled: boolean;
  readonly totals: ScopeTotals;
  /** Of the replicates behind its rank intervals, so that they stay what they were; absent in old runs. */
  readonly seed?: number;
  /** Of everybody ranked, in order of rank; the first `size` of them are listed. */
  readonly entries: readonly RunEntry[];
  readonly exclusions: readonly RunExclusion[];
}
