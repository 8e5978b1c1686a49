import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Numbers in ascending order, none below zero. */
export type Ascending = Float64Array;

/**
 * Gini coefficient of values in ascending order: 0 where all are equal, (n - 1) / n where one holds everything;
 * undefined where nothing is held. Source: Gini 1912 in the form by ranks (Sen, On Economic Inequality, 1973):
 * G = 2 sum(i x_i) / (n sum(x)) - (n + 1) / n.
 * @param counts how often each value is there; default once
 */
export function gini(values: Ascending, counts?: Uint32Array): number | undefined {
  let seen = 0;
  let held = 0;
  let ranked = 0;
  for (let index = 0; index < values.length; index += 1) {
    const times = counts === undefined ? 1 : (counts[index] ?? 0);
    const value = (values[index] ?? 0) * times;
    // The mean rank of those of one value that follow the ones seen.
    ranked += value * (seen + (times + 1) / 2);
    held += value;
    seen += times;
  }
  if (held === 0) return undefined;
  return Math.max(0, (2 * ranked) / (seen * held) - (seen + 1) / seen);
}

/**
 * Gini coefficients of samples drawn with replacement, one at each step, so that whoever asks may let others work in
 * between. Equal values and seeds give equal samples. Source: Efron, Bootstrap methods, Ann. Statist. 7 (1979).
 */
export function* resampledGinis(values: Ascending, resamples: number, seed: number): Generator<number> {
  const random = xoroshiro128plus(seed);
  const counts = new Uint32Array(values.length);
  for (let sample = 0; sample < resamples; sample += 1) {
    counts.fill(0);
    for (let draw = 0; draw < values.length; draw += 1) {
      const index = Math.floor(((random.next() >>> 0) / 2 ** 32) * values.length);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    const drawn = gini(values, counts);
    if (drawn !== undefined) yield drawn;
  }
}

/** The middle 90 % of samples: their 5th and 95th percentile by nearest rank; undefined where there are none. */
export function middleNineTenths(samples: readonly number[]): readonly [number, number] | undefined {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const from = at(0.05);
  const to = at(0.95);
  return from === undefined || to === undefined ? undefined : [from, to];
}
