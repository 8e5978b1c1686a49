/** How alike two orders of the same people are: 1 the same, -1 reversed; undefined where one of them has no order. */
export interface RankCorrelation {
  readonly spearman: number | undefined;
  readonly kendallTauB: number | undefined;
}

/** Spearman's rho and Kendall's tau-b of two measures of the same people, equal values as ties. */
export function rankCorrelation(one: Float64Array, other: Float64Array): RankCorrelation {
  return { spearman: spearman(one, other), kendallTauB: kendallTauB(one, other) };
}

/** Spearman 1904: the correlation of the ranks; equal values share the middle of their ranks (Kendall 1945). */
export function spearman(one: Float64Array, other: Float64Array): number | undefined {
  const [a, b] = [middleRanks(one), middleRanks(other)];
  const mean = (a.length + 1) / 2;
  let [together, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [at(a, i) - mean, at(b, i) - mean];
    together += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return ofA === 0 || ofB === 0 ? undefined : within(together / Math.sqrt(ofA * ofB));
}

/**
 * Kendall's tau-b (1945): pairs in the same order less pairs in the opposite order, as a share of what ties leave.
 * Counted by merging, n log n (Knight 1966, A Computer Method for Calculating Kendall's Tau with Ungrouped Data).
 */
export function kendallTauB(one: Float64Array, other: Float64Array): number | undefined {
  const n = one.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
    (i, j) => at(one, i) - at(one, j) || at(other, i) - at(other, j),
  );
  const first = Float64Array.from(order, (i) => at(one, i));
  const second = Float64Array.from(order, (i) => at(other, i));
  const pairs = (n * (n - 1)) / 2;
  const tiedFirst = tiedPairs(n, (i) => at(first, i) === at(first, i - 1));
  const tiedBoth = tiedPairs(
    n,
    (i) => at(first, i) === at(first, i - 1) && at(second, i) === at(second, i - 1),
  );
  const opposite = sortCounting(second);
  const tiedSecond = tiedPairs(n, (i) => at(second, i) === at(second, i - 1));
  if (pairs === tiedFirst || pairs === tiedSecond) return undefined;
  const difference = pairs - tiedFirst - tiedSecond + tiedBoth - 2 * opposite;
  return within(difference / Math.sqrt((pairs - tiedFirst) * (pairs - tiedSecond)));
}

const at = (values: ArrayLike<number>, index: number) => values[index] as number;
/** What rounding carries past the ends is not there. */
const within = (value: number) => Math.max(-1, Math.min(1, value));

function middleRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => at(values, i) - at(values, j));
  const ranks = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && at(values, at(order, to)) === at(values, at(order, from))) to += 1;
    for (let i = from; i < to; i += 1) ranks[at(order, i)] = (from + 1 + to) / 2;
  }
  return ranks;
}

/** Pairs within runs of equal neighbours. */
function tiedPairs(n: number, sameAsBefore: (index: number) => boolean): number {
  let [pairs, run] = [0, 0];
  for (let i = 1; i < n; i += 1) {
    run = sameAsBefore(i) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts up, in place, and counts the pairs that stood the wrong way round. */
function sortCounting(values: Float64Array): number {
  const n = values.length;
  const spare = new Float64Array(n);
  let swaps = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let from = 0; from < n; from += 2 * width) {
      const [middle, end] = [Math.min(from + width, n), Math.min(from + 2 * width, n)];
      let [left, right] = [from, middle];
      for (let to = from; to < end; to += 1) {
        if (left < middle && (right >= end || at(values, left) <= at(values, right))) {
          spare[to] = at(values, left);
          left += 1;
        } else {
          spare[to] = at(values, right);
          right += 1;
          swaps += middle - left;
        }
      }
    }
    values.set(spare);
  }
  return swaps;
}
