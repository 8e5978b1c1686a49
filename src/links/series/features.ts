import { aoristicWeights, expectedDifference } from './intervals.ts';
import type { SeriesOffence } from './SeriesOffence.ts';

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

/** Offences made ready for comparing: typed arrays, so that a pair costs a fraction of a microsecond. */
export interface Comparer {
  readonly size: number;
  /** Writes the values of a pair; NaN = unknown. */
  values(a: number, b: number, into: Float64Array): void;
  /** Metres on the plane; NaN where it has no place. */
  placeOf(index: number): readonly [x: number, y: number];
  /** Day in the middle of when it can have happened; NaN where it has no date. */
  middleOf(index: number): number;
  /** Kilometres apart as in the values. NaN where one has no place. */
  distance(a: number, b: number): number;
  /** Days apart as in the values. NaN where one has no date. */
  daysApart(a: number, b: number): number;
  /** Whether the place of one of the two is known by its square kilometre alone. */
  coarse(a: number, b: number): boolean;
  /** Names of the marks that both have. */
  sharedMarks(a: number, b: number): readonly string[];
}

/** Metres that two places of one square kilometre lie apart, as is expected. */
const WITHIN_SQUARE = 521;

/** A longer interval says nothing of the time of day; of the weekday. */
const LONGEST_FOR_HOUR = 0.75;
const LONGEST_FOR_WEEKDAY = 4;
const HOURS = 24;
const WEEKDAYS = 7;

export function compare(offences: readonly SeriesOffence[]): Comparer {
  const n = offences.length;
  const column = (value: (offence: SeriesOffence) => number | undefined) =>
    Float64Array.from(offences, (offence) => value(offence) ?? Number.NaN);
  const [from, to] = [column(({ from }) => from), column(({ to }) => to)];
  const [x, y] = [column(({ x }) => x), column(({ y }) => y)];
  const coarse = Uint8Array.from(offences, (offence) => (offence.coarse === true ? 1 : 0));
  const age = column(({ victimAge }) => victimAge);
  const type = codes(offences.map(({ type }) => type));
  const target = codes(offences.map(({ target }) => target));
  const marks = markLists(offences);
  const hour = cyclic(from, to, HOURS, 1, LONGEST_FOR_HOUR);
  const weekday = cyclic(from, to, WEEKDAYS, 7, LONGEST_FOR_WEEKDAY);
  const daysApart = (a: number, b: number) =>
    expectedDifference(
      from[a] ?? Number.NaN,
      to[a] ?? Number.NaN,
      from[b] ?? Number.NaN,
      to[b] ?? Number.NaN,
    );
  const distance = (a: number, b: number) => {
    const dx = (x[a] ?? Number.NaN) - (x[b] ?? Number.NaN);
    const dy = (y[a] ?? Number.NaN) - (y[b] ?? Number.NaN);
    const metres = Math.sqrt(dx * dx + dy * dy);
    return (coarse[a] === 1 || coarse[b] === 1 ? Math.max(metres, WITHIN_SQUARE) : metres) / 1000;
  };
  return {
    size: n,
    placeOf: (index) => [x[index] ?? Number.NaN, y[index] ?? Number.NaN],
    middleOf: (index) => ((from[index] ?? Number.NaN) + (to[index] ?? Number.NaN)) / 2,
    distance,
    daysApart,
    values(a, b, into) {
      into[0] = distance(a, b);
      into[1] = daysApart(a, b);
      into[2] = hour(a, b);
      into[3] = weekday(a, b);
      marks.overlap(a, b, into);
      into[6] = type(a, b);
      into[7] = target(a, b);
      into[8] = Math.abs((age[a] ?? Number.NaN) - (age[b] ?? Number.NaN));
    },
    coarse: (a, b) => coarse[a] === 1 || coarse[b] === 1,
    sharedMarks: marks.shared,
  };
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

/** Rarity (−ln of the share that has it, in nats) where both are the same, 0 where they differ. */
function codes(stated: readonly (string | undefined)[]): (a: number, b: number) => number {
  const counts = new Map<string, number>();
  let known = 0;
  for (const value of stated)
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
      known += 1;
    }
  const index = new Map([...counts.keys()].map((value, at) => [value, at]));
  const code = Int32Array.from(stated, (value) => (value === undefined ? -1 : (index.get(value) ?? -1)));
  const rarity = Float64Array.from(counts.values(), (count) => Math.max(1e-3, -Math.log(count / known)));
  // One value for all tells nothing.
  const idle = counts.size < 2;
  return (a, b) => {
    const one = code[a] ?? -1;
    const two = code[b] ?? -1;
    if (idle || one < 0 || two < 0) return Number.NaN;
    return one === two ? (rarity[one] ?? 0) : 0;
  };
}

