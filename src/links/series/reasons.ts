import type { Comparer } from './compare.ts';
import { BIN_STARTS, binsOfValues, FEATURE_COUNT, FEATURES, type FeatureName } from './features.ts';
import type { LinkModel } from './LinkModel.ts';
import type { TrainedModels } from './train.ts';

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

/**
 * What each feature says of a whole series: the mean over its pairs of which it is known, from the strongest for to the
 * strongest against, with the least and the most in words.
 */
export function reasonsOfSeries(
  { comparer, modelFor }: Pick<TrainedModels, 'comparer' | 'modelFor'>,
  members: readonly number[],
): readonly Reason[] {
  const sums = FEATURES.map(() => ({ sum: 0, pairs: 0, least: Number.POSITIVE_INFINITY, most: 0 }));
  const values = new Float64Array(FEATURE_COUNT);
  const bins = new Uint8Array(FEATURE_COUNT);
  let coarse = false;
  for (const [at, a] of members.entries())
    for (const b of members.slice(at + 1)) {
      comparer.values(a, b, values);
      binsOfValues(values, bins);
      coarse ||= comparer.coarse(a, b);
      const { terms } = modelFor(a, b);
      sums.forEach((known, f) => {
        const [bin, value] = [bins[f] ?? 0, values[f] ?? 0];
        if (bin === BIN_STARTS[f]) return;
        known.sum += terms[bin] ?? 0;
        known.pairs += 1;
        known.least = Math.min(known.least, value);
        known.most = Math.max(known.most, value);
      });
    }
  return FEATURES.flatMap(({ name }, f): Reason[] => {
    const { sum, pairs, least, most } = sums[f] ?? { sum: 0, pairs: 0, least: 0, most: 0 };
    if (pairs === 0) return [];
    const words = ofSeriesInWords(comparer, name, [least, most], coarse, members);
    return [{ feature: name, logBayesFactor: sum / pairs, words }];
  }).sort((one, two) => two.logBayesFactor - one.logBayesFactor);
}

function ofSeriesInWords(
  comparer: Comparer,
  feature: FeatureName,
  [least, most]: readonly [number, number],
  coarse: boolean,
  members: readonly number[],
): string {
  const all = (same: string, some: string, none: string) => (least > 0 ? same : most > 0 ? some : none);
  switch (feature) {
    case 'distance':
      return coarse
        ? `up to about ${Math.max(1, Math.round(most))} km apart, some places known by their square kilometre`
        : `up to ${most.toFixed(most < 10 ? 1 : 0)} km apart`;
    case 'daysApart':
      return `${Math.round(least)} to ${Math.round(most)} days apart`;
    case 'timeOfDay':
      return `up to ${most.toFixed(1)} hours apart on the clock`;
    case 'weekday':
      return `up to ${most.toFixed(1)} days apart in the week`;
    case 'modusOperandi': {
      const [first = 0, ...rest] = members;
      const lists = rest.map((other) => comparer.sharedMarks(first, other));
      const shared = lists[0]?.filter((mark) => lists.every((list) => list.includes(mark))) ?? [];
      if (shared.length > 0) return `marks in common to all: ${shared.join(', ')}`;
      return most > 0 ? 'marks in common to some' : 'no mark in common';
    }
    case 'unsharedMarks':
      return `${Math.round(100 * least)} to ${Math.round(100 * most)} % of the marks of two are not in common`;
    case 'offenceType':
      return all('one type of offence', 'some of the same type of offence', 'different types of offence');
    case 'target':
      return all('one kind of place', 'some at the same kind of place', 'different kinds of place');
    case 'victimAge':
      return `victims up to ${Math.round(most)} years apart in age, by age bands`;
  }
}
