import { describe, expect, it } from 'vitest';
import { clusters } from '../../../../src/links/series/clusters.ts';
import {
  acceptedExactly,
  type Ruling,
  type Rulings,
  rulingsOf,
} from '../../../../src/links/series/rulings.ts';
import { scorer } from '../../../../src/links/series/scorePairs.ts';
import { type TrainedModels, train } from '../../../../src/links/series/train.ts';
import { beginTurn } from '../../../../src/links/turns/Turn.ts';
import { random } from '../randomGraph.ts';
import { plantedSeries } from './plantedSeries.ts';

/** Average linkage as it is defined: every mean anew, of every pair of clusters, at every step. */
function plainly(
  models: TrainedModels,
  among: readonly number[],
  atLeast: number,
  { joined, ruledOut }: Rulings,
): readonly (readonly number[])[] {
  const score = scorer(models);
  const odds = (a: number, b: number) => {
    const logOdds = score(Math.min(a, b), Math.max(a, b));
    return Number.isNaN(logOdds) ? models.full.intercept : logOdds;
  };
  const mean = (left: readonly number[], right: readonly number[]) => {
    const all = left.flatMap((a) => right.map((b) => (ruledOut(a, b) ? -Infinity : odds(a, b))));
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  const given = new Set(joined.flat());
  let groups: (readonly number[])[] = [...joined, ...among.filter((a) => !given.has(a)).map((a) => [a])];
  for (;;) {
    let best: { value: number; left: readonly number[]; right: readonly number[] } | undefined;
    for (const [at, left] of groups.entries())
      for (const right of groups.slice(at + 1)) {
        const value = mean(left, right);
        if (best === undefined || value > best.value) best = { value, left, right };
      }
    if (best === undefined || best.value < atLeast) break;
    const { left, right } = best;
    groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]];
  }
  return groups.filter(({ length }) => length > 1).map((group) => group.toSorted((a, b) => a - b));
}

const order = (groups: readonly (readonly number[])[]) => groups.map((group) => group.join()).sort();
const ruling = (offenceIds: readonly string[], more: Partial<Ruling> = {}): Ruling => ({
  ...{
    id: 'series:1',
    verdict: 'REJECT',
    offenceIds,
    apart: [],
    standing: offenceIds.map(() => 'as it was'),
  },
  ...more,
});
const placeOf = (id: string) => Number(id.slice(1));
const asItWas = () => 'as it was';

describe('clusters', () => {
  it('are those of average linkage as it is defined, with what somebody joined or ruled out', async () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const { offences } = plantedSeries(seed, 6);
      const models = train(offences);
      const below = random(seed);
      const some = (number: number) =>
        Array.from({ length: number }, () => offences[below(offences.length)]?.id ?? '');
      const decisions = Array.from({ length: 8 }, (_, nth) => {
        const ids = [...new Set([...some(3), offences[nth]?.id ?? '', offences[nth + 1]?.id ?? ''])];
        const verdict = (['ACCEPT', 'REJECT', 'SPLIT'] as const)[below(3)] ?? 'REJECT';
        return ruling(ids, { verdict, apart: verdict === 'SPLIT' ? ids.slice(0, 1) : [] });
      });
      const rulings = rulingsOf(seed % 2 === 0 ? decisions : [], placeOf, asItWas);
      const among = [...offences.keys()];
      for (const atLeast of [-2, 0, 2]) {
        const { clusters: found } = await clusters(models, among, atLeast, rulings);
        expect(order(found.map(({ members }) => members))).toEqual(
          order(plainly(models, among, atLeast, rulings)),
        );
        for (const { members, cohesion, weakest } of found) {
          expect(weakest).toBeLessThanOrEqual(cohesion);
          const across = members.some((a) => members.some((b) => rulings.ruledOut(a, b)));
          expect(across).toBe(false);
        }
      }
    }
  });

  it('are the same where only near ones are compared and all are near', async () => {
    const { offences } = plantedSeries(9, 24);
    const near = offences.map((one, at) => ({
      ...one,
      x: 2_500 + (one.x ?? 0) / 15_000,
      y: at % 9 === 0 ? undefined : 2_500,
    }));
    const models = train(near.map((one) => (one.y === undefined ? { ...one, x: undefined } : one)));
    const among = [...near.keys()];
    const all = await clusters(models, among, -1);
    const blocked = await clusters(models, among, -1, undefined, undefined, 10);
    expect(all.clusters.length).toBeGreaterThan(5);
    expect(blocked).toEqual(all);
  });
});

