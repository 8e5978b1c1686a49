import { describe, expect, it } from 'vitest';
import { randomOf } from '../../../src/links/networks/random.ts';
import { hide, keyOf, splitterOf, tiedPairs } from '../../../src/links/prediction/hide.ts';
import { likelyFor } from '../../../src/links/prediction/likely.ts';
import { measure } from '../../../src/links/prediction/measure.ts';
import { neighboursOf } from '../../../src/links/prediction/Neighbours.ts';
import { rankingOf } from '../../../src/links/prediction/ranking.ts';
import type { TieFacts } from '../../../src/links/prediction/TieFacts.ts';
import { walksIn } from '../../../src/links/prediction/walks.ts';
import { beginTurn } from '../../../src/links/turns/Turn.ts';

/** Random groups among a dozen people. */
function randomFacts(seed: number): TieFacts {
  const random = randomOf(seed);
  const people = 12;
  const groups = (count: number, most: number) =>
    Array.from({ length: count }, () => [
      ...new Set(Array.from({ length: 1 + random.below(most) }, () => random.below(people))),
    ]);
  return {
    people,
    offences: groups(6, 4),
    others: groups(4, 3).map((group) => ({ people: group, weight: 1 + random.below(3) })),
    things: groups(5, 4),
  };
}
const pairsOf = (people: number) =>
  Array.from({ length: people }, (_, a) => a).flatMap((a) =>
    Array.from({ length: people - a - 1 }, (_, b) => [a, a + 1 + b] as const),
  );
const SEEDS = Array.from({ length: 40 }, (_, seed) => [seed]);

/** The weight of the tie of two, counted again from the groups. */
const weightIn = ({ offences, others }: TieFacts, a: number, b: number): number =>
  [...offences.map((people) => ({ people, weight: 1 })), ...others]
    .filter(({ people }) => a !== b && people.includes(a) && people.includes(b))
    .reduce((sum, { weight }) => sum + weight, 0);

describe('likely ties', () => {
  it.each(SEEDS)('are scored as a plain count of every common neighbour does, in random facts %i', (seed) => {
    const facts = randomFacts(seed);
    const graph = neighboursOf(facts);
    const everybody = Array.from({ length: facts.people }, (_, person) => person);
    for (const [a, b] of pairsOf(facts.people)) {
      let [score, allocation] = [0, 0];
      if (weightIn(facts, a, b) === 0) {
        for (const z of everybody) {
          const [one, other] = [weightIn(facts, a, z), weightIn(facts, b, z)];
          if (one === 0 || other === 0) continue;
          const ties = everybody.map((y) => weightIn(facts, z, y)).filter((weight) => weight > 0);
          allocation += 1 / ties.length;
          score += 1 / ties.length + (0.1 * (one + other)) / ties.reduce((sum, weight) => sum + weight, 0);
        }
        for (const users of facts.things)
          if (users.includes(a) && users.includes(b)) score += 1.2 / users.length;
      }
      for (const found of [likelyFor(graph, a).get(b), likelyFor(graph, b).get(a)]) {
        expect(found?.score ?? 0).toBeCloseTo(score, 9);
        expect(found?.allocation ?? 0).toBeCloseTo(allocation, 9);
      }
    }
  });

  it('are never those that are known', () => {
    const graph = neighboursOf({ people: 3, offences: [[0, 1, 2]], others: [], things: [[0, 1]] });
    expect(likelyFor(graph, 0).size).toBe(0);
  });
});

describe('walks of two steps', () => {
  it.each(SEEDS)('are no fewer than the pairs with something in common, in random facts %i', async (seed) => {
    const facts = randomFacts(seed);
    const graph = neighboursOf(facts);
    const found = pairsOf(facts.people).filter(([a, b]) => likelyFor(graph, a).has(b));
    expect(await walksIn(facts)).toBeGreaterThanOrEqual(found.length);
  });

  it('are counted by whom and what they go over', async () => {
    const others = [
      { people: [0, 1], weight: 1 },
      { people: [1, 2], weight: 1 },
    ];
    expect(await walksIn({ people: 5, offences: [], others, things: [[2, 3, 4]] })).toBe(1 + 3);
  });

  it('are counted no further than anybody asks, and others are let in meanwhile', async () => {
    const group = Array.from({ length: 100 }, (_, person) => person);
    const offences = Array.from({ length: 5_000 }, () => group);
    const facts = { people: 100, offences, others: [], things: [] };
    // Whoever built every tie first would never find a turn in between.
    let turns = 0;
    let counting = true;
    const turn = () => {
      turns += 1;
      if (counting) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await walksIn(facts, 1_000, beginTurn(undefined, 0))).toBe((99 * 98) / 2);
    counting = false;
    expect(turns).toBeGreaterThan(1);
  });
});

