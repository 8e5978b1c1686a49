import { BIN_STARTS, binsOfValues, type Comparer, FEATURE_COUNT, FEATURES } from './features.ts';
import { probability, scorer } from './scorePairs.ts';
import type { LinkModel, TrainedModels } from './train.ts';

/** What one feature says of a pair. */
export interface Reason {
  readonly feature: (typeof FEATURES)[number]['name'];
  /** Log Bayes factor, weighted: above 0 for one offender, below 0 against. */
  readonly logBayesFactor: number;
  readonly words: string;
}
export interface Candidate {
  readonly index: number;
  readonly logOdds: number;
  readonly probability: number;
  /** The strongest first; what is unknown is evidence of nothing and is not among them. */
  readonly reasonsFor: readonly Reason[];
  readonly reasonsAgainst: readonly Reason[];
}

/** The offences most probably of one offender with `index`, best first; ties by the order of the offences. */
export function candidates(
  models: TrainedModels,
  index: number,
  first: number,
  among: (index: number) => boolean = () => true,
): readonly Candidate[] {
  const score = scorer(models);
  const found: { index: number; logOdds: number }[] = [];
  for (let other = 0; other < models.comparer.size; other += 1) {
    if (other === index || !among(other)) continue;
    const logOdds = score(Math.min(index, other), Math.max(index, other));
    if (!Number.isNaN(logOdds)) found.push({ index: other, logOdds });
  }
  found.sort((a, b) => b.logOdds - a.logOdds || a.index - b.index);
  return found.slice(0, first).map((one) => {
    const reasons = reasonsOf(models.comparer, models.modelFor(index, one.index), index, one.index);
    return {
      ...one,
      probability: probability(one.logOdds),
      reasonsFor: reasons.filter(({ logBayesFactor }) => logBayesFactor > 0),
      reasonsAgainst: reasons.filter(({ logBayesFactor }) => logBayesFactor < 0).reverse(),
    };
  });
}

/** What each known feature says, from the strongest for to the strongest against. */
export function reasonsOf(comparer: Comparer, model: LinkModel, a: number, b: number): readonly Reason[] {
  const values = new Float64Array(FEATURE_COUNT);
  const bins = new Uint8Array(FEATURE_COUNT);
  comparer.values(a, b, values);
  binsOfValues(values, bins);
  return FEATURES.flatMap((feature, f): Reason[] => {
    const bin = bins[f] ?? 0;
    if (bin === BIN_STARTS[f]) return [];
    const logBayesFactor = model.terms[bin] ?? 0;
    return [{ feature: feature.name, logBayesFactor, words: inWords(comparer, f, values[f] ?? 0, a, b) }];
  }).sort((one, two) => two.logBayesFactor - one.logBayesFactor);
}

function inWords(comparer: Comparer, f: number, value: number, a: number, b: number): string {
  switch (FEATURES[f]?.name) {
    case 'distance':
      return value < 0.02 ? 'the same place' : `${value.toFixed(value < 10 ? 1 : 0)} km apart`;
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
    default:
      return `victims about ${Math.round(value)} years apart in age`;
  }
}
