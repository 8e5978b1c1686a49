import { BIN_COUNT, BIN_STARTS, binsOf, FEATURES } from './features.ts';
import { falling, rising } from './isotonic.ts';

/** Weight of the prior, in linked pairs. Chosen, with `IDLE` and the bins, by the AUC on crimelinkage: no held-out choice. */
const PSEUDO_PAIRS = 60;
/** Share of linked pairs that a feature is taken to say nothing of, so that no feature alone rules a link out. */
const IDLE = 0.05;

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
      all.slice(start, start + length),
    ) as [Float64Array, Float64Array, Float64Array];
    if (length > FINE) for (const counted of [linked, unlinked]) spread(counted);
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
    const idle = (IDLE * total(expected)) / (1 - IDLE);
    for (let bin = 0; bin < length; bin += 1)
      expected[bin] =
        (expected[bin] ?? 0) + (idle * ((unlinked[bin] ?? 0) + 0.5)) / (unlinkedTotal + 0.5 * length);
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

/** More bins than this are so narrow that neighbours lend each other their counts. */
const FINE = 20;
const KERNEL = [1, 3, 6, 7, 6, 3, 1];

function spread(counts: Float64Array): void {
  const before = counts.slice();
  const reach = (KERNEL.length - 1) / 2;
  counts.fill(0);
  before.forEach((count, bin) => {
    let mass = 0;
    KERNEL.forEach((weight, at) => {
      const to = bin + at - reach;
      if (to >= 0 && to < counts.length) mass += weight;
    });
    KERNEL.forEach((weight, at) => {
      const to = bin + at - reach;
      if (to >= 0 && to < counts.length) counts[to] = (counts[to] ?? 0) + (count * weight) / mass;
    });
  });
}
