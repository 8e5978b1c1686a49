import { describe, expect, it } from 'vitest';
import type { Adjacency } from '../../../src/links/adjacency/Adjacency.ts';
import { sightOf } from '../../../src/links/adjacency/Sight.ts';
import { chainChance } from '../../../src/links/hidden/chainChance.ts';
import { rankChains } from '../../../src/links/hidden/rankChains.ts';
import { usesWith } from '../../../src/links/hidden/usesWith.ts';
import { censusOf } from '../../../src/links/shared/census.ts';
import { drawsOf } from '../../../src/links/shared/draws.ts';
import { SHARED_KINDS } from '../../../src/links/shared/kinds.ts';
import { overlapOf } from '../../../src/links/shared/overlap.ts';
import { holdingsOf } from '../../../src/links/shared/things.ts';
import { beginTurn } from '../../../src/links/turns/Turn.ts';
import { listOf, visibleOf } from './listOf.ts';
import {
  areRecorded,
  built,
  KINDS,
  near,
  type PlainKind,
  plainDrawsOf,
  plainThings,
  tallyOfHostels,
  tying,
  walkable,
} from './plainModel.ts';
import {
  adjacencyOf,
  type PlainLink,
  type PlainWorld,
  random,
  randomWorld,
  withHubs,
} from './randomGraph.ts';

const SIZE = 12;

/** The same with many others who have a phone each that nobody shares, so that sharing one is no chance. */
function amongMany(world: PlainWorld): PlainWorld {
  const phone = { kind: 'USED', marking: 'OFFICIAL', from: 0, to: 0, ended: false } as const;
  const others = Array.from({ length: 800 }, (_, n) => `P${1_000 + n}`);
  return {
    markings: new Map([...world.markings, ...others.map((id) => [id, 'OFFICIAL'] as const)]),
    links: [
      ...world.links,
      ...others.map(
        (person, n): PlainLink => ({ ...phone, person, record: `${person}/0`, other: `I${1_000 + n}` }),
      ),
    ],
  };
}

async function answerOf(adjacency: Adjacency, visible: readonly string[], ids: readonly string[]) {
  const sight = sightOf(adjacency, visible, 'NONE');
  const listed = ids
    .flatMap((id) => adjacency.find('PERSON', id) ?? [])
    .filter((node) => sight.sees(node) && sight.degree(node) > 0)
    .sort((a, b) => a - b);
  const { chains, ...numbers } = await rankChains(sight, await censusOf(sight), { listed, first: 500 });
  return {
    ...numbers,
    chains: chains.map(({ ends, lnP, steps }) => ({
      ends: ends.map((node) => adjacency.idOf(node)).join(' '),
      lnP: near(lnP),
      length: steps.length,
    })),
  };
}

/** The same, asked once for each argument. */
function once<A extends readonly unknown[], T>(count: (...args: A) => T): (...args: A) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const key = args.join();
    const value = known.get(key) ?? count(...args);
    known.set(key, value);
    return value;
  };
}

interface PlainStep {
  readonly to: string;
  readonly kind: PlainKind;
  readonly thing: string;
}

