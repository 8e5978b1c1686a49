import { BIN_COUNT, binsOfValues, FEATURE_COUNT } from './features.ts';
import type { LinkModel } from './LinkModel.ts';
import { fitLogistic } from './logistic.ts';
import type { Sample } from './samplePairs.ts';

/** Pairs of different offenders that the weights are fitted on. */
const MOST_STACKED = 30_000;
/** How strongly the weight of a feature is held at 1, its value under independence. */
const RIDGE = 4;

/**
 * The model of the pairs that are of none of some folds: weights on factors that were counted without these and the pair's own.
 * @param folds by pair those of its two offences, a bit each
 * @param odds that a pair is linked, of all pairs
 */
export function stack(
  sample: Sample,
  folds: Uint8Array,
  mask: number,
  factorsWithout: (mask: number) => Float64Array,
  odds: number,
): LinkModel {
  const pairs = folds.length;
  let unlinked = 0;
  for (let pair = 0; pair < pairs; pair += 1)
    if (((folds[pair] ?? 0) & mask) === 0 && sample.linked[pair] !== 1) unlinked += 1;
  const every = Math.max(1, Math.ceil(unlinked / MOST_STACKED));
  const kept = new Uint32Array(pairs);
  let size = 0;
  let met = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (((folds[pair] ?? 0) & mask) !== 0) continue;
    if (sample.linked[pair] !== 1) {
      met += 1;
      if ((met - 1) % every !== 0) continue;
    }
    kept[size] = pair;
    size += 1;
  }
  const rows = new Float64Array(size * FEATURE_COUNT);
  const labels = new Uint8Array(size);
  const weights = new Float64Array(size);
  let positive = 0;
  let negative = 0;
  for (let row = 0; row < size; row += 1) {
    const pair = kept[row] ?? 0;
    const factors = factorsWithout(mask | (folds[pair] ?? 0));
    for (let f = 0; f < FEATURE_COUNT; f += 1)
      rows[row * FEATURE_COUNT + f] = factors[sample.bins[pair * FEATURE_COUNT + f] ?? 0] ?? 0;
    const linked = sample.linked[pair] === 1;
    labels[row] = linked ? 1 : 0;
    const weight = linked ? 1 : every * sample.unlinkedWeight;
    weights[row] = weight;
    if (linked) positive += weight;
    else negative += weight;
  }
  // Every model is set to one share of linked pairs: without it, the series left out would lower its own level.
  for (let row = 0; row < size; row += 1)
    if (labels[row] === 1) weights[row] = ((weights[row] ?? 0) * odds * negative) / positive;
  const start = Math.log(odds);
  const beta = fitLogistic(rows, FEATURE_COUNT, labels, weights, { ridge: RIDGE, towards: 1, start });
  const factors = factorsWithout(mask);
  const terms = new Float64Array(BIN_COUNT);
  for (let bin = 0; bin < BIN_COUNT; bin += 1)
    // A feature whose likeness speaks against one offender is chance: it is left out rather than turned round.
    terms[bin] = Math.max(0, beta[1 + (FEATURE_OF[bin] ?? 0)] ?? 0) * (factors[bin] ?? 0);
  return { intercept: beta[0] ?? 0, terms };
}
const FEATURE_OF = featureOfBins();

function featureOfBins(): Uint8Array {
  const of = new Uint8Array(BIN_COUNT);
  const into = new Uint8Array(FEATURE_COUNT);
  binsOfValues(new Float64Array(FEATURE_COUNT).fill(Number.NaN), into);
  for (let f = 0; f < FEATURE_COUNT; f += 1) of.fill(f, into[f], into[f + 1] ?? BIN_COUNT);
  return of;
}
