import { BIN_COUNT, BIN_STARTS, binsOf, FEATURES } from './features.ts';
import { falling, rising } from './isotonic.ts';

/** Weight of the prior, in linked pairs of series of one pair each. */
const PSEUDO_PAIRS = 6;

/** How often each bin was seen among pairs of one offender, and of different offenders. */
export interface BinCounts {
  readonly linked: Float64Array;
  readonly unlinked: Float64Array;
}
export const emptyCounts = (): BinCounts => ({
  linked: new Float64Array(BIN_COUNT),
  unlinked: new Float64Array(BIN_COUNT),
});

/**
 * Log Bayes factor of each bin: share of linked pairs over share of unlinked pairs, drawn towards `prior` by pseudo
 * counts and made monotone (naive Bayes with histograms and shrinkage: Porter 2016; pooling: see isotonic.ts).
 */
export function bayesFactors(counts: BinCounts, prior: Float64Array): Float64Array {
  const factors = new Float64Array(BIN_COUNT);
  FEATURES.forEach((feature, f) => {
    const start = (BIN_STARTS[f] ?? 0) + 1;
    const length = binsOf(feature) - 1;
    const [linked, unlinked, before] = [counts.linked, counts.unlinked, prior].map((all) =>
      all.subarray(start, start + length),
    ) as [Float64Array, Float64Array, Float64Array];
    const [linkedTotal, unlinkedTotal] = [total(linked), total(unlinked)];
    if (unlinkedTotal === 0) {
      factors.set(before, start);
      return;
    }
    const values = new Float64Array(length);
    const weights = new Float64Array(length);
    const expected = Float64Array.from(
      before,
      (value, bin) => (((unlinked[bin] ?? 0) + 0.5) / (unlinkedTotal + 0.5 * length)) * Math.exp(value),
    );
    const norm = total(expected);
    for (let bin = 0; bin < length; bin += 1) {
      const pseudo = (PSEUDO_PAIRS * (expected[bin] ?? 0)) / norm;
      const pLinked = ((linked[bin] ?? 0) + pseudo) / (linkedTotal + PSEUDO_PAIRS);
      const pUnlinked = ((unlinked[bin] ?? 0) + 0.5) / (unlinkedTotal + 0.5 * length);
      values[bin] = Math.log(pLinked / pUnlinked);
      weights[bin] = (linked[bin] ?? 0) + pseudo + 1e-9;
    }
    factors.set(feature.shape === 'falling' ? falling(values, weights) : rising(values, weights), start);
  });
  return factors;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