describe('clusters of many', () => {
  it('are found whole, and let others in meanwhile', async () => {
    const { offences } = plantedSeries(3, 12);
    const one = offences[1];
    if (one === undefined) throw new Error('one is needed');
    const alike = Array.from({ length: 600 }, (_, at) => ({
      ...one,
      id: `a${at}`,
      victims: [],
      suspects: [],
    }));
    const models = train([...offences, ...alike]);
    const among = alike.map((_, at) => offences.length + at);
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 1);
    const found = await clusters(models, among, -20);
    clearInterval(others);
    expect(found.clusters.map(({ members }) => members.length)).toEqual([600]);
    const [{ cohesion, weakest }] = found.clusters as [(typeof found.clusters)[0]];
    expect(weakest).toBeCloseTo(cohesion, 9);
    expect(turns).toBeGreaterThan(0);
  });

  it('end where nobody waits any more', async () => {
    const { offences } = plantedSeries(3, 12);
    const alike = Array.from({ length: 600 }, (_, at) => ({
      ...offences[1],
      id: `a${at}`,
      victims: [],
      suspects: [],
    }));
    const models = train(alike.map((one) => ({ ...one, marks: one.marks ?? [] })));
    const stop = new AbortController();
    const work = clusters(models, [...alike.keys()], -20, undefined, beginTurn(stop.signal, 0));
    setImmediate(() => stop.abort(new Error('over')));
    await expect(work).rejects.toThrow('over');
  });
});

describe('rulings', () => {
  it('of a rejection rule out every pair, of a split every pair across, while nothing of the two has changed', () => {
    const rejected = rulingsOf([ruling(['o1', 'o2', 'o3'])], placeOf, asItWas);
    expect([rejected.ruledOut(1, 2), rejected.ruledOut(3, 1), rejected.ruledOut(1, 4)]).toEqual([
      true,
      true,
      false,
    ]);
    const split = rulingsOf(
      [ruling(['o1', 'o2', 'o3'], { verdict: 'SPLIT', apart: ['o3'] })],
      placeOf,
      asItWas,
    );
    expect([split.ruledOut(1, 2), split.ruledOut(3, 1), split.ruledOut(2, 3)]).toEqual([false, true, true]);
    const changed = rulingsOf([ruling(['o1', 'o2', 'o3'])], placeOf, (id) =>
      id === 'o2' ? 'else' : 'as it was',
    );
    expect([changed.ruledOut(1, 2), changed.ruledOut(1, 3)]).toEqual([false, true]);
  });

  it('are those of the newest decision on a pair', () => {
    const accepted = ruling(['o1', 'o2'], { verdict: 'ACCEPT' });
    const [newer, older] = [ruling(['o1', 'o2', 'o3']), accepted];
    expect(rulingsOf([newer, older], placeOf, asItWas).joined).toEqual([]);
    const turned = rulingsOf([older, newer], placeOf, asItWas);
    expect(turned.joined).toEqual([[1, 2]]);
    expect([turned.ruledOut(1, 2), turned.ruledOut(2, 3)]).toEqual([false, true]);
  });

  it('accept exactly what one decision names, while nothing of it has changed', () => {
    const accepted = (...ids: readonly string[]) => ruling(ids, { verdict: 'ACCEPT' });
    const decisions = [accepted('o2', 'o10'), accepted('o2', 'o3'), ruling(['o5', 'o6'])];
    expect(rulingsOf(decisions, placeOf, asItWas).joined).toEqual([[2, 3, 10]]);
    expect([...acceptedExactly(decisions, placeOf, asItWas)]).toEqual(['2,10', '2,3']);
    const changed = (id: string) => (id === 'o3' ? 'else' : 'as it was');
    expect([...acceptedExactly(decisions, placeOf, changed)]).toEqual(['2,10']);
  });

  it('join what was accepted step by step, but nothing over a pair that is ruled out', () => {
    const accepted = (...ids: readonly string[]) => ruling(ids, { verdict: 'ACCEPT' });
    const chain = rulingsOf(
      [accepted('o1', 'o2'), accepted('o2', 'o3'), accepted('o5', 'o6')],
      placeOf,
      asItWas,
    );
    expect(chain.joined).toEqual([
      [1, 2, 3],
      [5, 6],
    ]);
    const apart = rulingsOf(
      [ruling(['o1', 'o3']), accepted('o1', 'o2'), accepted('o2', 'o3')],
      placeOf,
      asItWas,
    );
    expect(apart.joined).toEqual([[1, 2]]);
  });
});
