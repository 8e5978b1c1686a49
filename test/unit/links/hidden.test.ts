import { describe, expect, it } from 'vitest';
import type { Adjacency } from '../../../src/links/adjacency/Adjacency.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { lnChance, lnChanceOfKind, lnQValues } from '../../../src/links/hidden/chance.ts';
import { populationOf } from '../../../src/links/hidden/population.ts';
import { rankHidden } from '../../../src/links/hidden/rankHidden.ts';
import { tyingVictims } from '../../../src/links/hidden/tyingVictims.ts';
import { censusOf } from '../../../src/links/shared/census.ts';
import { drawsOf } from '../../../src/links/shared/draws.ts';
import { overlapOf } from '../../../src/links/shared/overlap.ts';
import { beginTurn } from '../../../src/links/turns/Turn.ts';
import { EVERYBODY, LARGE, listOf, visibleOf } from './listOf.ts';
import {
  areRecorded,
  built,
  KINDS,
  near,
  type PlainDraw,
  type PlainKind,
  plainCensus,
  plainDraws,
  plainThings,
  seenLinks,
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
  withStrata,
} from './randomGraph.ts';

const SIZE = 12;

/** The same with two pairs, of whom nothing else need be known, who share six phones. */
function withTies(world: PlainWorld, seed: number): PlainWorld {
  const below = random(seed + 1_000);
  const tie = { kind: 'USED', marking: 'OFFICIAL', from: 0, to: 0, ended: false } as const;
  const links = [0, 1].flatMap((pair) => {
    const persons = [below(LARGE), below(LARGE)].map((n) => `P${n}`);
    return Array.from({ length: 6 }, (_, n) => `I9${pair}${n}`).flatMap((other) =>
      persons.map((person): PlainLink => ({ ...tie, person, record: `${person}/0`, other })),
    );
  });
  return { ...world, links: [...world.links, ...links] };
}

const seenOf = (sight: Sight, ids: readonly string[]) =>
  ids.flatMap((id) => {
    const node = sight.adjacency.find('PERSON', id);
    return node !== undefined && sight.sees(node) && sight.degree(node) > 0 ? [node] : [];
  });

async function answerOf(
  adjacency: Adjacency,
  visible: readonly string[],
  ids: readonly string[],
  first = 200,
) {
  const sight = sightOf(adjacency, visible, 'NONE');
  const listed = seenOf(sight, ids);
  const [census, population] = [await censusOf(sight), await populationOf(sight)];
  const found = await rankHidden(sight, census, { listed, population, first });
  const idOf = (node: number) => adjacency.idOf(node);
  const family = ({ ties, ...numbers }: typeof found.within) => ({
    ...numbers,
    ties: ties.map(({ ends, lnP, lnQ }) => ({ ends: ends.map(idOf), lnP: near(lnP), lnQ: near(lnQ) })),
  });
  return {
    within: family(found.within),
    outOf: family(found.outOf),
    connecting: found.connecting,
    connectors: found.connectors.map(({ person, reaches, strength }) => [
      idOf(person),
      reaches,
      near(strength),
    ]),
  };
}

const falling = (n: number, k: number): number => (k === 0 ? 1 : n * falling(n - 1, k - 1));
const factorial = (n: number) => falling(n, n);
function subsets<T>([head, ...tail]: readonly T[]): readonly (readonly T[])[] {
  if (head === undefined) return [[]];
  const rest = subsets(tail);
  return [...rest, ...rest.map((set) => [head, ...set])];
}

/** Every way to make a number of as many parts, each 0 or more. */
const partsOf = (sum: number, parts: number): readonly (readonly number[])[] =>
  parts === 0
    ? sum === 0
      ? [[]]
      : []
    : Array.from({ length: sum + 1 }, (_, first) =>
        partsOf(sum - first, parts - 1).map((rest) => [first, ...rest]),
      ).flat();

type Shares = PlainDraw & { readonly shared: readonly number[] };