/** Every chain of at most three steps, walked out, and the least probable of each pair. */
function plainAnswer(world: PlainWorld, visible: readonly string[], ids: readonly string[]) {
  const links = walkable(world, visible);
  const things = plainThings(world, visible);
  const kinds = [...things.keys()];
  const known = [
    ...new Set(links.flatMap(({ kind, person, other }) => (kind === 'TIED_TO' ? [person, other] : [person]))),
  ];
  const of = (kind: PlainKind, person: string) => things.get(kind)?.get(person) ?? new Set<string>();
  const usersOf = once(
    (kind: PlainKind, thing: string) => known.filter((one) => of(kind, one).has(thing)).length,
  );
  const spans = (kind: PlainKind, person: string, thing: string) =>
    tying(links).filter(
      (link) => KINDS[link.kind as 'USED'] === kind && link.person === person && link.other === thing,
    );
  const together = (kind: PlainKind, a: string, b: string, thing: string) =>
    (kind !== 'IDENTIFIER' && kind !== 'ADDRESS') ||
    overlapOf(spans(kind, a, thing), spans(kind, b, thing)).overlapped !== false;
  const stepsOf = (a: string): readonly PlainStep[] =>
    kinds.flatMap((kind) =>
      [...of(kind, a)].flatMap((thing) =>
        known
          .filter((b) => b !== a && of(kind, b).has(thing) && together(kind, a, b, thing))
          .map((to) => ({ to, kind, thing })),
      ),
    );
  const linksOf = once((kind: PlainKind) => known.reduce((sum, person) => sum + of(kind, person).size, 0));
  const pairsOf = once((kind: PlainKind, level: number) =>
    [...new Set(known.flatMap((person) => [...of(kind, person)]))]
      .map((thing) => usersOf(kind, thing))
      .filter((users) => users <= level)
      .reduce((sum, users) => sum + users * (users - 1), 0),
  );
  const drawsIn = once((kind: PlainKind, number: number) => {
    const all = new Set(known.flatMap((person) => [...of(kind, person)]));
    return plainDrawsOf(
      [...all].map((thing) => usersOf(kind, thing)),
      number,
    );
  });
  const drawn = (kind: PlainKind, person: string) => drawsIn(kind, of(kind, person).size);
  const bothOf = once((one: PlainKind, two: PlainKind) =>
    known.reduce((sum, person) => {
      const draws = drawn(one, person) * drawn(two, person);
      const number = of(two, person).size;
      return sum + (draws === 0 ? 0 : one === two ? (draws * (number - 1)) / number : draws);
    }, 0),
  );
  const chanceOf = (from: string, steps: readonly PlainStep[]) => {
    const most = Math.max(...steps.map(({ kind, thing }) => usersOf(kind, thing)));
    const level = [2, 5, 20, 100].find((one) => most <= one) ?? 0;
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) return 1;
    let p = drawn(first.kind, from) * drawn(last.kind, last.to) * 4 * steps.length * (steps.length + 1);
    for (const [at, { kind }] of steps.entries()) {
      const e = linksOf(kind);
      if (e <= 6) return 1;
      p *= (7 * pairsOf(kind, level)) / (e - 5) ** 2;
      const before = steps[at - 1]?.kind;
      if (before !== undefined) p *= bothOf(before, kind);
    }
    return Math.min(1, p);
  };
  const listed = known.filter((id) => ids.includes(id)).sort();
  const pairs = listed.flatMap((a, at) => listed.slice(at + 1).map((b) => [a, b] as const));
  const hidden = pairs.filter(([a, b]) => !areRecorded(links, a, b));
  const steps = once(stepsOf);
  const chains = hidden.flatMap(([a, b]) => {
    const ways: (readonly PlainStep[])[] = [];
    const walk = (way: readonly PlainStep[]) => {
      const at = way.at(-1)?.to ?? a;
      if (at === b) ways.push(way);
      if (at === b || way.length === 3) return;
      for (const step of steps(at))
        if (step.to !== a && way.every(({ to, thing }) => to !== step.to && thing !== step.thing))
          walk([...way, step]);
    };
    walk([]);
    const least = Math.min(...ways.map((way) => near(Math.log(chanceOf(a, way)))));
    const best = ways.filter((way) => near(Math.log(chanceOf(a, way))) === least);
    return ways.length === 0
      ? []
      : [{ ends: `${a} ${b}`, lnP: least, length: Math.min(...best.map((way) => way.length)) }];
  });
  return {
    ...{ lookedAt: hidden.length, recorded: pairs.length - hidden.length, sharing: chains.length },
    ...{ truncated: false, chains },
  };
}

const inOrder = <T extends { readonly chains: readonly { readonly ends: string }[] }>(answer: T) => ({
  ...answer,
  chains: answer.chains.toSorted((one, other) => (one.ends < other.ends ? -1 : 1)),
});

