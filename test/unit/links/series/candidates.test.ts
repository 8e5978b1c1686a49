import { describe, expect, it } from 'vitest';
import { candidates } from '../../../../src/links/series/candidates.ts';
import { reasonsOf } from '../../../../src/links/series/reasons.ts';
import type { SeriesOffence } from '../../../../src/links/series/SeriesOffence.ts';
import { probability, scorer } from '../../../../src/links/series/scorePairs.ts';
import { train } from '../../../../src/links/series/train.ts';
import { plantedSeries } from './plantedSeries.ts';

const { offences, offender } = plantedSeries(7, 24);
const models = train(offences);

describe('candidates of a series', () => {
  it('put the others of the planted series first more often than the nearest offences do', () => {
    const unsolved = [...offences.keys()].filter(
      (index) => index < 96 && offences[index]?.suspects.length === 0,
    );
    const ofOffender = (index: number, others: readonly number[]) =>
      others.filter((other) => offender[other] === offender[index]).length;
    const near = (index: number) => {
      const { x = 0, y = 0 } = offences[index] ?? {};
      const metres = ({ x: a = 0, y: b = 0 }: SeriesOffence) => Math.hypot(a - x, b - y);
      return [...offences.keys()]
        .filter((other) => other !== index)
        .sort((a, b) => metres(offences[a] as SeriesOffence) - metres(offences[b] as SeriesOffence))
        .slice(0, 3);
    };
    const found = unsolved.map((index) =>
      ofOffender(
        index,
        candidates(models, index, 3).candidates.map((one) => one.index),
      ),
    );
    const nearest = unsolved.map((index) => ofOffender(index, near(index)));
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(unsolved).toHaveLength(24);
    expect(sum(found)).toBeGreaterThan(1.2 * sum(nearest));
    expect(sum(found)).toBeGreaterThan(0.5 * 3 * 24);
  });

  it('are all within a year, by falling probability, each the sum of its reasons and the start', () => {
    const { compared, candidates: best } = candidates(models, 5, 1_000);
    const within = offences.filter(
      (_, other) => other !== 5 && models.comparer.daysApart(5, other) <= 365,
    ).length;
    expect(compared).toBe(within);
    expect(best).toHaveLength(within);
    for (const [place, one] of best.entries()) {
      const { intercept } = models.modelFor(5, one.index);
      const sum = [...one.reasonsFor, ...one.reasonsAgainst].reduce(
        (total, { logBayesFactor }) => total + logBayesFactor,
        intercept,
      );
      expect(one.logOdds).toBeCloseTo(sum, 9);
      expect(one.probability).toBe(probability(one.logOdds));
      expect(one.logOdds).toBeLessThanOrEqual(best[place - 1]?.logOdds ?? Number.POSITIVE_INFINITY);
      expect(one.reasonsFor.every(({ logBayesFactor }) => logBayesFactor > 0)).toBe(true);
      expect(one.reasonsAgainst.every(({ logBayesFactor }) => logBayesFactor < 0)).toBe(true);
    }
  });

  it('of an offence without a date are none', () => {
    const undated = [...offences.slice(0, 40), { id: 'x', marks: [], victims: [], suspects: [] }];
    expect(candidates(train(undated), 40, 10)).toEqual({ compared: 0, candidates: [] });
  });
});

describe('reasons', () => {
  const at = (id: string, more: Partial<SeriesOffence>): SeriesOffence => ({
    id,
    marks: [],
    victims: [],
    suspects: [],
    ...more,
  });
  const wordsOf = (...pair: readonly [Partial<SeriesOffence>, Partial<SeriesOffence>]) => {
    const few = train([...pair.map((more, nth) => at(`n${nth}`, more)), ...offences.slice(0, 30)]);
    return Object.fromEntries(
      reasonsOf(few.comparer, few.full, 0, 1).map(({ feature, words }) => [feature, words]),
    );
  };

  it('are told in words, and what is unknown of one is none', () => {
    expect(
      wordsOf(
        { from: 19_000, to: 19_000, x: 0, y: 0, marks: ['mark 1', 'mark 2'], type: 'type 1', victimAge: 30 },
        {
          from: 19_010.25,
          to: 19_010.25,
          x: 0,
          y: 2_500,
          marks: ['mark 2'],
          type: 'type 1',
          target: 'place 1',
        },
      ),
    ).toEqual({
      distance: '2.5 km apart',
      daysApart: 'about 10 days apart',
      timeOfDay: 'about 6.0 hours apart on the clock',
      weekday: expect.stringContaining('days apart in the week'),
      modusOperandi: 'marks in common: mark 2',
      unsharedMarks: '50 % of their marks are not in common',
      offenceType: 'the same type of offence',
    });
  });

  it('of times between a Friday and a Monday say nothing of the hour, and the middle of the days', () => {
    const { timeOfDay, daysApart } = wordsOf({ from: 19_000, to: 19_003 }, { from: 19_011.5, to: 19_011.5 });
    expect(timeOfDay).toBeUndefined();
    expect(daysApart).toBe('about 10 days apart');
  });

  it('never call two homes of one square kilometre the same place', () => {
    const here = { x: 500, y: 500 };
    expect(wordsOf(here, here).distance).toBe('the same place');
    const homes = wordsOf({ ...here, coarse: true }, { ...here, coarse: true });
    expect(homes.distance).toBe('about 1 km apart or less, one place known by its square kilometre');
    const few = train([at('a', { ...here, coarse: true }), at('b', here), ...offences.slice(0, 30)]);
    const values = new Float64Array(9);
    few.comparer.values(0, 1, values);
    expect(values[0]).toBeCloseTo(0.521, 3);
  });

  it('score a pair alike from either side', () => {
    const score = scorer(models);
    expect(score(3, 8)).toBeCloseTo(score(8, 3), 9);
  });
});
