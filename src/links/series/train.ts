import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type BinCounts, bayesFactors, emptyCounts } from './bayesFactors.ts';
import { BIN_COUNT, binsOfValues, type Comparer, compare, FEATURE_COUNT } from './features.ts';
import { fitLogistic } from './logistic.ts';
import { publishedFactors } from './published.ts';
import type { SeriesOffence } from './SeriesOffence.ts';
import { foldsOf, type SolvedGroups, solvedGroups } from './solvedGroups.ts';

/** Pairs further apart than this are not compared: offenders change over time (Porter 2016). */
export const MOST_DAYS = 365;
const FOLDS = 8;
/** Fewer series than this teach nothing. */
const LEAST_SERIES = 10;
/** Pairs of different offenders that are looked at; beyond them a sample says the same. */
const MOST_UNLINKED = 400_000;
/** Of them, those that the weights are fitted on. */
const MOST_STACKED = 30_000;
/** How strongly the weight of a feature is held at 1, its value under independence. */
const RIDGE = 4;
/** Assumed share of pairs within a year that are of one offender, where nothing was learned. */
const PRIOR_SHARE = 0.005;

/** Log posterior odds of a pair: the intercept and one term for the bin of each feature. */
export interface LinkModel {
  readonly intercept: number;
  /** Weighted log Bayes factors of all bins. */
  readonly terms: Float64Array;
}
/** What was learned, as data: it can be sent from one thread to another. */
export interface Learned {
  readonly basis: 'TRAINED' | 'PUBLISHED';
  /** Fold of each offence; -1 where unsolved. */
  readonly fold: Int8Array;
  /** Models by the folds that they have not seen, a bit each; 0: learned on all solved offences. */
  readonly models: ReadonlyMap<number, LinkModel>;
  readonly linkedPairs: number;
  readonly seriesCount: number;
}
export interface TrainedModels extends Learned {
  readonly comparer: Comparer;
  readonly groups: SolvedGroups;
  /** The model that never saw the series of either offence. */
  modelFor(a: number, b: number): LinkModel;
  /** Learned on all solved offences. */
  readonly full: LinkModel;
}

interface Sample {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly linked: Uint8Array;
  /** How many pairs one of the unlinked stands for. */
  readonly unlinkedWeight: number;
  readonly bins: Uint8Array;
}

/**
 * Learns from the solved offences by cross-validation: groups of offences joined by suspects are dealt to folds, and the
 * model that scores a pair has seen neither fold of the two. Bayes factors a feature by counting (bayesFactors.ts), then
 * weights a feature by logistic regression on factors that were themselves counted without the folds of the pair
 * (stacking; it makes dependent features count less and sets the level: Platt's calibration on held-out folds).
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

function stack(
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

/** All linked pairs, and pairs of different groups: all, or as many as are looked at, drawn with a fixed seed. */
function samplePairs(comparer: Comparer, groups: SolvedGroups): Sample {
  const solved: number[] = [];
  const members = new Map<number, number[]>();
  for (let index = 0; index < comparer.size; index += 1) {
    const group = groups.group[index] ?? -1;
    if (group < 0 || Number.isNaN(comparer.daysApart(index, index))) continue;
    solved.push(index);
    members.set(group, [...(members.get(group) ?? []), index]);
  }
  const [a, b, linked]: [number[], number[], number[]] = [[], [], []];
  const near = (one: number, two: number) => comparer.daysApart(one, two) <= MOST_DAYS;
  for (const list of members.values())
    for (let i = 0; i < list.length; i += 1)
      for (let j = i + 1; j < list.length; j += 1) {
        const [one, two] = [list[i] ?? 0, list[j] ?? 0];
        if (!near(one, two) || !groups.linked(one, two) || groups.sameVictim(one, two)) continue;
        a.push(one);
        b.push(two);
        linked.push(1);
      }
  const n = solved.length;
  const possible = (n * (n - 1)) / 2;
  const add = (one: number, two: number) => {
    if (groups.group[one] === groups.group[two] || !near(one, two)) return;
    a.push(one);
    b.push(two);
    linked.push(0);
  };
  const drawn = possible > MOST_UNLINKED;
  if (!drawn) {
    for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) add(solved[i] ?? 0, solved[j] ?? 0);
  } else {
    const random = xoroshiro128plus(1);
    for (let draw = 0; draw < MOST_UNLINKED; draw += 1)
      add(solved[uniformInt(random, 0, n - 1)] ?? 0, solved[uniformInt(random, 0, n - 1)] ?? 0);
  }
  const values = new Float64Array(FEATURE_COUNT);
  const into = new Uint8Array(FEATURE_COUNT);
  const bins = new Uint8Array(a.length * FEATURE_COUNT);
  for (let pair = 0; pair < a.length; pair += 1) {
    comparer.values(a[pair] ?? 0, b[pair] ?? 0, values);
    binsOfValues(values, into);
    bins.set(into, pair * FEATURE_COUNT);
  }
  return {
    a: Uint32Array.from(a),
    b: Uint32Array.from(b),
    linked: Uint8Array.from(linked),
    unlinkedWeight: drawn ? possible / MOST_UNLINKED : 1,
    bins,
  };
}

const UNLABELLED_DRAWS = 50_000;

/** How pairs of any two offences within the year fall into bins. */
function binCounts(comparer: Comparer): Float64Array {
  const counts = new Float64Array(BIN_COUNT);
  if (comparer.size < 2) return counts;
  const random = xoroshiro128plus(2);
  const values = new Float64Array(FEATURE_COUNT);
  const into = new Uint8Array(FEATURE_COUNT);
  for (let draw = 0; draw < UNLABELLED_DRAWS; draw += 1) {
    const [a, b] = [uniformInt(random, 0, comparer.size - 1), uniformInt(random, 0, comparer.size - 1)];
    if (a === b || comparer.daysApart(a, b) > MOST_DAYS) continue;
    comparer.values(a, b, values);
    binsOfValues(values, into);
    for (const bin of into) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