function markLists(offences: readonly SeriesOffence[]) {
  const counts = new Map<string, number>();
  const sets = offences.map(({ marks }) => [...new Set(marks)]);
  const known = sets.filter(({ length }) => length > 0).length;
  for (const set of sets) for (const mark of set) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const rarity = Float64Array.from(names, (name) => -Math.log((counts.get(name) ?? 1) / known));
  const lists = sets.map((set) => Uint32Array.from(set, (mark) => index.get(mark) ?? 0).sort());
  const none = new Uint32Array(0);
  return {
    overlap(a: number, b: number, into: Float64Array): void {
      const one = lists[a] ?? none;
      const two = lists[b] ?? none;
      if (one.length === 0 || two.length === 0) {
        into[4] = Number.NaN;
        into[5] = Number.NaN;
        return;
      }
      let sum = 0;
      let both = 0;
      let i = 0;
      let j = 0;
      while (i < one.length && j < two.length) {
        const left = one[i] ?? 0;
        const right = two[j] ?? 0;
        if (left === right) {
          sum += rarity[left] ?? 0;
          both += 1;
          i += 1;
          j += 1;
        } else if (left < right) i += 1;
        else j += 1;
      }
      into[4] = both === 0 ? 0 : Math.max(1e-3, sum);
      into[5] = 1 - both / (one.length + two.length - both);
    },
    shared(a: number, b: number): readonly string[] {
      const two = new Set(lists[b]);
      return [...(lists[a] ?? none)].filter((mark) => two.has(mark)).map((mark) => names[mark] ?? '');
    },
  };
}

/** Expected distance on a cycle of `slots`, in slots, by aoristic weights; NaN where an interval is too long. */
function cyclic(from: Float64Array, to: Float64Array, slots: number, days: number, longest: number) {
  const n = from.length;
  const weights = new Float64Array(n * slots);
  const distances = new Float64Array(n * slots);
  const known = new Uint8Array(n);
  /** The only slot of one that is not spread; else -1. */
  const sole = new Int16Array(n).fill(-1);
  /** Place on the cycle of a point in time, in slots; NaN where it is spread. */
  const point = new Float64Array(n).fill(Number.NaN);
  for (let at = 0; at < n; at += 1) {
    const [start, end] = [from[at] ?? Number.NaN, to[at] ?? Number.NaN];
    if (!(end - start <= longest)) continue;
    known[at] = 1;
    const share = aoristicWeights(start / days, end / days, slots);
    weights.set(share, at * slots);
    for (let slot = 0; slot < slots; slot += 1) {
      let sum = 0;
      for (let other = 0; other < slots; other += 1) {
        const apart = Math.abs(slot - other);
        sum += (share[other] ?? 0) * Math.min(apart, slots - apart);
      }
      distances[at * slots + slot] = sum;
    }
    sole[at] = share.indexOf(1);
    if (end - start < POINT_DAYS) point[at] = ((((start / days) % 1) + 1) % 1) * slots;
  }
  return (a: number, b: number): number => {
    if (known[a] !== 1 || known[b] !== 1) return Number.NaN;
    if (slots === HOURS) {
      const apart = Math.abs((point[a] ?? Number.NaN) - (point[b] ?? Number.NaN));
      if (!Number.isNaN(apart)) return Math.min(apart, slots - apart);
    }
    const only = sole[a] ?? -1;
    if (only >= 0) return distances[b * slots + only] ?? Number.NaN;
    const otherOnly = sole[b] ?? -1;
    if (otherOnly >= 0) return distances[a * slots + otherOnly] ?? Number.NaN;
    let sum = 0;
    for (let slot = 0; slot < slots; slot += 1)
      sum += (weights[a * slots + slot] ?? 0) * (distances[b * slots + slot] ?? 0);
    return sum;
  };
}
const POINT_DAYS = 1 / 96;
