/** Log posterior odds of a pair: the intercept and one term for the bin of each feature. */
export interface LinkModel {
  readonly intercept: number;
  /** Weighted log Bayes factors of all bins. */
  readonly terms: Float64Array;
}