/** At most the probability of sharing so many of a kind that are at least so rare, from every choice there is. */
function plainChoices(strata: readonly Shares[], number: number, rarity: number): number {
  const isRare = ({ links, draws }: Shares, users: number) =>
    (draws * users * (users - 1)) / (links * (links - 1)) <= rarity * (1 + 1e-9);
  const of = (stratum: Shares, i: number) => {
    const { users, links, k1, k2, draws } = stratum;
    if (i > k1 || i > k2 || 2 * i > links) return 0;
    const pairs = [...users.values()]
      .filter((d) => isRare(stratum, d))
      .reduce((sum, d) => sum + d * (d - 1), 0);
    const times = ((pairs * draws) / (k1 * k2)) ** i;
    return (falling(k1, i) * falling(k2, i) * times) / (factorial(i) * falling(links, 2 * i));
  };
  return partsOf(number, strata.length)
    .map((parts) => strata.reduce((product, stratum, at) => product * of(stratum, parts[at] ?? 0), 1))
    .reduce((sum, one) => sum + one, 0);
}

/** The probability of one pair. @param kinds by kind the strata of which both have something */
function plainChance(kinds: readonly (readonly Shares[])[]) {
  const each = kinds.map((strata) => {
    const rarities = strata
      .flatMap(({ links, draws, shared }) => shared.map((d) => (draws * d * (d - 1)) / (links * (links - 1))))
      .sort((a, b) => a - b);
    return Math.min(
      1,
      ...rarities.map((rarity, at) => (at + 1) * (at + 2) * plainChoices(strata, at + 1, rarity)),
    );
  });
  const sets = subsets(each).filter((set) => set.length > 0);
  const fisher = (set: readonly number[]) => {
    const product = set.reduce((sum, p) => sum * p, 1);
    return set.reduce((sum, _, i) => sum + (product * (-Math.log(product)) ** i) / factorial(i), 0);
  };
  return sets.length === 0 ? 1 : Math.min(1, sets.length * Math.min(1, ...sets.map(fisher)));
}