describe('chains between people of a list', () => {
  it('are those of a plain model that walks every way on random graphs, with their probability', async () => {
    const met = { sharing: 0, recorded: 0, surprising: 0, long: 0 };
    for (let seed = 0; seed < 20; seed += 1) {
      const world = seed % 4 === 0 ? amongMany(randomWorld(seed, 2 * SIZE)) : randomWorld(seed, SIZE);
      const answer = await answerOf(adjacencyOf(world), visibleOf(seed), listOf(seed));
      const plain = plainAnswer(world, visibleOf(seed), listOf(seed));
      expect([seed, inOrder(answer)]).toEqual([seed, inOrder(plain)]);
      const order = answer.chains.map(({ lnP }) => lnP);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      met.sharing += answer.sharing;
      met.recorded += answer.recorded;
      met.long += answer.chains.filter(({ length }) => length === 3).length;
      met.surprising += answer.chains.filter(({ lnP }) => lnP < 0).length;
    }
    for (const number of Object.values(met)) expect(number).toBeGreaterThan(5);
  });

  it('are the same in a world that never had what is hidden', async () => {
    for (let seed = 700; seed < 720; seed += 1) {
      const world = seed % 8 === 0 ? withHubs(randomWorld(seed, SIZE), seed) : randomWorld(seed, SIZE);
      const [all, open] = await Promise.all(
        [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')].map((adjacency) =>
          answerOf(adjacency, ['OFFICIAL'], listOf(seed)),
        ),
      );
      expect([seed, open]).toEqual([seed, all]);
    }
  });

  it('lead over private phones before they lead over recorded ties, and not over what more than a hundred share', async () => {
    const { sight, node } = built([
      // a and b over a stranger's two phones; c and d over a common associate; e and f live among a hundred and one.
      ['USED', 'PERSON a', 'IDENTIFIER 1'],
      ['USED', 'PERSON x', 'IDENTIFIER 1'],
      ['USED', 'PERSON x', 'IDENTIFIER 2'],
      ['USED', 'PERSON b', 'IDENTIFIER 2'],
      ['TIED_TO', 'PERSON c', 'PERSON y'],
      ['TIED_TO', 'PERSON y', 'PERSON d'],
      ...Array.from({ length: 99 }, (_, n) => ['LIVED_AT', `PERSON p${n}`, 'LOCATION hostel'] as const),
      ['LIVED_AT', 'PERSON e', 'LOCATION hostel'],
      ['LIVED_AT', 'PERSON f', 'LOCATION hostel'],
      ...Array.from({ length: 99 }, (_, n) => ['USED', `PERSON p${n}`, `IDENTIFIER own${n}`] as const),
      ...Array.from({ length: 98 }, (_, n) => ['TIED_TO', `PERSON p${n}`, `PERSON p${n + 1}`] as const),
    ]);
    const listed = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => node(`PERSON ${id}`)).sort((x, y) => x - y);
    const { chains } = await rankChains(sight, await censusOf(sight), { listed, first: 50 });
    const told = chains.map(({ ends }) => ends.map((end) => sight.adjacency.idOf(end)).join('-'));
    expect(told).toEqual(['a-b', 'c-d']);
    expect(chains[0]?.steps.map(({ to }) => sight.adjacency.idOf(to))).toEqual(['x', 'b']);
    expect(chains[0]?.lnP).toBeLessThan((chains[1]?.lnP ?? 0) - 1);
  });

  it('say so where too many ways lead from the list, and keep those of one step', async () => {
    const { sight, node } = built(
      Array.from({ length: 30 }, (_, n) => n).flatMap((n) => [
        ['USED', `PERSON p${n}`, 'IDENTIFIER i'] as const,
        ['USED', `PERSON p${n}`, `IDENTIFIER own${n}`] as const,
      ]),
    );
    const listed = Array.from({ length: 30 }, (_, n) => node(`PERSON p${n}`)).sort((a, b) => a - b);
    const asked = { listed, first: 500 };
    const census = await censusOf(sight);
    const whole = await rankChains(sight, census, asked);
    expect(whole.truncated).toBe(false);
    const most = { looked: 1_000_000, leading: 1_000_000 };
    for (const bounds of [
      { ...most, looked: 10 },
      { ...most, leading: 10 },
    ]) {
      const cut = await rankChains(sight, census, asked, undefined, bounds);
      expect(cut.truncated).toBe(true);
      expect(cut.chains).toEqual(whole.chains);
      expect(cut.sharing).toBe(435);
    }
  });

  it('go over nobody for what more than a hundred share', async () => {
    const { sight, node } = built([
      ...Array.from({ length: 101 }, (_, n) => ['LIVED_AT', `PERSON p${n}`, 'LOCATION hostel'] as const),
      ...Array.from({ length: 100 }, (_, n) => ['LIVED_AT', `PERSON p${n}`, 'LOCATION house'] as const),
    ]);
    const person = node('PERSON p0');
    const uses = await usesWith(sight, 100)(person, holdingsOf(sight, person), beginTurn());
    expect([...uses.values()].flat().map(({ thing }) => thing)).toEqual(
      Array.from({ length: 99 }, () => node('LOCATION house')),
    );
  });

  it('are not looked for any more once the time of the question is over', async () => {
    const { sight, node } = built(
      Array.from({ length: 90 }, (_, n) => n).flatMap((n) =>
        Array.from({ length: 40 }, (_, m) => ['USED', `PERSON p${n}`, `IDENTIFIER i${m}`] as const),
      ),
    );
    const listed = Array.from({ length: 90 }, (_, n) => node(`PERSON p${n}`)).sort((a, b) => a - b);
    const gone = new AbortController();
    const census = await censusOf(sight);
    setImmediate(() => gone.abort(new Error('over')));
    await expect(rankChains(sight, census, { listed, first: 5 }, beginTurn(gone.signal, 0))).rejects.toThrow(
      'over',
    );
  });
});

