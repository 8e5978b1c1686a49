import { type Reason, reasonsOf } from './reasons.ts';
import { probability, scorer } from './scorePairs.ts';
import type { TrainedModels } from './train.ts';

export interface Candidate {
  /** Place of the offence among those that were learned on. */
  readonly index: number;
  readonly logOdds: number;
  readonly probability: number;
  /** The strongest first; what is unknown is evidence of nothing and is not among them. */
  readonly reasonsFor: readonly Reason[];
  readonly reasonsAgainst: readonly Reason[];
}

/**
 * The offences most probably of one offender with `index`, best first; ties by the order of the offences. Each pair is
 * scored by the model that has seen the series of neither.
 * @returns also how many could be compared: dated, and within a year
 */
export function candidates(
  models: TrainedModels,
  index: number,
  first: number,
): { readonly compared: number; readonly candidates: readonly Candidate[] } {
  const { comparer } = models;
  const score = scorer(models);
  const found: { index: number; logOdds: number }[] = [];
  for (let other = 0; other < comparer.size; other += 1) {
    if (other === index) continue;
    const logOdds = score(Math.min(index, other), Math.max(index, other));
    if (!Number.isNaN(logOdds)) found.push({ index: other, logOdds });
  }
  found.sort((a, b) => b.logOdds - a.logOdds || a.index - b.index);
  const best = found.slice(0, first).map((one) => {
    const reasons = reasonsOf(comparer, models.modelFor(index, one.index), index, one.index);
    return {
      ...one,
      probability: probability(one.logOdds),
      reasonsFor: reasons.filter(({ logBayesFactor }) => logBayesFactor > 0),
      reasonsAgainst: reasons.filter(({ logBayesFactor }) => logBayesFactor < 0).reverse(),
    };
  });
  return { compared: found.length, candidates: best };
}