/** What ties a list, by counting again for every pair. */
function plainAnswer(world: PlainWorld, visible: readonly string[], ids: readonly string[]) {
  const links = walkable(world, visible);
  const things = plainThings(world, visible);
  const census = plainCensus(world, visible);
  const known = [
    ...new Set(links.flatMap(({ kind, person, other }) => (kind === 'TIED_TO' ? [person, other] : [person]))),
  ].sort();
  const listed = known.filter((id) => ids.includes(id));
  const thingsOf = (kind: PlainKind, person: string) => things.get(kind)?.get(person) ?? new Set<string>();
  const common = (kind: PlainKind, a: string, b: string) =>
    [...thingsOf(kind, a)].filter((thing) => thingsOf(kind, b).has(thing));
  const spans = (person: string, kind: PlainLink['kind'], thing: string) =>
    links.filter((link) => link.person === person && link.kind === kind && link.other === thing);
  const atOneTime = (kind: 'USED' | 'LIVED_AT', a: string, b: string) =>
    common(KINDS[kind], a, b).filter(
      (thing) => overlapOf(spans(a, kind, thing), spans(b, kind, thing)).overlapped !== false,
    );
  const recorded = (a: string, b: string) => areRecorded(links, a, b);
  const shared = (a: string, b: string) =>
    (['USED', 'LIVED_AT'] as const).flatMap((kind) =>
      atOneTime(kind, a, b).map((thing) => ({ kind: KINDS[kind], thing })),
    );
  const chance = (a: string, b: string) =>
    plainChance(
      (['IDENTIFIER', 'ADDRESS'] as const).flatMap((kind) => {
        const strata = plainDraws(census, kind, [a, b]).filter(({ k1, k2 }) => k1 > 0 && k2 > 0);
        if (strata.length === 0) return [];
        const own = shared(a, b).filter((one) => one.kind === kind);
        return [
          strata.map((stratum) => ({
            ...stratum,
            shared: own.flatMap(({ thing }) => stratum.users.get(thing) ?? []),
          })),
        ];
      }),
    );
  const familyOf = (pairs: readonly (readonly [string, string])[]) => {
    const tested = pairs
      .filter(([a, b]) => !recorded(a, b))
      .map(([a, b]) => ({ ends: [a, b].sort(), p: chance(a, b), shares: shared(a, b).length > 0 }))
      .sort((x, y) => near(Math.log(x.p)) - near(Math.log(y.p)) || (x.ends.join() < y.ends.join() ? -1 : 1));
    const q = tested.map((_, at) =>
      Math.min(1, ...tested.slice(at).map(({ p }, after) => (p * tested.length) / (at + after + 1))),
    );
    const ties = tested.flatMap(({ ends, p, shares }, at) =>
      shares ? [{ ends, lnP: near(Math.log(p)), lnQ: near(Math.log(q[at] ?? 1)) }] : [],
    );
    return {
      ...{ lookedAt: tested.length, recorded: pairs.length - tested.length },
      ...{ sharing: ties.length, ties },
    };
  };
  const surprise = (kind: PlainKind, ends: readonly [string, string], thing: string) => {
    for (const { users, links, draws } of plainDraws(census, kind, ends)) {
      const d = users.get(thing) ?? 0;
      if (d > 0) return -Math.log10(Math.min(1, (draws * d * (d - 1)) / (links * (links - 1))));
    }
    throw new Error(thing);
  };
  const connectors = known
    .filter((id) => !listed.includes(id))
    .map((person) => {
      const reached = listed.map((a) => [
        ...shared(a, person).map(({ kind, thing }) => surprise(kind, [a, person], thing)),
        ...(['OFFENCE', 'TIE'] as const).flatMap((kind) =>
          common(kind, a, person).map((thing) => surprise(kind, [a, person], thing)),
        ),
      ]);
      const strength = reached.flat().reduce((sum, one) => sum + one, 0);
      return [person, reached.filter((one) => one.length > 0).length, near(strength)] as const;
    })
    .filter(([, reaches]) => reaches > 1);
  return {
    within: familyOf(listed.flatMap((a, at) => listed.slice(at + 1).map((b) => [a, b] as const))),
    outOf: familyOf(
      listed.flatMap((a) => known.filter((b) => !listed.includes(b)).map((b) => [a, b] as const)),
    ),
    connecting: connectors.length,
    connectors,
  };
}

const inOrder = (answer: { readonly connectors: readonly unknown[] }) => ({
  ...answer,
  connectors: [...answer.connectors].map((one) => JSON.stringify(one)).sort(),
});

