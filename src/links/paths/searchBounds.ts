/** How much one question about paths may look at; more, and its answer says that it is not complete. Only what is seen is counted. */
export interface SearchBounds {
  /** States that all searches of a question walk through. */
  readonly looked: number;
  /** Links that one search walks, and all of a question. */
  readonly walked: number;
  readonly walkedInAll: number;
  /** Links of what was walked through that are gone over to tell the alternatives apart. */
  readonly compared: number;
}

export const BOUNDS: SearchBounds = {
  looked: 400_000,
  walked: 1_000_000,
  walkedInAll: 10_000_000,
  compared: 5_000_000,
};
