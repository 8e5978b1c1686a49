import { describe, expect, it } from 'vitest';
import { THIS_YEAR as span, YEAR_STARTS, yearOf } from '../../../seed/calendar.ts';
import { Random } from '../../../seed/Random.ts';
import { Run } from '../../../seed/Run.ts';

const NEW_YEAR = Array.from({ length: 365 }, (_, at) => YEAR_STARTS + at).find((day) => yearOf(day) === 2023);

/** Where offences of these report days and delays come to lie. */
const followed = (seed: number, drawn: readonly (readonly [reported: number, delay: number])[]) => {
  const run = new Run(new Random(seed), span);
  return drawn.map(([reported, delay]) => run.follow({ occurred: reported - delay, reported }));
};

describe('the offences of one stranger', () => {
  it('follow one another within one to two weeks, each reported as late as before', () => {
    const days = followed(1, [
      [400, 0],
      [650, 3],
      [500, 1],
    ]);
    expect(days[0]).toEqual({ occurred: 400, reported: 400 });
    expect(days.map(({ occurred, reported }) => reported - occurred)).toEqual([0, 3, 1]);
    for (const [before, after] of [
      [days[0], days[1]],
      [days[1], days[2]],
    ]) {
      const between = (after?.occurred ?? 0) - (before?.occurred ?? 0);
      expect(between).toBeGreaterThanOrEqual(5);
      expect(between).toBeLessThanOrEqual(14);
    }
  });

  it('lie before one another where the span ends', () => {
    const [first, second] = followed(2, [
      [span.last, 0],
      [400, 0],
    ]);
    expect(first?.occurred).toBe(span.last);
    expect(second?.reported).toBeGreaterThanOrEqual(span.last - 14);
    expect(second?.reported).toBeLessThanOrEqual(span.last - 5);
  });

  it('stay where they would leave the span, and begin no run that lies before it', () => {
    const old = [500, 900] as const;
    const days = followed(3, [old, [600, 0], [450, 0], old]);
    expect(days.map(({ reported }) => reported)).toEqual([500, 600, expect.any(Number), 500]);
    expect(Math.abs((days[2]?.occurred ?? 0) - 600)).toBeLessThanOrEqual(14);
  });

  it('are of an earlier year than their report where they were before, and nowhere else', () => {
    const newYear = NEW_YEAR ?? Number.NaN;
    for (let seed = 0; seed < 50; seed += 1) {
      const drawn = [
        [newYear - 10, 0],
        [newYear + 100, 12],
        [newYear + 3, 6],
        [newYear + 30, 2],
      ] as const;
      const isHistoric = ({ occurred, reported }: { occurred: number; reported: number }) =>
        yearOf(occurred) < yearOf(reported);
      expect(followed(seed, drawn).map(isHistoric)).toEqual([false, false, true, false]);
    }
  });
});