describe('what ties a list that nobody has recorded', () => {
  it('is what a plain model finds on random graphs, with its probability and its correction', async () => {
    const met = { within: 0, outOf: 0, recorded: 0, connecting: 0, surprising: 0 };
    for (let seed = 0; seed < 24; seed += 1) {
      const plain = seed % 3 === 0 ? withTies(randomWorld(seed, LARGE), seed) : randomWorld(seed, SIZE);
      const world = withStrata(plain, seed);
      const answer = await answerOf(adjacencyOf(world), visibleOf(seed), listOf(seed));
      expect([seed, inOrder(answer)]).toEqual([
        seed,
        inOrder(plainAnswer(world, visibleOf(seed), listOf(seed))),
      ]);
      met.within += answer.within.sharing;
      met.outOf += answer.outOf.sharing;
      met.recorded += answer.within.recorded + answer.outOf.recorded;
      met.connecting += answer.connecting;
      met.surprising += [...answer.within.ties, ...answer.outOf.ties].filter(({ lnQ }) => lnQ < 0).length;
      const strengths = answer.connectors.map(([, , strength]) => Number(strength));
      expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    }
    for (const number of Object.values(met)) expect(number).toBeGreaterThan(5);
  });

  it('is the same in a world that never had what is hidden', async () => {
    for (let seed = 400; seed < 440; seed += 1) {
      const small = withStrata(randomWorld(seed, SIZE), seed);
      const world = seed % 8 === 0 ? withHubs(small, seed) : small;
      const [all, open] = await Promise.all(
        [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')].map(
          async (adjacency) => ({
            found: await answerOf(adjacency, ['OFFICIAL'], listOf(seed)),
            victims: await victimsOf(adjacency, ['OFFICIAL'], listOf(seed)),
          }),
        ),
      );
      expect([seed, open]).toEqual([seed, all]);
    }
  });

  it('is cut to as many as are asked for, with the same probabilities', async () => {
    for (let seed = 500; seed < 510; seed += 1) {
      const adjacency = adjacencyOf(randomWorld(seed, SIZE));
      const [all, cut] = [
        await answerOf(adjacency, visibleOf(0), listOf(seed)),
        await answerOf(adjacency, visibleOf(0), listOf(seed), 2),
      ];
      expect(cut).toEqual({
        ...{ within: { ...all.within, ties: all.within.ties.slice(0, 2) } },
        ...{ outOf: { ...all.outOf, ties: all.outOf.ties.slice(0, 2) } },
        ...{ connecting: all.connecting, connectors: all.connectors.slice(0, 2) },
      });
    }
  });

  it('leaves hubs out, and goes through custody, events and reports', async () => {
    const { sight, node } = built([
      ...Array.from({ length: 1_001 }, (_, n) => ['USED', `PERSON x${n}`, 'IDENTIFIER hub'] as const),
      ...Array.from({ length: 50 }, (_, n) => ['LIVED_AT', `PERSON x${n}`, 'LOCATION hostel'] as const),
      ['USED', 'PERSON a', 'IDENTIFIER hub'],
      ['USED', 'PERSON b', 'IDENTIFIER hub'],
      ['BY', 'EVENT e', 'PERSON a'],
      ['WITH', 'EVENT e', 'PERSON b'],
      ['BY', 'EVENT e2', 'PERSON x1'],
      ['LIVED_AT', 'PERSON c', 'LOCATION hostel'],
      ['LIVED_AT', 'PERSON b', 'LOCATION hostel'],
      ['MENTIONS', 'INTELLIGENCE_REPORT r', 'PERSON c'],
      ['MENTIONS', 'INTELLIGENCE_REPORT r', 'PERSON a'],
      ...Array.from(
        { length: 60 },
        (_, n) => ['MENTIONS', `INTELLIGENCE_REPORT r${n}`, `PERSON x${n}`] as const,
      ),
      ['HELD', 'CUSTODY_EPISODE q1', 'PERSON a'],
      ['HELD', 'CUSTODY_EPISODE q2', 'PERSON d'],
      ['FOR', 'CUSTODY_EPISODE q1', 'OFFENCE o'],
      ['FOR', 'CUSTODY_EPISODE q2', 'OFFENCE o'],
      ['SUSPECT_IN', 'PERSON c', 'OFFENCE o2'],
      ['SUSPECT_IN', 'PERSON d', 'OFFENCE o2'],
      ...Array.from({ length: 1_100 }, (_, n) => ['SUSPECT_IN', `PERSON x${n}`, 'OFFENCE riot'] as const),
      ['SUSPECT_IN', 'PERSON a', 'OFFENCE riot'],
    ]);
    const listed = ['a', 'b', 'c', 'd'].map((id) => node(`PERSON ${id}`));
    const population = await populationOf(sight);
    expect(population).toBe(1_104);
    const found = await rankHidden(sight, await censusOf(sight), { listed, population, first: 50 });
    expect([...found.hubs].map((hub) => sight.adjacency.idOf(hub)).sort()).toEqual(['hub', 'riot']);
    const { within, outOf } = found;
    const told = within.ties.map(({ ends }) => ends.map((end) => sight.adjacency.idOf(end)).join('-'));
    // a and c by one rare report; b and c live among fifty others; c and d are suspects in one offence.
    expect(told[0]).toBe('a-c');
    expect([...told].sort()).toEqual(['a-b', 'a-c', 'a-d', 'b-c']);
    expect([within.lookedAt, within.recorded, within.sharing]).toEqual([5, 1, 4]);
    // a is recorded with everybody of the riot, however many; b and c share the hostel with fifty.
    expect([outOf.lookedAt, outOf.recorded, outOf.sharing]).toEqual([4 * 1_100 - 1_100, 1_100, 100]);
    expect(outOf.ties.every(({ lnP }) => lnP === 0)).toBe(true);
    expect([found.connecting, found.connectors.length]).toEqual([50, 50]);
  });

  it('is not looked for any more once the time of the question is over', async () => {
    const { sight, node } = built(
      Array.from({ length: 200 }, (_, n) => n).flatMap((n) =>
        Array.from({ length: 100 }, (_, m) => ['USED', `PERSON p${n}`, `IDENTIFIER i${m}`] as const),
      ),
    );
    const listed = Array.from({ length: 200 }, (_, n) => node(`PERSON p${n}`)).sort((a, b) => a - b);
    const request = { listed, population: 200, first: 50 };
    const census = await censusOf(sight);
    const gone = new AbortController();
    setImmediate(() => gone.abort(new Error('over')));
    await expect(rankHidden(sight, census, request, beginTurn(gone.signal, 0))).rejects.toThrow('over');
  });
});

