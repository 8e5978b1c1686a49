import { MOST_DAYS } from './compare.ts';
import { BIN_STARTS, binOfValue, binsOfValues, FEATURE_COUNT } from './features.ts';
import type { LinkModel } from './LinkModel.ts';
import type { TrainedModels } from './train.ts';

/** Log posterior odds that two offences have one offender; NaN where they are more than a year apart or undated. */
export function scorer(models: TrainedModels, model?: LinkModel): (a: number, b: number) => number {
  const values = new Float64Array(FEATURE_COUNT);
  const bins = new Uint8Array(FEATURE_COUNT);
  const { comparer } = models;
  return (a, b) => {
    if (!(comparer.daysApart(a, b) <= MOST_DAYS)) return Number.NaN;
    comparer.values(a, b, values);
    binsOfValues(values, bins);
    const { intercept, terms } = model ?? models.modelFor(a, b);
    let sum = intercept;
    for (let f = 0; f < FEATURE_COUNT; f += 1) sum += terms[bins[f] ?? 0] ?? 0;
    return sum;
  };
}

export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/**
 * Whether the log posterior odds of a pair reach `least`, as `scorer` gives them. Most pairs are told by distance and days
 * alone: where even the best of everything else would not do.
 */
export function reaching(models: TrainedModels, least: number): (a: number, b: number) => boolean {
  const { comparer } = models;
  const score = scorer(models);
  const bests = new Map<LinkModel, number>();
  const bestOf = (model: LinkModel) => {
    const known = bests.get(model);
    if (known !== undefined) return known;
    let best = model.intercept;
    for (let f = FIRST_OF_REST; f < FEATURE_COUNT; f += 1)
      best += model.terms.slice(BIN_STARTS[f], BIN_STARTS[f + 1]).reduce((a, b) => Math.max(a, b), 0);
    bests.set(model, best);
    return best;
  };
  return (a, b) => {
    const model = models.modelFor(a, b);
    const distance = model.terms[binOfValue(0, comparer.distance(a, b))] ?? 0;
    if (
      distance + (model.terms[binOfValue(1, comparer.daysApart(a, b))] ?? 0) + bestOf(model) <
      least - SLACK
    )
      return false;
    return score(a, b) >= least;
  };
}
/** Features after distance and days. */
const FIRST_OF_REST = 2;
/** Sums of the same numbers in another order may differ by less. */
const SLACK = 1e-9;
