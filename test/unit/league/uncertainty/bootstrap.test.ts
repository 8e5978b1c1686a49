import { describe, expect, it } from 'vitest';
import { bootstrapRanks } from '../../../../src/league/uncertainty/bootstrap.ts';
import { rankOrder } from '../../../../src/league/uncertainty/rankOrder.ts';
import { type Drawable, sampleOf } from '../../../../src/league/uncertainty/Sample.ts';

const DAY = 1_000_000;
const allegation = (personId: string, days: number | null, victims: readonly string[] = ['v']): Drawable => ({
  personId,
  micros: days === null ? null : days * DAY,
  victimIds: victims,
});
/** P(a Poisson number of mean 1 equals k). */
const poisson = (k: number): number => (k === 0 ? Math.exp(-1) : poisson(k - 1) / k);

describe('the bootstrap of ranks', () => {
  it('gives two people of one offence each the exact probabilities, ties broken by victims, offences and id', async () => {
    // a draws i of 30 days, b draws j of 10: a leads where 3 i > j, or neither drew (id); equal harm has more offences of b.
    let exact = 0;
    for (let i = 0; i < 15; i++)
      for (let j = 0; j < 15; j++) if (3 * i > j || (i === 0 && j === 0)) exact += poisson(i) * poisson(j);
    const sample = sampleOf([allegation('a', 30), allegation('b', 10)]);
    const question = { size: 1, targets: [0, 1], seed: 42, replicates: 40_000 };
    const { listed } = await bootstrapRanks(sample, question);
    // Four standard errors.
    expect(Math.abs((listed[0] ?? 0) - exact)).toBeLessThan(4 * Math.sqrt(0.25 / 40_000));
    expect((listed[0] ?? 0) + (listed[1] ?? 0)).toBeCloseTo(1, 12);
  });

  it('is the same for the same seed and another for another', async () => {
    const sample = sampleOf(
      Array.from({ length: 60 }, (_, i) => allegation(`p${i % 40}`, 1 + (i % 7), [`v${i % 9}`])),
    );
    const ask = (seed: number) => bootstrapRanks(sample, { size: 10, targets: [0, 5, 39], seed });
    expect(await ask(7)).toEqual(await ask(7));
    expect((await ask(8)).listed).not.toEqual((await ask(7)).listed);
  });

  it('holds the rank of whoever leads by far with many allegations, and lists them nearly always', async () => {
    const many = Array.from({ length: 30 }, () => allegation('leader', 1_000));
    const others = Array.from({ length: 50 }, (_, i) => allegation(`p${i}`, 5));
    const sample = sampleOf([...many, ...others]);
    const leader = sample.personIds.indexOf('leader');
    const { intervals, listed } = await bootstrapRanks(sample, { size: 1, targets: [leader], seed: 3 });
    expect(intervals).toEqual([{ rankLow: 1, rankHigh: 1 }]);
    expect(listed[leader]).toBe(1);
  });

  it('counts unknown harm as no harm, and says whose harm is not known', async () => {
    const sample = sampleOf([allegation('a', null), allegation('b', 5), allegation('b', null)]);
    expect(sample.known).toEqual([false, true]);
    expect([...sample.harm]).toEqual([0, 1, 0]);
  });
});

describe('the order of a replicate', () => {
  it('is that of a plain comparison, with harm beyond 32 bits and ties', () => {
    const high = Uint32Array.from([0, 3, 3, 4_000_000, 0, 3]);
    const low = Uint32Array.from([5, 7, 7, 1, 5, 4_194_303]);
    const victims = Uint32Array.from([1, 2, 3, 0, 1, 0]);
    const most = (values: Uint32Array) => ({ values, most: Math.max(...values) });
    const order = rankOrder(6);
    const items = Uint32Array.from([0, 1, 2, 3, 4, 5]);
    const plain = [...items].sort(
      (a, b) =>
        (high[b] ?? 0) - (high[a] ?? 0) ||
        (low[b] ?? 0) - (low[a] ?? 0) ||
        (victims[b] ?? 0) - (victims[a] ?? 0) ||
        a - b,
    );
    expect([...order(items, [most(victims), most(low), most(high)])]).toEqual(plain);
  });
});