async function victimsOf(adjacency: Adjacency, visible: readonly string[], ids: readonly string[]) {
  const sight = sightOf(adjacency, visible, 'PSEUDONYMS');
  const { victims } = await tyingVictims(sight, seenOf(sight, ids));
  return victims
    .map(({ state, ways }) => {
      expect(sight.isVictim(state)).toBe(true);
      const reached = [...ways].map(([person, paths]) => [
        adjacency.idOf(person),
        paths.map(({ states }) => adjacency.idOf(sight.nodeOf(states[1] ?? 0))).sort(),
      ]);
      return [adjacency.idOf(sight.nodeOf(state)), JSON.stringify(reached.sort())];
    })
    .sort();
}

/** Victims whose offences have several of the listed as suspects, of whom two are not recorded together. */
function plainVictims(world: PlainWorld, visible: readonly string[], ids: readonly string[]) {
  const links = walkable(world, visible);
  const suspects = tying(links).filter(({ kind, person }) => kind === 'SUSPECT_IN' && ids.includes(person));
  const recorded = (a: string, b: string) => areRecorded(links, a, b);
  const named = seenLinks(world, visible).filter(({ kind, ended }) => kind === 'VICTIM_OF' && !ended);
  return [...new Set(named.map(({ person }) => person))]
    .flatMap((victim) => {
      const offences = named.filter(({ person }) => person === victim).map(({ other }) => other);
      const reached = new Map<string, Set<string>>();
      for (const { person, other } of suspects)
        if (offences.includes(other)) reached.set(person, (reached.get(person) ?? new Set()).add(other));
      const persons = [...reached.keys()];
      if (!persons.some((a) => persons.some((b) => a < b && !recorded(a, b)))) return [];
      const ways = [...reached].map(([person, own]) => [person, [...own].sort()]);
      return [[victim, JSON.stringify(ways.sort())]];
    })
    .sort();
}

