import {
  BIN_STARTS,
  binsOfValues,
  type Comparer,
  FEATURE_COUNT,
  FEATURES,
  type FeatureName,
} from './features.ts';
import type { LinkModel } from './train.ts';

/** What one feature says of a pair. */
export interface Reason {
  readonly feature: FeatureName;
  /** Log Bayes factor, weighted, in nats: above 0 for one offender, below 0 against. */
  readonly logBayesFactor: number;
  /** In plain words; marks stand in it as the sources wrote them. */
  readonly words: string;
}

/** What each known feature says of two offences, from the strongest for to the strongest against. */
export function reasonsOf(comparer: Comparer, model: LinkModel, a: number, b: number): readonly Reason[] {
  const values = new Float64Array(FEATURE_COUNT);
  const bins = new Uint8Array(FEATURE_COUNT);
  comparer.values(a, b, values);
  binsOfValues(values, bins);
  return FEATURES.flatMap(({ name }, f): Reason[] => {
    const bin = bins[f] ?? 0;
    if (bin === BIN_STARTS[f]) return [];
    const logBayesFactor = model.terms[bin] ?? 0;
    return [{ feature: name, logBayesFactor, words: inWords(comparer, name, values[f] ?? 0, [a, b]) }];
  }).sort((one, two) => two.logBayesFactor - one.logBayesFactor);
}

function inWords(
  comparer: Comparer,
  feature: FeatureName,
  value: number,
  [a, b]: readonly [number, number],
): string {
  switch (feature) {
    case 'distance':
      return distanceInWords(value, comparer.coarse(a, b));
    case 'daysApart':
      return value < 1 ? 'within a day' : `about ${Math.round(value)} days apart`;
    case 'timeOfDay':
      return `about ${value.toFixed(1)} hours apart on the clock`;
    case 'weekday':
      return `about ${value.toFixed(1)} days apart in the week`;
    case 'modusOperandi': {
      const shared = comparer.sharedMarks(a, b);
      return shared.length === 0 ? 'no mark in common' : `marks in common: ${shared.join(', ')}`;
    }
    case 'unsharedMarks':
      return `${Math.round(100 * value)} % of their marks are not in common`;
    case 'offenceType':
      return value === 0 ? 'different types of offence' : 'the same type of offence';
    case 'target':
      return value === 0 ? 'different kinds of place' : 'the same kind of place';
    case 'victimAge':
      return value === 0
        ? 'victims of one age band'
        : `victims about ${Math.round(value)} years apart in age`;
  }
}

function distanceInWords(km: number, coarse: boolean): string {
  if (coarse)
    return `about ${Math.max(1, Math.round(km))} km apart or less, one place known by its square kilometre`;
  return km < 0.02 ? 'the same place' : `${km.toFixed(km < 10 ? 1 : 0)} km apart`;
}