describe('what is hidden', () => {
  it.each(SEEDS)('are whole offences, and the pairs that nothing else ties, in random facts %i', (seed) => {
    const facts = randomFacts(seed);
    const { what, hidden, of, left, pairs } = hide(facts, 0.3, randomOf(seed));
    expect(what).toBe('OFFENCES');
    expect(of).toBe(facts.offences.filter(({ length }) => length > 1).length);
    expect(facts.offences.length - left.offences.length).toBe(hidden);
    for (const [a, b] of pairsOf(facts.people))
      expect(pairs.has(keyOf(facts.people, a, b))).toBe(
        weightIn(facts, a, b) > 0 && weightIn(left, a, b) === 0,
      );
  });

  it('are single ties where no offence has several suspects', () => {
    const facts: TieFacts = {
      ...{ people: 6, offences: [[0], [1]], things: [] },
      others: [
        { people: [0, 1, 2], weight: 2 },
        { people: [3, 4], weight: 1 },
      ],
    };
    const { what, hidden, of, left, pairs } = hide(facts, 0.5, randomOf(1));
    expect([what, hidden, of, pairs.size]).toEqual(['TIES', 2, 4, 2]);
    const before = tiedPairs(facts);
    expect(tiedPairs(left)).toEqual(new Set([...before].filter((pair) => !pairs.has(pair))));
  });

  it('is the same for the same seed, and another for another', () => {
    const facts = randomFacts(1);
    const pairs = (seed: number) => [...hide(facts, 0.3, splitterOf(seed)).pairs];
    expect(pairs(7)).toEqual(pairs(7));
    const many = Array.from({ length: 10 }, (_, seed) => pairs(seed).join());
    expect(new Set(many).size).toBeGreaterThan(1);
  });
});

describe('how well a score tells', () => {
  it.each(SEEDS)('is counted as by comparing every two pairs, in random scores %i', (seed) => {
    const random = randomOf(seed);
    const all = Array.from({ length: 60 }, (_, pair) => [pair, random.below(4)] as const);
    const hidden = new Set(all.filter(() => random.below(4) === 0).map(([pair]) => pair));
    const above = (one: number, other: number): number => (one > other ? 1 : one === other ? 0.5 : 0);
    const [hits, misses] = [true, false].map((wanted) => all.filter(([pair]) => hidden.has(pair) === wanted));
    const sum = (hits ?? []).flatMap(([, one]) => (misses ?? []).map(([, other]) => above(one, other)));
    const { auc, aucLow, precision } = rankingOf(
      { hidden, candidates: all.length },
      all.filter(([, score]) => score > 0),
    );
    expect(auc).toBeCloseTo(sum.reduce((total, one) => total + one, 0) / sum.length, 9);
    expect(aucLow).toBeLessThan(auc ?? 0);
    const top = all.filter(([, score]) => score === 3);
    if (top.length >= 10)
      expect(precision[0]?.precision).toBeCloseTo(
        top.filter(([pair]) => hidden.has(pair)).length / top.length,
        9,
      );
    expect(precision.map(({ k }) => k)).toEqual([10, 50]);
  });

  it('is unknown where nothing is hidden', () => {
    expect(rankingOf({ hidden: new Set(), candidates: 10 }, [])).toMatchObject({
      ...{ auc: null, aucLow: null, precisionAtHidden: null },
    });
  });
});

describe('a measurement', () => {
  /** Crews of five, of whom some two or three offend together each time. */
  const crews = (seed: number): TieFacts => {
    const random = randomOf(seed);
    const offences = Array.from({ length: 300 }, () => {
      const crew = 5 * random.below(20);
      return [...new Set([0, 1, 2].map(() => crew + random.below(5)))];
    });
    return { people: 100, offences, others: [], things: [] };
  };

  it('finds crews', async () => {
    const measured = await measure(crews(1), { share: 0.3, seed: 1 });
    expect(measured).toMatchObject({ hiddenWhat: 'OFFENCES', predictable: true, reason: null });
    expect(measured.ours.auc).toBeGreaterThan(0.9);
    expect(await measure(crews(1), { share: 0.3, seed: 1 })).toEqual(measured);
  });

  it('says that stars cannot be predicted', async () => {
    const others = Array.from({ length: 200 }, (_, n) => ({ people: [n % 10, 10 + n], weight: 1 }));
    const measured = await measure(
      { people: 210, offences: [], others, things: [] },
      { share: 0.1, seed: 1 },
    );
    expect(measured).toMatchObject({ hiddenWhat: 'TIES', predictable: false });
    expect(measured.reason).toContain('not predictable');
  });

  it('says that too little was hidden to tell', async () => {
    const measured = await measure(
      { people: 3, offences: [[0, 1]], others: [], things: [] },
      { share: 0.1, seed: 1 },
    );
    expect(measured).toMatchObject({ hidden: 1, predictable: false });
    expect(measured.reason).toContain('too few');
    const nothing = await measure(
      { people: 3, offences: [[0]], others: [], things: [] },
      { share: 0.1, seed: 1 },
    );
    expect([nothing.hiddenOf, nothing.ours.auc]).toEqual([0, null]);
  });
});
