import type { RunRecord } from './RunRecord.ts';

export type RunStatus = 'DRAFT' | 'FROZEN';

/** Over the distinct offences and victims of the listed, which the entries alone do not tell. Harm in millionths of a day. */
export interface ListedTotals {
  readonly suspects: number;
  readonly offences: number;
  readonly victims: number;
  readonly harmMicros: number;
  /** More than `harmMicros` where listed suspects share an offence. */
  readonly harmMicrosAttributed: number;
}

/** Who made a run and what became of it. */
export interface RunHead {
  readonly status: RunStatus;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly frozenAt: string | undefined;
  readonly frozenBy: string | undefined;
  readonly frozenReason: string | undefined;
  /** How often somebody was taken out of it since: what is kept in memory of a run is of one such number. */
  readonly erasures: number;
  /** Stand-ins of the ranked who were erased since, with where each stood in order of ids. */
  readonly erased: ReadonlyMap<string, number>;
}

/** What a run says of itself, without those whom it ranks. */
export interface RunSummary extends Omit<RunRecord, 'entries' | 'exclusions'> {
  readonly head: RunHead;
  readonly listed: ListedTotals;
  /** Everybody ranked. */
  readonly ranked: number;
}

/** A run as it is read back, with everybody ranked. */
export interface StoredRun extends RunRecord, RunSummary {}
