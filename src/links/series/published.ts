import { BIN_COUNT, BIN_STARTS, binsOf, FEATURES, type Feature, type FeatureName } from './features.ts';

/**
 * What is used before anything was learned, and what learning is drawn towards.
 * Coefficients of distance (km), days apart, hours of the day and a shared mark: stepwise logistic regression printed in
 * M. D. Porter, "Statistical Methods for Crime Series Linkage", vignette of the R package crimelinkage 0.0.4 (2015);
 * the weekday was dropped there. They were fitted on the crimelinkage data, so accuracy on those data is no test of them. Which offence was committed, where, and on whom are in no such table: for a shared type,
 * target or further marks it is ASSUMED that an offender repeats a habit with probability `HABIT` and otherwise does as
 * the others do, so that a match of rarity r has the Bayes factor 1 - h + h e^r (the match probability of forensic science).
 */
export const PUBLISHED = {
  source: 'M. D. Porter, Statistical Methods for Crime Series Linkage, vignette of crimelinkage 0.0.4, 2015',
  distancePerKm: -0.479699,
  timePerDay: -0.018712,
  timeOfDayPerHour: -0.125321,
  sharedMark: 1.426244,
} as const;
/** Assumed, not published. */
const HABIT = 0.3;
/** Assumed: five years of the victim's age weigh as much as ten days. */
const AGE_PER_YEAR = -0.03;

/** Log of the unnormalised Bayes factor at a value. */
const CURVE: { readonly [N in FeatureName]: (value: number) => number } = {
  distance: (km) => PUBLISHED.distancePerKm * km,
  daysApart: (days) => PUBLISHED.timePerDay * days,
  timeOfDay: (hours) => PUBLISHED.timeOfDayPerHour * hours,
  weekday: () => 0,
  modusOperandi: (rarity) => (rarity === 0 ? 0 : Math.max(PUBLISHED.sharedMark, habit(rarity))),
  unsharedMarks: () => 0,
  offenceType: habit,
  target: habit,
  victimAge: (years) => AGE_PER_YEAR * years,
};

function habit(rarity: number): number {
  return Math.log(1 - HABIT + HABIT * Math.exp(rarity));
}

/**
 * Log Bayes factors of all bins by the published coefficients, made to average 1 over pairs of different offenders, of
 * which nearly all pairs are.
 * @param counts how many pairs fall into each bin
 */
export function publishedFactors(counts: ArrayLike<number>): Float64Array {
  const factors = new Float64Array(BIN_COUNT);
  FEATURES.forEach((feature, f) => {
    const start = BIN_STARTS[f] ?? 0;
    const raw = Float64Array.from({ length: binsOf(feature) - 1 }, (_, bin) =>
      CURVE[feature.name](middleOf(feature, bin + 1)),
    );
    let [mass, sum] = [0, 0];
    raw.forEach((value, index) => {
      const pairs = counts[start + 1 + index] ?? 0;
      mass += pairs;
      sum += pairs * Math.exp(value);
    });
    const norm = mass > 0 && sum > 0 ? Math.log(sum / mass) : 0;
    raw.forEach((value, index) => {
      factors[start + 1 + index] = mass > 0 ? value - norm : 0;
    });
  });
  return factors;
}

/** A value that stands for a bin. */
function middleOf({ edges }: Feature, bin: number): number {
  const upper = edges[bin - 1];
  const lower = bin === 1 ? (edges[0] ?? 0) : (edges[bin - 2] ?? 0);
  if (bin === 1) return edges[0] === 0 ? 0 : (edges[0] ?? 0) / 2;
  return upper === undefined ? lower * 1.2 : (lower + upper) / 2;
}
