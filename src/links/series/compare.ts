import { hoursApart, weekdaysApart } from './cyclic.ts';
import { expectedDifference } from './intervals.ts';
import { markLists } from './markLists.ts';
import type { SeriesOffence } from './SeriesOffence.ts';

/** Pairs further apart than this are not compared: offenders change over time (Porter 2016). */
export const MOST_DAYS = 365;

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
  const hour = hoursApart(from, to);
  const weekday = weekdaysApart(from, to);
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
