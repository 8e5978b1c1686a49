/** One step of a walk from a person: a half link with the states at its ends. */
export interface Walked {
  readonly from: number;
  readonly half: number;
  readonly to: number;
}
