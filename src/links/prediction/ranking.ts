/** How well a score tells hidden ties from pairs that nothing ties. */
export interface Ranking {
  /** Chance that a hidden tie stands above a pair without one, ties half; null where there is none of either. */
  readonly auc: number | null;
  /** The low end of its 95 % interval (Hanley and McNeil, Radiology 143, 1982). */
  readonly aucLow: number | null;
  readonly precision: readonly Precision[];
  /** Precision where as many pairs are looked at as are hidden. */
  readonly precisionAtHidden: number | null;
}

/** Of the k highest pairs the share that was hidden; among equal ones at the end, what is expected. */
export interface Precision {
  readonly k: number;
  readonly precision: number;
  /** What k pairs by chance would hold. */
  readonly byChance: number;
}

const PLACES = [10, 50, 100];

/**
 * @param candidates how many pairs there are that nothing ties, the hidden among them; those without a score have 0
 * @param scores of pairs, above 0
 */
export function rankingOf(
  { hidden, candidates }: { readonly hidden: ReadonlySet<number>; readonly candidates: number },
  scores: readonly (readonly [pair: number, score: number])[],
): Ranking {
  const sorted = [...scores].sort(([, a], [, b]) => b - a);
  const others = candidates - hidden.size;
  const classes = classesOf(sorted, hidden);
  let [wins, otherAbove, found] = [0, 0, 0];
  for (const { hits, misses } of classes) {
    wins += hits * (others - otherAbove - misses / 2);
    otherAbove += misses;
    found += hits;
  }
  // Hidden ties without a score are among all the pairs without one.
  wins += (hidden.size - found) * ((others - otherAbove) / 2);
  const auc = hidden.size === 0 || others <= 0 ? null : wins / hidden.size / others;
  return {
    auc,
    aucLow: auc === null ? null : Math.max(0, auc - 1.96 * standardError(auc, hidden.size, others)),
    precision: PLACES.filter((k) => k <= candidates).map((k) => ({
      k,
      precision: hitsIn(classes, k) / k,
      byChance: hidden.size / candidates,
    })),
    precisionAtHidden: hidden.size === 0 ? null : hitsIn(classes, hidden.size) / hidden.size,
  };
}

/** The means of several rankings of the same data; none is without its numbers. */
export function meanOf(rankings: readonly Ranking[]): Ranking {
  const mean = (number: (one: Ranking) => number | null | undefined) => {
    const numbers = rankings.flatMap((one) => number(one) ?? []);
    return numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  };
  return {
    auc: mean(({ auc }) => auc),
    aucLow: mean(({ aucLow }) => aucLow),
    precision: PLACES.flatMap((k) => {
      const at = (one: Ranking) => one.precision.find((precision) => precision.k === k);
      const precision = mean((one) => at(one)?.precision);
      return precision === null ? [] : [{ k, precision, byChance: mean((one) => at(one)?.byChance) ?? 0 }];
    }),
    precisionAtHidden: mean(({ precisionAtHidden }) => precisionAtHidden),
  };
}

interface Class {
  readonly hits: number;
  readonly misses: number;
}

/** Pairs of one score together, the highest first. Scores that differ by rounding alone are one. */
function classesOf(
  sorted: readonly (readonly [pair: number, score: number])[],
  hidden: ReadonlySet<number>,
): readonly Class[] {
  const classes: { hits: number; misses: number; least: number }[] = [];
  for (const [pair, score] of sorted) {
    let last = classes.at(-1);
    if (last === undefined || score < last.least) {
      last = { hits: 0, misses: 0, least: score * (1 - 1e-12) };
      classes.push(last);
    }
    if (hidden.has(pair)) last.hits += 1;
    else last.misses += 1;
  }
  return classes;
}

function hitsIn(classes: readonly Class[], k: number): number {
  let [left, hits] = [k, 0];
  for (const one of classes) {
    const size = one.hits + one.misses;
    const taken = Math.min(left, size);
    hits += (one.hits * taken) / size;
    left -= taken;
    if (left === 0) break;
  }
  return hits;
}

function standardError(auc: number, positives: number, negatives: number): number {
  const [one, two] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  const sum = auc * (1 - auc) + (positives - 1) * (one - auc * auc) + (negatives - 1) * (two - auc * auc);
  return Math.sqrt(Math.max(0, sum) / (positives * negatives));
}
