import { type Accuracy, accuracyOf } from './accuracy.ts';
import { PUBLISHED } from './published.ts';
import { probability, scorer } from './scorePairs.ts';
import type { TrainedModels } from './train.ts';

/** What a model is, what it was learned on, and how well it does: kept with every use of it. */
export interface ModelCard {
  readonly method: string;
  readonly basis: TrainedModels['basis'];
  /** Where coefficients come from that were not learned, and what learning is drawn towards. */
  readonly published: string;
  readonly source: string;
  readonly trainedOn: string;
  readonly offences: number;
  /** Of them, those that links are learned on (solvedGroups.ts). */
  readonly solved: number;
  readonly series: number;
  readonly linkedPairs: number;
  /** Pairs of these, each scored by a model that has not seen its series. */
  readonly pairs: Accuracy | undefined;
  /** Distance alone, on the same pairs. */
  readonly distanceAlone: Accuracy | undefined;
  /** The same where offences of offenders with one offence, members of no series, are among the candidates. */
  readonly withSingles: Accuracy | undefined;
  /** Mean predicted probability and share that is linked, by tenths of the linked pairs from the least probable. */
  readonly calibration: readonly {
    readonly predicted: number;
    readonly linked: number;
    readonly pairs: number;
  }[];
}

/** Pairs of solved offences that are looked at for the card; beyond them every n-th of the unlinked is. */
const MOST_PAIRS = 2_000_000;

export function modelCard(models: TrainedModels, source: string, date: string): ModelCard {
  const { comparer, groups } = models;
  const score = scorer(models);
  const solved = [...groups.group.keys()].filter(groups.teaches);
  const size = new Map<number, number>();
  for (const index of solved) {
    const group = groups.group[index] ?? -1;
    size.set(group, (size.get(group) ?? 0) + 1);
  }
  /** 1: the only offence of its group. */
  const single = Uint8Array.from(groups.group, (group) => (size.get(group) === 1 ? 1 : 0));
  const every = Math.max(1, Math.ceil((solved.length * (solved.length - 1)) / 2 / MOST_PAIRS));
  const scores = { linked: [] as number[], series: [] as number[], all: [] as number[] };
  const near = { linked: [] as number[], all: [] as number[] };
  let offset = 0;
  const look = (a: number, b: number, linked: boolean) => {
    const logOdds = score(a, b);
    if (Number.isNaN(logOdds)) return;
    const km = comparer.distance(a, b);
    const distance = Number.isNaN(km) ? Number.NEGATIVE_INFINITY : -km;
    (linked ? scores.linked : scores.all).push(logOdds);
    (linked ? near.linked : near.all).push(distance);
    if (!linked && single[a] === 0 && single[b] === 0) scores.series.push(logOdds);
  };
  const members = new Map<number, number[]>();
  for (const index of solved) {
    const group = groups.group[index] ?? -1;
    const earlier = members.get(group) ?? [];
    // As in training: two offences against one victim are no lesson.
    for (const other of earlier)
      if (groups.linked(other, index) && !groups.sameVictim(other, index)) look(other, index, true);
    earlier.push(index);
    members.set(group, earlier);
  }
  for (let i = 0; i < solved.length; i += 1) {
    let j = i + 1 + offset;
    for (; j < solved.length; j += every) {
      const [a, b] = [solved[i] ?? 0, solved[j] ?? 0];
      if (groups.group[a] !== groups.group[b]) look(a, b, false);
    }
    offset = j - solved.length;
  }
  const any = scores.linked.length > 0 && scores.all.length > 0;
  return {
    method:
      'Bayes factors a feature (binned, monotone, drawn to published ones), stacked by logistic regression, 8 folds of series',
    basis: models.basis,
    published: PUBLISHED.source,
    source,
    trainedOn: date,
    offences: comparer.size,
    solved: solved.length,
    series: models.seriesCount,
    linkedPairs: models.linkedPairs,
    pairs: scores.series.length > 0 && any ? accuracyOf(scores.linked, scores.series) : undefined,
    withSingles: any ? accuracyOf(scores.linked, scores.all) : undefined,
    distanceAlone: any ? accuracyOf(near.linked, near.all) : undefined,
    calibration: any ? calibrationOf(scores.linked, scores.all, every) : [],
  };
}

function calibrationOf(linked: readonly number[], unlinked: readonly number[], weight: number) {
  const tenths = Float64Array.from(linked).sort();
  const edges = Array.from(
    { length: 9 },
    (_, at) => tenths[Math.floor(((at + 1) * tenths.length) / 10)] ?? 0,
  );
  const bins = Array.from({ length: 10 }, () => ({ predicted: 0, linked: 0, pairs: 0 }));
  const add = (scores: readonly number[], label: number, mass: number) => {
    for (const score of scores) {
      const at = edges.findIndex((edge) => score < edge);
      const bin = bins[at < 0 ? 9 : at];
      if (bin === undefined) continue;
      bin.predicted += mass * probability(score);
      bin.linked += label * mass;
      bin.pairs += mass;
    }
  };
  add(linked, 1, 1);
  add(unlinked, 0, weight);
  return bins.map(({ predicted, linked: hits, pairs }) => ({
    predicted: predicted / Math.max(1, pairs),
    linked: hits / Math.max(1, pairs),
    pairs,
  }));
}