describe('the probability of a chain', () => {
  it('bounds how many there are where links are dealt at random, and not by far', () => {
    const below = random(5);
    const persons = Array.from({ length: 60 }, (_, n) => 1 + (n % 3));
    const things = Array.from({ length: 50 }, (_, n) => (n < 30 ? 2 : 3));
    const owners = persons.flatMap((count, person) => Array.from({ length: count }, () => person));
    const slots = things.flatMap((users, thing) => Array.from({ length: users }, () => thing));
    expect(owners.length).toBe(slots.length);
    const e = owners.length;
    const rounds = 4_000;
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      const dealt = [...slots];
      for (let at = e - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [dealt[at], dealt[other]] = [dealt[other] ?? 0, dealt[at] ?? 0];
      }
      const own = persons.map(() => new Set<number>());
      for (const [at, thing] of dealt.entries()) own[owners[at] ?? 0]?.add(thing);
      const [first, last] = [own[2], own[5]];
      for (const [person, has] of own.entries())
        if (person !== 2 && person !== 5)
          for (const one of has)
            for (const two of has) if (one !== two && first?.has(one) && last?.has(two)) found += 1;
    }
    const kind = SHARED_KINDS.indexOf('IDENTIFIER');
    const pairs = things.reduce((sum, users) => sum + users * (users - 1), 0);
    const draws = (number: number) => number;
    const census = SHARED_KINDS.map(() => ({ things: 50, links: e, pairsUpTo: [0, 0, 60, pairs], draws }));
    const moments = new Float64Array(49);
    moments[kind * 7 + kind] = persons.reduce((sum, count) => sum + count * (count - 1), 0);
    const moment = moments[kind * 7 + kind] ?? 0;
    const expected = (9 * pairs ** 2 * moment) / (e - 5) ** 4;
    expect(chainChance(census, moments)([kind, kind], 3, 3, 3)).toBe(0);
    // Times its corrections, 4 levels, 2 x 3, and 7 kinds a step, that is above 1; of more links it is not.
    const many = census.map((counted) => ({ ...counted, links: 10 * e }));
    const less = (9 * pairs ** 2 * moment) / (10 * e - 5) ** 4;
    expect(chainChance(many, moments)([kind, kind], 3, 3, 3)).toBeCloseTo(Math.log(less * 4 * 6 * 49), 8);
    expect(chainChance(many, moments)([kind, kind], 2, 3, 3)).toBeCloseTo(
      Math.log(less * 4 * 6 * 49 * (60 / pairs) ** 2),
      8,
    );
    expect(found / rounds).toBeLessThan(expected);
    expect(found / rounds).toBeGreaterThan(expected / 2);
  });

  it('bounds it where most links are of things that many have', () => {
    const counted = { things: 53, links: 3_100, pairsUpTo: [0, 0, 100] };
    const draws = drawsOf(tallyOfHostels);
    const census = SHARED_KINDS.map(() => ({ ...counted, draws }));
    const kind = SHARED_KINDS.indexOf('ADDRESS');
    // Of a hundred people with a home besides, each shares it with one of the other 99.
    expect(chainChance(census, new Float64Array(49))([kind], 2, 4, 4)).toBeGreaterThan(Math.log(1 / 99));
  });
});