describe('victims who tie a list', () => {
  it('are those that a plain model finds on random graphs', async () => {
    let met = 0;
    for (let seed = 0; seed < 120; seed += 1) {
      const world = randomWorld(seed, SIZE);
      const found = await victimsOf(adjacencyOf(world), visibleOf(seed), listOf(seed));
      expect([seed, found]).toEqual([seed, plainVictims(world, visibleOf(seed), listOf(seed))]);
      met += found.length;
    }
    expect(met).toBeGreaterThan(40);
  });

  it('are never joined with what else they are: the answer is that of a world in which every victim is somebody else', async () => {
    let both = 0;
    for (let seed = 100; seed < 160; seed += 1) {
      const world = randomWorld(seed, SIZE);
      const visible = ['OFFICIAL', 'SECRET'];
      const apart: PlainWorld = {
        markings: new Map([
          ...world.markings,
          ...EVERYBODY.map((id) => [`PV${id}`, world.markings.get(id) ?? ''] as const),
        ]),
        links: [
          ...walkable(world, visible),
          ...world.links
            .filter(({ kind }) => kind === 'VICTIM_OF')
            .map((link) => ({ ...link, person: `PV${link.person}`, record: `V${link.record}` })),
        ],
      };
      const ids = listOf(seed);
      const found = await victimsOf(adjacencyOf(world), visible, ids);
      const renamed = found.map(([id, ways]) => [`PV${id}`, ways]).sort();
      expect([seed, await victimsOf(adjacencyOf(apart), visible, ids)]).toEqual([seed, renamed]);
      expect([seed, await answerOf(adjacencyOf(apart), visible, ids)]).toEqual([
        seed,
        await answerOf(adjacencyOf(world), visible, ids),
      ]);
      both += found.filter(([id]) => ids.includes(id ?? '')).length;
    }
    expect(both).toBeGreaterThan(20);
  });

  it('are reached by orders as well; not through an offence with more than a thousand', async () => {
    const many = Array.from(
      { length: 1_001 },
      (_, n) => ['VICTIM_OF', `PERSON v${n}`, 'OFFENCE fraud'] as const,
    );
    const { sight, node } = built(
      [
        ['SUSPECT_IN', 'PERSON a', 'OFFENCE o'],
        ['VICTIM_OF', 'PERSON v', 'OFFENCE o'],
        ['BINDS', 'ORDER n', 'PERSON b'],
        ['PROTECTS', 'ORDER n', 'PERSON v'],
        ...many,
        ['VICTIM_OF', 'PERSON v0', 'OFFENCE o3'],
        ['SUSPECT_IN', 'PERSON a', 'OFFENCE fraud'],
        ['SUSPECT_IN', 'PERSON b', 'OFFENCE o3'],
      ],
      'PSEUDONYMS',
    );
    const { victims, hubs } = await tyingVictims(sight, [node('PERSON a'), node('PERSON b')]);
    expect([...hubs]).toEqual([node('OFFENCE fraud')]);
    expect(victims.map(({ state }) => sight.adjacency.idOf(sight.nodeOf(state)))).toEqual(['v']);
    const ways = [...(victims[0]?.ways.values() ?? [])].flat();
    expect(ways.map(({ states }) => states[1])).toEqual([node('OFFENCE o'), node('ORDER n')]);
  });
});

