import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendallTauB, rankCorrelation, spearman } from '../../../../src/league/editions/rankCorrelation.ts';

const column = (...values: readonly number[]) => Float64Array.from(values);
const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 2, maxLength: 60 });
const columns = (rows: readonly (readonly [number, number])[]) =>
  [column(...rows.map(([a]) => a)), column(...rows.map(([, b]) => b))] as const;

/** By the definition: every pair looked at. */
function tauByPairs(rows: readonly (readonly [number, number])[]): number | undefined {
  let [together, untiedA, untiedB] = [0, 0, 0];
  for (const [i, [a, b]] of rows.entries())
    for (const [c, d] of rows.slice(0, i)) {
      together += Math.sign(a - c) * Math.sign(b - d);
      if (a !== c) untiedA += 1;
      if (b !== d) untiedB += 1;
    }
  return untiedA === 0 || untiedB === 0 ? undefined : together / Math.sqrt(untiedA * untiedB);
}

/** By the definition: a rank is how many are less, and half of the others that are equal. */
function rhoByCounting(rows: readonly (readonly [number, number])[]): number | undefined {
  const rank = (values: readonly number[], value: number) =>
    values.filter((v) => v < value).length + values.filter((v) => v === value).length / 2;
  const as = rows.map(
    ([a]) =>
      rank(
        rows.map(([v]) => v),
        a,
      ) -
      rows.length / 2,
  );
  const bs = rows.map(
    ([, b]) =>
      rank(
        rows.map(([, v]) => v),
        b,
      ) -
      rows.length / 2,
  );
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, v, i) => sum + v * (y[i] ?? 0), 0);
  return dot(as, as) === 0 || dot(bs, bs) === 0
    ? undefined
    : dot(as, bs) / Math.sqrt(dot(as, as) * dot(bs, bs));
}

describe('the correlation of two orders', () => {
  it('is what SciPy documents for its examples of kendalltau and spearmanr', () => {
    expect(kendallTauB(column(12, 2, 1, 12, 2), column(1, 4, 7, 1, 0))).toBeCloseTo(-0.47140452079103173, 14);
    expect(spearman(column(1, 2, 3, 4, 5), column(5, 6, 7, 8, 7))).toBeCloseTo(0.8207826816681233, 14);
  });

  it('is 1 for the same order and -1 for the reverse, whatever the distances', () => {
    const up = column(1, 2, 5, 100);
    expect(rankCorrelation(up, column(0, 7, 8, 9))).toEqual({ spearman: 1, kendallTauB: 1 });
    expect(rankCorrelation(up, column(9, 8, 7, 0))).toEqual({ spearman: -1, kendallTauB: -1 });
  });

  it('says nothing where one of them gives no order', () => {
    const none = { spearman: undefined, kendallTauB: undefined };
    expect(rankCorrelation(column(3, 3, 3), column(1, 2, 3))).toEqual(none);
    expect(rankCorrelation(column(1), column(1))).toEqual(none);
    expect(rankCorrelation(column(), column())).toEqual(none);
  });

  it('equals its definition, pair by pair, with as many ties as may be', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const found = rankCorrelation(...columns(rows));
        const same = (value: number | undefined, expected: number | undefined) =>
          expected === undefined
            ? expect(value).toBeUndefined()
            : expect(value ?? Number.NaN).toBeCloseTo(expected, 12);
        same(found.kendallTauB, tauByPairs(rows));
        same(found.spearman, rhoByCounting(rows));
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it('is the same whichever comes first', () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = columns(rows);
        expect(kendallTauB(a, b)).toBe(kendallTauB(b, a));
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});
