/** One thing that two offences are compared by, cut into bins; bin 0 is "unknown", which is evidence of nothing. */
export interface Feature {
  readonly name: FeatureName;
  /** Upper edges of the bins 1, 2, …; the last bin has none. */
  readonly edges: readonly number[];
  /** Whether the Bayes factor may only fall, or only rise, with the value. */
  readonly shape: 'falling' | 'rising';
  readonly unit: string;
}
export type FeatureName =
  | 'distance'
  | 'daysApart'
  | 'timeOfDay'
  | 'weekday'
  | 'modusOperandi'
  | 'unsharedMarks'
  | 'offenceType'
  | 'target'
  | 'victimAge';

export const FEATURES: readonly Feature[] = [
  feature('distance', [0.02, ...steps(0.1, 60, 36)], 'falling', 'km'),
  feature('daysApart', [0.5, ...steps(1, 330, 32)], 'falling', 'days'),
  feature('timeOfDay', [0.5, 1, 2, 3, 4, 5, 6, 7, 8, 10], 'falling', 'hours'),
  feature('weekday', [0.25, 0.75, 1.25, 1.75, 2.25], 'falling', 'days of the week'),
  feature('modusOperandi', [0, 0.7, 1.2, 1.7, 2.3, 3, 4, 5, 6.5, 8, 10], 'rising', 'nats of rarity shared'),
  feature('unsharedMarks', [0, 0.34, 0.51, 0.67, 0.84, 0.99], 'falling', 'share of marks not shared'),
  feature('offenceType', [0, 1, 2, 3, 4.5], 'rising', 'nats of rarity shared'),
  feature('target', [0, 1, 2, 3], 'rising', 'nats of rarity shared'),
  feature('victimAge', [2, 5, 10, 15, 20, 30], 'falling', 'years'),
];
export const FEATURE_COUNT = FEATURES.length;
/** Bins of a feature, "unknown" included. */
export const binsOf = ({ edges }: Feature): number => edges.length + 2;
/** Where a feature's bins begin in a table of all bins. */
export const BIN_STARTS: readonly number[] = FEATURES.map((_, index) =>
  FEATURES.slice(0, index).reduce((sum, one) => sum + binsOf(one), 0),
);
export const BIN_COUNT = FEATURES.reduce((sum, one) => sum + binsOf(one), 0);

/** Edges that grow evenly in proportion, from the first to the last. */
function steps(first: number, last: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => first * (last / first) ** (at / (count - 1)));
}

function feature(
  name: FeatureName,
  edges: readonly number[],
  shape: Feature['shape'],
  unit: string,
): Feature {
  return { name, edges, shape, unit };
}

/** The bin of each value of a pair, as its place in a table of all bins. */
export function binsOfValues(values: Float64Array, into: Uint8Array): void {
  for (let f = 0; f < FEATURE_COUNT; f += 1) into[f] = binOfValue(f, values[f] ?? Number.NaN);
}

/** The same of one value. @param f place of its feature */
export function binOfValue(f: number, value: number): number {
  const unknown = STARTS[f] ?? 0;
  if (Number.isNaN(value)) return unknown;
  const edges = EDGES[f] as Float64Array;
  // One above the number of edges that lie below the value.
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > (edges[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return unknown + low + 1;
}
const EDGES = FEATURES.map(({ edges }) => Float64Array.from(edges));
const STARTS = Uint8Array.from(BIN_STARTS);
