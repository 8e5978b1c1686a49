/** What series linkage knows of one offence. What is absent is unknown, and no evidence either way. */
export interface SeriesOffence {
  readonly id: string;
  /** When it can have happened: days since 1970-01-01 with their fraction, local time. Both or neither. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Metres on a plane. Both or neither. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  /** x and y say which square kilometre it is, and no more: the home of somebody who is protected. */
  readonly coarse?: boolean | undefined;
  readonly marks: readonly string[];
  /** Code of the type, or the title as stated. */
  readonly type?: string | undefined;
  /** Kind of the place or target. */
  readonly target?: string | undefined;
  /** Middle of the victim's age band, in years; of the first where there are several. */
  readonly victimAge?: number | undefined;
  /** Ids of its victims: pairs of one victim are no lesson in linking strangers' crimes. Never shown. */
  readonly victims: readonly string[];
  /** Ids of its suspects; empty for an unsolved one. */
  readonly suspects: readonly string[];
  /** A suspect is stated to be no stranger to a victim. */
  readonly acquainted?: boolean | undefined;
}

/** Whether a suspect is stated to be a victim's partner, former partner, relative or acquaintance. */
export const isAcquainted = (relationship: string | null | undefined): boolean =>
  relationship !== null && relationship !== undefined && relationship !== 'STRANGER';
