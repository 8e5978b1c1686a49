import { describe, expect, it } from 'vitest';
import { quantile, slope, sorted } from '../../../bench/timing.ts';

describe('the figures of the bench', () => {
  it('are quantiles by the nearest rank', () => {
    const times = sorted([5, 1, 4, 2, 3, 10, 9, 8, 7, 6]);
    expect([quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99), quantile([7], 0.99)]).toEqual(
      [5, 10, 10, 7],
    );
  });

  it('have a slope of 1 where twice the size takes twice the time, of 0 where it takes the same', () => {
    expect(
      slope([
        [10, 3],
        [100, 30],
        [1_000, 300],
      ]),
    ).toBe(1);
    expect(
      slope([
        [10, 3],
        [1_000, 3],
      ]),
    ).toBe(0);
    expect(slope([[10, 3]])).toBeUndefined();
  });
});