describe('the probability of what two share', () => {
  const ROUNDS = 20_000;
  const LEVELS = [0.5, 0.2, 0.05, 0.01];

  /** Things with so many users each, and so many links of each person, that are dealt to each other. */
  interface Deck {
    readonly persons: readonly number[];
    readonly things: readonly number[];
  }
  const tallyOf = (things: readonly number[]) =>
    Array.from({ length: 1 + Math.max(...things) }, (_, d) => things.filter((users) => users === d).length);
  const countedOf = (things: readonly number[]) => ({
    draws: drawsOf(tallyOf(things)),
    things: things.length,
    links: things.reduce((sum, users) => sum + users, 0),
    pairsUpTo: Array.from({ length: 1 + Math.max(...things) }, (_, d) =>
      things.filter((users) => users <= d).reduce((sum, users) => sum + users * (users - 1), 0),
    ),
  });
  /** What the first two persons share once a deck is dealt anew, each as how many users it has. */
  const dealerOf = ({ persons, things }: Deck, below: (limit: number) => number) => {
    // Whoever has most is given first, from what has most users left: so everybody gets different things.
    const own = persons.map(() => new Set<number>());
    const left = [...things];
    for (const person of [...persons.keys()].sort((a, b) => (persons[b] ?? 0) - (persons[a] ?? 0)))
      for (const thing of [...left.keys()]
        .sort((a, b) => (left[b] ?? 0) - (left[a] ?? 0))
        .slice(0, persons[person])) {
        own[person]?.add(thing);
        left[thing] = (left[thing] ?? 0) - 1;
      }
    expect(left.every((users) => users === 0)).toBe(true);
    /** Two persons deal what only one of them has (Strona et al., Nature Communications 5, 2014). */
    const trade = (one: Set<number>, other: Set<number>) => {
      const mine = [...one].filter((thing) => !other.has(thing));
      const pool = [...mine, ...[...other].filter((thing) => !one.has(thing))];
      for (let at = pool.length - 1; at > 0; at -= 1) {
        const by = below(at + 1);
        [pool[at], pool[by]] = [pool[by] ?? 0, pool[at] ?? 0];
      }
      for (const [at, thing] of pool.entries()) {
        const [to, from] = at < mine.length ? [one, other] : [other, one];
        to.add(thing);
        from.delete(thing);
      }
    };
    const [first, second] = [own[0] ?? new Set<number>(), own[1] ?? new Set<number>()];
    return () => {
      for (let trades = 0; trades < 2 * own.length; trades += 1)
        trade(own[below(own.length)] ?? first, own[trades % own.length] ?? second);
      return [...first].filter((thing) => second.has(thing)).map((thing) => things[thing] ?? 0);
    };
  };
  const drawnFrom = ({ persons, things }: Deck) => ({
    ...{ counted: countedOf(things), first: persons[0] ?? 0, second: persons[1] ?? 0 },
  });
  /** How often p comes to each level or below. @param chances makes the ln p of one deal, of each that is looked at */
  const reachedBy = (chances: () => readonly number[]): readonly (readonly number[])[] => {
    const reached = chances().map(() => LEVELS.map(() => 0));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [nth, ln] of chances().entries())
        for (const [at, level] of LEVELS.entries())
          if (Math.exp(ln) <= level) (reached[nth] ?? [])[at] = (reached[nth]?.[at] ?? 0) + 1;
    return reached;
  };
  const within = (reached: readonly number[] = []) =>
    LEVELS.map(
      (level, at) => (reached[at] ?? 0) <= level * ROUNDS + 3 * Math.sqrt(level * (1 - level) * ROUNDS),
    );

  it('is an upper bound in strata of few things, and of things that many have', () => {
    const times = (number: number, value: number) => Array.from({ length: number }, () => value);
    const decks: readonly Deck[] = [
      // A hostel and ten private homes.
      { persons: [...times(20, 2), ...times(100, 1)], things: [120, ...times(10, 2)] },
      // A person who was watched took part in whatever was seen; the other in half of it.
      { persons: [10, 20, ...times(10, 1)], things: times(20, 2) },
      // Everybody took part in everything.
      { persons: times(12, 12), things: times(12, 12) },
    ];
    const below = random(13);
    const drawn = decks.map((deck) => ({ ...drawnFrom(deck), deal: dealerOf(deck, below) }));
    const reached = reachedBy(() =>
      drawn.map(({ deal, ...stratum }) => lnChance([lnChanceOfKind([{ ...stratum, users: deal() }])])),
    );
    for (const one of reached) expect(within(one)).toEqual(LEVELS.map(() => true));
  });

  it('is an upper bound where links are dealt at random, each within its stratum', () => {
    const below = random(11);
    // Of the last stratum neither can share anything with the other but its only thing.
    const kinds: readonly (readonly Deck[])[] = [
      [
        { persons: [3, 2, 4, 1, 2, 3, 3, 2, 4, 2, 1, 3], things: [2, 2, 2, 2, 3, 3, 4, 5, 7] },
        { persons: [2, 3, 1, 2, 2, 4], things: [2, 2, 3, 3, 4] },
        { persons: [1, 1], things: [2] },
      ],
      [{ persons: [1, 2, 2, 2, 1, 1, 3, 2, 2, 2], things: [2, 2, 2, 3, 3, 6] }],
    ];
    const drawn = kinds.map((decks) =>
      decks.map((deck) => ({ ...drawnFrom(deck), deal: dealerOf(deck, below) })),
    );
    const [reached] = reachedBy(() => {
      const each = drawn.map((strata) =>
        strata.map(({ deal, ...stratum }) => ({ ...stratum, users: deal() })),
      );
      return [lnChance(each.map(lnChanceOfKind))];
    });
    expect(within(reached)).toEqual(LEVELS.map(() => true));
    expect(reached?.[0]).toBeGreaterThan(0);
  });

  it('of neighbours is no bound without strata, and is one with them', () => {
    const below = random(12);
    // Twenty areas; the two live in the first one, of which everybody has most of what they have.
    const area: Deck = {
      persons: Array.from({ length: 12 }, () => 2),
      things: Array.from({ length: 8 }, () => 3),
    };
    const [drawn, deal] = [drawnFrom(area), dealerOf(area, below)];
    const everywhere = { ...drawn, counted: countedOf(Array.from({ length: 20 }, () => area.things).flat()) };
    const [together, stratified] = reachedBy(() => {
      const users = deal();
      return [everywhere, drawn].map((stratum) => lnChance([lnChanceOfKind([{ ...stratum, users }])]));
    });
    expect(within(stratified)).toEqual(LEVELS.map(() => true));
    expect(within(together).filter((isBound) => !isBound).length).toBeGreaterThan(1);
  });

  it('weighs what is shared by its own stratum: others, however small, do not drown it', () => {
    const large = { counted: countedOf(Array.from({ length: 5_000 }, () => 2)), first: 2, second: 3 };
    const small = { counted: countedOf([2]), first: 1, second: 1 };
    const shares = (users: readonly number[], ofSmall: readonly number[]) =>
      lnChanceOfKind([
        { ...large, users },
        { ...small, users: ofSmall },
      ]);
    expect(shares([2], [])).toBeCloseTo(lnChanceOfKind([{ ...large, users: [2] }]), 12);
    expect(shares([], [2])).toBe(0);
    expect(shares([2], [2])).toBeLessThanOrEqual(shares([2], []));
    expect(shares([2, 2], [])).toBeLessThan(shares([2], []));
  });

  it('falls with each more that is shared, with its rarity, and with the kinds; and is 1 of nothing', () => {
    const draws = (things: number) => things;
    const counted = { things: 500, links: 1_200, pairsUpTo: [0, 0, 800, 1_100, 1_400], draws };
    const of = (...users: number[]) => lnChanceOfKind([{ counted, first: 3, second: 3, users }]);
    expect(of()).toBe(0);
    // 2 K1 K2 S / (E (E - 1))
    expect(of(2)).toBeCloseTo(Math.log((2 * 9 * 800) / (1_200 * 1_199)), 12);
    expect(of(2)).toBeLessThan(of(4));
    expect(of(2, 2)).toBeLessThan(of(2));
    // Of a rare and a common one the rare one says most.
    expect(of(2, 4)).toBeLessThan(of(4));
    expect(of(2, 2)).toBeLessThan(of(2, 4));
    expect(lnChance([])).toBe(0);
    expect(lnChance([0, 0])).toBe(0);
    expect(lnChance([-9])).toBeCloseTo(-9, 8);
    expect(lnChance([-9, 0])).toBeCloseTo(-9 + Math.log(3), 8);
    // Two kinds together: e^-18 (1 + 18), times the three sets.
    expect(lnChance([-9, -9])).toBeCloseTo(-18 + Math.log(19) + Math.log(3), 8);
  });

  it('is corrected as Benjamini and Hochberg do it (their example of 15 tests, of which 4 stand at 0.05)', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759,
    ];
    const q = [...lnQValues(p.map(Math.log), 15)].map(Math.exp);
    expect(q.filter((one) => one <= 0.05)).toHaveLength(4);
    expect(near(q[3] ?? 0)).toBe(near((0.0095 * 15) / 4));
    expect(near(q[4] ?? 0)).toBe(near((0.0201 * 15) / 5));
    expect(near(q.at(-1) ?? 0)).toBe(near((0.759 * 15) / 14));
    expect([...lnQValues([], 10)]).toEqual([]);
  });
});
