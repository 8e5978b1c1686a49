/** Who is known with whom, people by number from 0. A group of more people than `MOST_TOGETHER` ties nobody. */
export interface TieFacts {
  readonly people: number;
  /** Suspects of each offence, and who was in custody for it: what is hidden whole. */
  readonly offences: readonly (readonly number[])[];
  /** People tied by something else: an association, an event of both. */
  readonly others: readonly WeightedGroup[];
  /** Users of each telephone, vehicle, account, home or report. They are evidence, no tie. */
  readonly things: readonly (readonly number[])[];
}

export interface WeightedGroup {
  readonly people: readonly number[];
  readonly weight: number;
}

/** Who was at a fair does not know each other for that, nor does everybody of a hostel. */
export const MOST_TOGETHER = 100;
