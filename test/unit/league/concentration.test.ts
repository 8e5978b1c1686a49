import { describe, expect, it } from 'vitest';
import { Random } from '../../../seed/Random.ts';
import { concentrationOf } from '../../../src/league/concentration/concentration.ts';
import { gini, middleNineTenths, resampledGinis } from '../../../src/league/concentration/gini.ts';
import { lorenzCurve, shareOfLargest } from '../../../src/league/concentration/lorenz.ts';

const ascending = (values: Iterable<number>) => Float64Array.from(values).sort();
const random = new Random(7);
const lists = Array.from({ length: 40 }, (_, index) =>
  ascending(Array.from({ length: index + 2 }, () => Math.floor(random.next() * 1_000))),
);
const lines = (...harms: readonly (number | undefined)[]) =>
  harms.map((harm, index) => ({
    rank: index + 1,
    personId: `s:${index}`,
    harmMicros: harm ?? 0,
    offences: 1,
    victims: 0,
    unknownHarm: harm === undefined ? 1 : 0,
  }));

describe('concentration of harm', () => {
  it('is 0 where all are equal, (n - 1) / n where one holds all, 1/3 for an even spread of many', () => {
    for (const n of [1, 2, 7, 100]) expect(gini(ascending(Array(n).fill(5)))).toBeCloseTo(0, 12);
    for (const n of [2, 5, 100])
      expect(gini(ascending([...Array(n - 1).fill(0), 9]))).toBeCloseTo((n - 1) / n, 12);
    // The closed form of the row 1, 2, ... n.
    for (const n of [3, 10, 999])
      expect(gini(ascending(Array.from({ length: n }, (_, i) => i + 1)))).toBeCloseTo((n - 1) / (3 * n), 12);
    expect(gini(ascending([0, 0]))).toBeUndefined();
  });

  it('equals the mean difference of all pairs, whatever the list, and does not change with the unit', () => {
    for (const values of lists) {
      const total = values.reduce((sum, value) => sum + value, 0);
      const pairs = [...values].flatMap((a) => [...values].map((b) => Math.abs(a - b)));
      const expected = pairs.reduce((sum, gap) => sum + gap, 0) / (2 * values.length * total);
      expect(gini(values)).toBeCloseTo(expected, 10);
      expect(gini(values.map((value) => value * 7))).toBeCloseTo(expected, 10);
    }
  });

  it('counts a value that is drawn several times as if it stood there several times', () => {
    expect(gini(ascending([1, 4, 6]), Uint32Array.of(2, 0, 3))).toBeCloseTo(
      gini(ascending([1, 1, 6, 6, 6])) ?? Number.NaN,
      12,
    );
  });

  it('has a curve from nothing to all that never falls, bends one way and lies under the line of equals', () => {
    for (const values of [...lists, ascending(Array.from({ length: 5_000 }, () => random.next()))]) {
      const curve = lorenzCurve(values);
      expect(curve.length).toBeLessThanOrEqual(100);
      expect(curve[0]).toEqual({ people: 0, harm: 0 });
      expect(curve.at(-1)).toEqual({ people: 1, harm: 1 });
      for (const [index, { people, harm }] of curve.entries()) {
        expect(harm).toBeLessThanOrEqual(people + 1e-12);
        expect(harm).toBeGreaterThanOrEqual(curve[index - 1]?.harm ?? 0);
      }
    }
    expect(lorenzCurve(ascending([0, 0]))).toEqual([]);
  });

  it('gives the worst their share, rounded up to whole people', () => {
    expect(shareOfLargest(ascending([1, 2, 3, 4]), 0.01)).toEqual({ people: 1, harm: 0.4 });
    expect(shareOfLargest(ascending([]), 0.1)).toEqual({ people: 0, harm: undefined });
  });

  it('has an interval that repeats to the last digit and holds the number itself', () => {
    const values = ascending(Array.from({ length: 300 }, () => random.next() ** 4));
    const draw = (seed: number) => middleNineTenths([...resampledGinis(values, 300, seed)]);
    const interval = draw(1);
    expect(draw(1)).toEqual(interval);
    expect(draw(2)).not.toEqual(interval);
    expect(interval?.[0]).toBeLessThan(gini(values) ?? 0);
    expect(interval?.[1]).toBeGreaterThan(gini(values) ?? 1);
  });

  it('leaves people of wholly unknown harm beside and does not take them for zero', async () => {
    const found = await concentrationOf({ ranked: lines(5, 5, undefined, 5) });
    expect(found).toMatchObject({ suspects: 3, suspectsOfUnknownHarm: 1, harmMicros: 15 });
    expect(found.gini).toBeCloseTo(0, 12);
    expect(await concentrationOf({ ranked: lines(5, 5, 0, 5) })).toMatchObject({ gini: 0.25 });
    expect(await concentrationOf({ ranked: [] })).toMatchObject({ suspects: 0, gini: undefined, lorenz: [] });
  });
});
