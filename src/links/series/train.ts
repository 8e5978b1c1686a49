import { type BinCounts, bayesFactors, emptyCounts } from './bayesFactors.ts';
import { type Comparer, compare } from './compare.ts';
import { BIN_COUNT, FEATURE_COUNT } from './features.ts';
import type { LinkModel } from './LinkModel.ts';
import { publishedFactors } from './published.ts';
import type { SeriesOffence } from './SeriesOffence.ts';
import { binCounts, samplePairs } from './samplePairs.ts';
import { foldsOf, type SolvedGroups, solvedGroups } from './solvedGroups.ts';
import { stack } from './stack.ts';

const FOLDS = 8;
/** Fewer series than this teach nothing. */
const LEAST_SERIES = 10;
/** Assumed share of pairs within a year that are of one offender, where nothing was learned. */
const PRIOR_SHARE = 0.005;

/** What was learned, as data: it can be sent from one thread to another. */
export interface Learned {
  readonly basis: 'TRAINED' | 'PUBLISHED';
  /** Fold of each offence; -1 where unsolved. */
  readonly fold: Int8Array;
  /** Models by the folds that they have not seen, a bit each; 0: learned on all that teach. */
  readonly models: ReadonlyMap<number, LinkModel>;
  readonly linkedPairs: number;
  readonly seriesCount: number;
}
export interface TrainedModels extends Learned {
  readonly comparer: Comparer;
  readonly groups: SolvedGroups;
  /** The model that never saw the series of either offence. */
  modelFor(a: number, b: number): LinkModel;
  /** Learned on all that teach. */
  readonly full: LinkModel;
}

/**
 * Learns from the solved offences that teach (solvedGroups.ts) by cross-validation: groups of offences joined by suspects
 * are dealt to folds, and the model that scores a pair has seen neither fold of the two. Bayes factors a feature by
 * counting (bayesFactors.ts), then weights a feature by logistic regression on factors that were themselves counted without
 * the folds of the pair (stacking; it makes dependent features count less and sets the level: Platt's calibration on
 * held-out folds).
 */
export function train(offences: readonly SeriesOffence[]): TrainedModels {
  const [comparer, groups] = [compare(offences), solvedGroups(offences)];
  return modelsOf(comparer, groups, learn(comparer, groups));
}

/** What was learned, ready for scoring the offences that it was learned on. */
export function modelsOf(comparer: Comparer, groups: SolvedGroups, learned: Learned): TrainedModels {
  const { fold, models } = learned;
  const full = models.get(0) as LinkModel;
  const bit = (index: number) => ((fold[index] ?? -1) < 0 ? 0 : 1 << (fold[index] ?? 0));
  return {
    ...learned,
    comparer,
    groups,
    full,
    modelFor: models.size === 1 ? () => full : (a, b) => models.get(bit(a) | bit(b)) ?? full,
  };
}

function learn(comparer: Comparer, groups: SolvedGroups): Learned {
  const sample = samplePairs(comparer, groups);
  const unlabelled = binCounts(comparer);
  const prior = publishedFactors(unlabelled);
  const pairsOfGroup = new Float64Array(groups.groups);
  for (let pair = 0; pair < sample.a.length; pair += 1)
    if (sample.linked[pair] === 1) {
      const group = groups.group[sample.a[pair] ?? 0] ?? -1;
      pairsOfGroup[group] = (pairsOfGroup[group] ?? 0) + 1;
    }
  const series = pairsOfGroup.filter((pairs) => pairs > 0).length;
  const linkedPairs = pairsOfGroup.reduce((sum, pairs) => sum + pairs, 0);
  const foldOfGroup = foldsOf(pairsOfGroup, FOLDS);
  const fold = Int8Array.from(groups.group, (group) => (group < 0 ? -1 : (foldOfGroup[group] ?? -1)));
  const common = { fold, linkedPairs, seriesCount: series };
  if (series < LEAST_SERIES || linkedPairs === sample.a.length) {
    const full = { intercept: Math.log(PRIOR_SHARE / (1 - PRIOR_SHARE)), terms: prior };
    return { ...common, basis: 'PUBLISHED', models: new Map([[0, full]]) };
  }

  const odds = linkedPairs / ((sample.a.length - linkedPairs) * sample.unlinkedWeight);
  const tables = Array.from({ length: FOLDS * FOLDS }, emptyCounts);
  for (let pair = 0; pair < sample.a.length; pair += 1) {
    const [one, two] = [fold[sample.a[pair] ?? 0] ?? 0, fold[sample.b[pair] ?? 0] ?? 0];
    const table = tables[Math.min(one, two) * FOLDS + Math.max(one, two)] as BinCounts;
    const into = sample.linked[pair] === 1 ? table.linked : table.unlinked;
    const weight = sample.linked[pair] === 1 ? 1 : sample.unlinkedWeight;
    for (let f = 0; f < FEATURE_COUNT; f += 1) {
      const bin = sample.bins[pair * FEATURE_COUNT + f] ?? 0;
      into[bin] = (into[bin] ?? 0) + weight;
    }
  }
  const factorsBy: (Float64Array | undefined)[] = [];
  const factorsWithout = (mask: number): Float64Array => {
    const known = factorsBy[mask];
    if (known !== undefined) return known;
    const sum = emptyCounts();
    for (let one = 0; one < FOLDS; one += 1)
      for (let two = one; two < FOLDS; two += 1) {
        if (((mask >> one) & 1) === 1 || ((mask >> two) & 1) === 1) continue;
        const table = tables[one * FOLDS + two] as BinCounts;
        for (let bin = 0; bin < BIN_COUNT; bin += 1) {
          sum.linked[bin] = (sum.linked[bin] ?? 0) + (table.linked[bin] ?? 0);
          sum.unlinked[bin] = (sum.unlinked[bin] ?? 0) + (table.unlinked[bin] ?? 0);
        }
      }
    const factors = bayesFactors(sum, prior);
    factorsBy[mask] = factors;
    return factors;
  };
  const models = new Map<number, LinkModel>();
  /** By pair: the folds of its two offences, a bit each. */
  const folds = Uint8Array.from(
    sample.a,
    (one, pair) => (1 << (fold[one] ?? 0)) | (1 << (fold[sample.b[pair] ?? 0] ?? 0)),
  );
  for (const mask of masks()) models.set(mask, stack(sample, folds, mask, factorsWithout, odds));
  return { ...common, basis: 'TRAINED', models };
}

/** Which folds two offences can be of: none where both are unsolved, one, or two. */
function masks(): readonly number[] {
  const all = new Set([0]);
  for (let one = 0; one < FOLDS; one += 1)
    for (let two = one; two < FOLDS; two += 1) all.add((1 << one) | (1 << two));
  return [...all];
}
