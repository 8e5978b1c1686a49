import { describe, expect, it } from 'vitest';
import { THIS_YEAR as span, weekdayOf, YEAR_STARTS, yearOf } from '../../../seed/calendar.ts';
import { Random } from '../../../seed/Random.ts';
import { Run } from '../../../seed/Run.ts';

const NEW_YEAR = Array.from({ length: 365 }, (_, at) => YEAR_STARTS + at).find((day) => yearOf(day) === 2023);
const SEEDS = Array.from({ length: 400 }, (_, seed) => seed);

type Drawn = readonly (readonly [reported: number, delay: number])[];

/** Where offences of these report days and delays come to lie. */
const followed = (seed: number, drawn: Drawn) => {
  const run = new Run(new Random(seed), span);
  return drawn.map(([reported, delay]) => run.follow({ occurred: reported - delay, reported }));
};
const isHistoric = ({ occurred, reported }: { readonly occurred: number; readonly reported: number }) =>
  yearOf(occurred) < yearOf(reported);

describe('the offences of one stranger', () => {
  const drawn: Drawn = [
    [400, 0],
    [650, 3],
    [500, 1],
  ];

  it('lie one to two weeks from one another, three days more or less, each reported as late as before', () => {
    let near = 0;
    for (const seed of SEEDS) {
      const days = followed(seed, drawn);
      expect(days.map(({ occurred, reported }) => reported - occurred)).toEqual([0, 3, 1]);
      for (const { reported } of days) {
        expect(reported).toBeGreaterThanOrEqual(span.first);
        expect(reported).toBeLessThanOrEqual(span.last);
      }
      const [first = 0, second = 0, third = 0] = days.map(({ occurred }) => occurred).sort((a, b) => a - b);
      // One that would not be historic any more stays where it was.
      if (days.some(isHistoric) || third - first > 60) continue;
      near += 1;
      for (const between of [second - first, third - second]) {
        expect(between).toBeGreaterThanOrEqual(5 - 6);
        expect(between).toBeLessThanOrEqual(14 + 6);
      }
    }
    expect(near).toBeGreaterThan(SEEDS.length / 2);
  });

  it('lie anywhere in the span, and as often before the first as after it', () => {
    const runs = SEEDS.map((seed) => followed(seed, drawn).map(({ occurred }) => occurred));
    const share = (is: (run: readonly number[]) => boolean) => runs.filter(is).length / runs.length;
    const middle = (span.first + span.last) / 2;
    expect(share(([first = 0]) => first < middle)).toBeGreaterThan(0.4);
    expect(share(([first = 0]) => first < middle)).toBeLessThan(0.6);
    expect(share(([first = 0, second = 0]) => second < first)).toBeGreaterThan(0.4);
    expect(share(([first = 0, second = 0]) => second < first)).toBeLessThan(0.6);
  });

  it('fall on one day of the week more often than by chance', () => {
    const weekdays = SEEDS.map((seed) => followed(seed, drawn).map(({ occurred }) => weekdayOf(occurred)));
    const same = weekdays.filter(([first, second]) => first === second).length / weekdays.length;
    expect(same).toBeGreaterThan(0.17);
    expect(same).toBeLessThan(0.3);
  });

  it('stay where they would leave the span, and begin no run that lies before it', () => {
    for (const seed of SEEDS) {
      const [old, first, second] = followed(seed, [
        [500, 900],
        [600, 0],
        [450, 0],
      ]);
      expect(old).toEqual({ occurred: -400, reported: 500 });
      expect(Math.abs((second?.occurred ?? 0) - (first?.occurred ?? 0))).toBeLessThanOrEqual(17);
    }
  });

  it('are of an earlier year than their report where they were before, and nowhere else', () => {
    const newYear = NEW_YEAR ?? Number.NaN;
    const around: Drawn = [
      [newYear - 10, 0],
      [newYear + 100, 12],
      [newYear + 3, 6],
      [newYear + 30, 2],
    ];
    for (const seed of SEEDS)
      expect(followed(seed, around).map(isHistoric)).toEqual([false, false, true, false]);
  });
});
