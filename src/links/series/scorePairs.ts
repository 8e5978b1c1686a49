import { binsOfValues, FEATURE_COUNT } from './features.ts';
import { type LinkModel, MOST_DAYS, type TrainedModels } from './train.ts';

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
