import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../seed/Random.ts';
import { bootstrapRanks } from '../../../../src/league/uncertainty/bootstrap.ts';
import { levels } from '../../../../src/league/uncertainty/levels.ts';
import { drawnBy, poissonDraws } from '../../../../src/league/uncertainty/poisson.ts';
import { rankOrder } from '../../../../src/league/uncertainty/rankOrder.ts';
import { type Drawable, sampleOf } from '../../../../src/league/uncertainty/Sample.ts';
import { bitCount } from '../../../../src/league/uncertainty/victimBits.ts';

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

/** The definition word by word: draw by inversion, count, sort everybody, look up. */
function byDefinition(allegations: readonly Drawable[], size: number, seed: number, replicates: number) {
  const rows = [...allegations].sort((a, b) =>
    a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0,
  );
  const ids = [...new Set(rows.map(({ personId }) => personId))];
  const generator = xoroshiro128plus(seed);
  const draw = () => {
    const number = (generator.next() >>> 0) / 2 ** 32;
    let [count, below] = [0, poisson(0)];
    while (number >= Math.round(below * 2 ** 32) / 2 ** 32) below += poisson(++count);
    return count;
  };
  const ranks = new Map<string, number[]>(ids.map((id) => [id, []]));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const lines = new Map(ids.map((id) => [id, { id, harm: 0, offences: 0, victims: new Set<string>() }]));
    for (const { personId, micros, victimIds } of rows) {
      const line = lines.get(personId);
      const count = draw();
      if (line === undefined || count === 0) continue;
      line.harm += count * (micros ?? 0);
      line.offences += count;
      for (const victim of victimIds) line.victims.add(victim);
    }
    const order = [...lines.values()].sort(
      (a, b) =>
        b.harm - a.harm ||
        b.victims.size - a.victims.size ||
        b.offences - a.offences ||
        (a.id < b.id ? -1 : 1),
    );
    for (const [index, { id }] of order.entries()) ranks.get(id)?.push(index + 1);
  }
  const sorted = [...ranks.values()].map((own) => own.sort((a, b) => a - b));
  return {
    listed: sorted.map((own) => own.filter((rank) => rank <= size).length / replicates),
    intervals: sorted.map((own) => ({
      rankLow: own[Math.ceil(0.05 * replicates) - 1],
      rankHigh: own[Math.ceil(0.95 * replicates) - 1],
    })),
  };
}

describe('the bootstrap of ranks and its definition', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'agree to the last rank, ties and repeated victims included (%i)',
    async (seed) => {
      const random = new Random(seed);
      const upTo = (most: number) => Math.floor(random.next() * most);
      // Few weights and few victims make ties of every kind; one person has more victims than bits.
      const allegations = [
        ...Array.from({ length: 160 }, () =>
          allegation(
            `p${upTo(70)}`,
            random.next() < 0.1 ? null : ([0, 1.5, 10, 10, 365, 2_555][upTo(6)] ?? 0),
            Array.from({ length: upTo(3) }, () => `v${upTo(8)}`),
          ),
        ),
        ...Array.from({ length: 45 }, (_, n) => allegation('many', 10, [`w${n}`, `w${n % 40}`])),
      ];
      const sample = sampleOf(allegations);
      const targets = [...sample.personIds.keys()];
      // From a short list to one that is longer than the number of those who draw anything.
      for (const size of [1, 10, targets.length - 3]) {
        const answer = await bootstrapRanks(sample, { size, targets, seed, replicates: 60 });
        const defined = byDefinition(allegations, size, seed, 60);
        expect([...answer.listed]).toEqual(defined.listed);
        expect(answer.intervals).toEqual(defined.intervals);
      }
    },
  );
});

describe('Poisson draws', () => {
  it('are those of the inverse distribution to the last of 32 bits, also where the table leaves off', () => {
    const cumulative = Array.from({ length: 12 }, (_, k) =>
      Math.round(Array.from({ length: k + 1 }, (_, i) => poisson(i)).reduce((a, b) => a + b, 0) * 2 ** 32),
    );
    for (const [k, bound] of cumulative.entries()) {
      expect(drawnBy(bound - 1)).toBe(k);
      expect(drawnBy(bound)).toBe(k + 1);
    }
    const counts = new Uint8Array(200_000);
    poissonDraws(11)(counts);
    const generator = xoroshiro128plus(11);
    expect(counts.every((count) => count === drawnBy(generator.next() >>> 0))).toBe(true);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    // Five standard errors.
    expect(Math.abs(mean - 1)).toBeLessThan(5 / Math.sqrt(counts.length));
  });
});

describe('victims as bits', () => {
  it('count what is set, the sign bit included', () => {
    for (const bits of [0, 1, -1, 0x80000000 | 0, 0x55555555, 0x12345678])
      expect(bitCount(bits)).toBe([...(bits >>> 0).toString(2)].filter((digit) => digit === '1').length);
  });
});

describe('the levels of a replicate', () => {
  it('are one for equal harm, victims and offences, and in the order of the league', () => {
    const { find, inOrder, clear } = levels(64);
    const asked: readonly (readonly [number, number, number])[] = [
      [3, 1, 1],
      [2 ** 33 + 1, 0, 2],
      [2 ** 33, 5, 9],
      [3, 1, 2],
      [3, 2, 1],
      [0, 0, 0],
    ];
    const numbers = asked.map((triple) => find(...triple));
    expect(new Set(numbers).size).toBe(asked.length);
    expect(asked.map((triple) => find(...triple))).toEqual(numbers);
    expect([...inOrder()].map((level) => asked[numbers.indexOf(level)])).toEqual([
      [2 ** 33 + 1, 0, 2],
      [2 ** 33, 5, 9],
      [3, 2, 1],
      [3, 1, 2],
      [3, 1, 1],
      [0, 0, 0],
    ]);
    clear();
    expect(find(7, 7, 7)).toBe(0);
    expect([...inOrder()]).toEqual([0]);
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
