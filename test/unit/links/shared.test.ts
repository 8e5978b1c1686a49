import { describe, expect, it } from 'vitest';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { type Counted, censusOf } from '../../../src/links/shared/census.ts';
import { drawsOf } from '../../../src/links/shared/draws.ts';
import { SHARED_KINDS } from '../../../src/links/shared/kinds.ts';
import { overlapOf } from '../../../src/links/shared/overlap.ts';
import { rankAssociates } from '../../../src/links/shared/rankAssociates.ts';
import { sharedBetween } from '../../../src/links/shared/sharedBetween.ts';
import { kindOfStratum, stratumLabel, stratumOf } from '../../../src/links/shared/strata.ts';
import { surpriseOfCount, surpriseOfCounts, surpriseOfThing } from '../../../src/links/shared/surprise.ts';
import { holdingsOf } from '../../../src/links/shared/things.ts';
import { built, near, type PlainDraw, plainCensus, plainDraws, tallyOfHostels } from './plainModel.ts';
import { adjacencyOf, randomWorld, withHubs, withStrata } from './randomGraph.ts';

const choose = (n: number, k: number): number =>
  k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
const tailOf = (all: number, first: number, second: number, shared: number) => {
  let sum = 0;
  for (let k = shared; k <= Math.min(first, second); k += 1)
    sum += (choose(first, k) * choose(all - first, second - k)) / choose(all, second);
  return sum;
};

/** The tail of what is shared in all strata together, from every way to share so much. */
function stratifiedTail(
  [draw, ...rest]: readonly Pick<PlainDraw, 'users' | 'k1' | 'k2'>[],
  shared: number,
): number {
  if (draw === undefined) return shared <= 0 ? 1 : 0;
  const { users, k1, k2 } = draw;
  let sum = 0;
  for (let k = 0; k <= Math.min(k1, k2); k += 1) {
    const p = (choose(k1, k) * choose(users.size - k1, k2 - k)) / choose(users.size, k2);
    sum += p * stratifiedTail(rest, shared - k);
  }
  return sum;
}

/** What two share and how strong they are tied, by counting again for every pair. */
function plainShared(census: ReturnType<typeof plainCensus>, ends: readonly [string, string]) {
  const found = [];
  const counts = [];
  let sum = 0;
  for (const [kind, { byPerson }] of census) {
    const [mine, theirs] = ends.map((end) => byPerson.get(end) ?? new Set<string>());
    const both = [...(mine ?? [])].filter((thing) => theirs?.has(thing));
    if (both.length === 0) continue;
    const all = new Set([...byPerson.values()].flatMap((own) => [...own])).size;
    const strata = plainDraws(census, kind, ends);
    const tail = near(-Math.log10(stratifiedTail(strata, both.length)));
    counts.push([kind, mine?.size, theirs?.size, all, both.length, tail]);
    for (const { label, users: among, links, k1, k2, draws } of strata)
      for (const thing of both) {
        const users = among.get(thing);
        if (users === undefined) continue;
        const p = Math.min(1, (draws * users * (users - 1)) / (links * (links - 1)));
        sum -= Math.log10(p);
        const stratum = { label, things: among.size, links, ofFirst: k1, ofSecond: k2 };
        const surprise = near(-Math.log10(p));
        found.push({ kind, thing: kind === 'TIE' ? '' : thing, users, stratum, surprise });
      }
  }
  return { found, counts, strength: near(sum) };
}

const inOrder = <T extends { kind: string; thing: string }>(list: readonly T[]) =>
  [...list].sort((one, other) => (`${one.kind} ${one.thing}` < `${other.kind} ${other.thing}` ? -1 : 1));

async function sharedOf(sight: Sight, a: number, b: number) {
  const { things, counts, strength } = sharedBetween(
    sight,
    await censusOf(sight),
    [a, b],
    [holdingsOf(sight, a), holdingsOf(sight, b)],
  );
  return {
    found: things.map(({ kind, thing, users, stratum, surprise }) => ({
      ...{ kind, thing: thing === undefined ? '' : sight.adjacency.idOf(sight.nodeOf(thing)) },
      ...{ users, stratum, surprise: near(surprise) },
    })),
    counts: counts.map((one) => [
      one.kind,
      one.ofFirst,
      one.ofSecond,
      one.all,
      one.shared,
      near(one.surprise),
    ]),
    strength: near(strength),
    overlaps: things.map(({ overlap }) => overlap),
  };
}

const personsOf = (sight: Sight) =>
  Array.from({ length: 9 }, (_, n) => `P${n}`).flatMap((id) => {
    const node = sight.adjacency.find('PERSON', id);
    return node !== undefined && sight.sees(node) ? [{ id, node }] : [];
  });

describe('what two people share', () => {
  it('is what a plain model counts on random graphs, and everybody it ranks', async () => {
    let shared = 0;
    const met = new Set<string>();
    for (let seed = 0; seed < 24; seed += 1) {
      const small = withStrata(randomWorld(seed, 9), seed);
      const world = seed % 6 === 0 ? withHubs(small, seed) : small;
      const visible = seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL'];
      const sight = sightOf(adjacencyOf(world), visible, 'NONE');
      const census = plainCensus(world, visible);
      const persons = personsOf(sight);
      for (const a of persons) {
        const expected = [];
        for (const b of persons) {
          if (a === b) continue;
          const plain = plainShared(census, [a.id, b.id]);
          const { found, counts, strength } = await sharedOf(sight, a.node, b.node);
          expect([seed, a.id, b.id, inOrder(found), counts, strength]).toEqual([
            seed,
            a.id,
            b.id,
            inOrder(plain.found),
            plain.counts,
            plain.strength,
          ]);
          if (found.length > 0) expected.push([b.id, strength, found.length]);
          shared += found.length;
          for (const { kind, stratum } of found) met.add(`${kind} ${stratum.label}`);
        }
        const ranked = await rankAssociates(sight, await censusOf(sight), a.node, holdingsOf(sight, a.node));
        const told = ranked
          .map((one) => [sight.adjacency.idOf(one.person), near(one.strength), one.shared] as const)
          .filter(([id]) => !id.startsWith('PX'));
        expect([seed, a.id, [...told].sort()]).toEqual([seed, a.id, [...expected].sort()]);
        expect(ranked.map(({ strength }) => strength)).toEqual(
          ranked.map(({ strength }) => strength).sort((x, y) => y - x),
        );
      }
    }
    expect(shared).toBeGreaterThan(200);
    // Two or three areas and years of offences and homes, two kinds of identifiers, ties.
    expect(met.size).toBe(9 + 3 + 2 + 1);
  });

  it('is the same in a world that never had what is hidden', async () => {
    for (let seed = 300; seed < 324; seed += 1) {
      const world = withStrata(randomWorld(seed, 9), seed);
      const answers = [];
      for (const adjacency of [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')]) {
        const sight = sightOf(adjacency, ['OFFICIAL'], 'NONE');
        const persons = personsOf(sight);
        const { strata, kinds } = await censusOf(sight);
        const told = ({ draws, ...one }: Counted) => ({ ...one, draws: [1, 2, 3].map(draws) });
        const counted = [...strata].map(
          ([stratum, one]) => [kindOfStratum(stratum), stratumLabel(sight, stratum), told(one)] as const,
        );
        const answer: unknown[] = [kinds.map(told), counted];
        for (const a of persons) {
          for (const b of persons)
            if (a !== b) answer.push(a.id, b.id, await sharedOf(sight, a.node, b.node));
          const ranked = await rankAssociates(
            sight,
            await censusOf(sight),
            a.node,
            holdingsOf(sight, a.node),
          );
          answer.push(
            ranked.map(({ person, strength, shared }) => [adjacency.idOf(person), strength, shared]),
          );
        }
        answers.push(answer);
      }
      expect([seed, answers[1]]).toEqual([seed, answers[0]]);
    }
  });

  it('is found by custody, events, reports and ties as well; one offence counts once', async () => {
    const { sight, node } = built([
      ['SUSPECT_IN', 'PERSON a', 'OFFENCE o'],
      ['SUSPECT_IN', 'PERSON b', 'OFFENCE o'],
      ['SUSPECT_IN', 'PERSON c', 'OFFENCE o2'],
      ['HELD', 'CUSTODY_EPISODE ca', 'PERSON a'],
      ['HELD', 'CUSTODY_EPISODE cb', 'PERSON b'],
      ['HELD', 'CUSTODY_EPISODE cc', 'PERSON c'],
      ['FOR', 'CUSTODY_EPISODE ca', 'OFFENCE o'],
      ['FOR', 'CUSTODY_EPISODE cb', 'OFFENCE o'],
      ['FOR', 'CUSTODY_EPISODE cc', 'OFFENCE o2'],
      ['BY', 'EVENT e', 'PERSON a'],
      ['WITH', 'EVENT e', 'PERSON b'],
      ['MENTIONS', 'INTELLIGENCE_REPORT r', 'PERSON a'],
      ['MENTIONS', 'INTELLIGENCE_REPORT r', 'PERSON b'],
      ['MENTIONS', 'INTELLIGENCE_REPORT r2', 'PERSON c'],
      ['TIED_TO', 'PERSON b', 'PERSON a'],
      ['TIED_TO', 'PERSON b', 'PERSON c'],
    ]);
    const ends = [node('PERSON a'), node('PERSON b')] as const;
    const holdings = [holdingsOf(sight, ends[0]), holdingsOf(sight, ends[1])] as const;
    const { things, strength } = sharedBetween(sight, await censusOf(sight), ends, holdings);
    // E = 3 links, d = 2 users, one each: p = 2 / 6. Of events E = 2. Of ties K = 1 and 2 of E = 4:
    // two different ones come to 1 + 4 / 2 draws, and p = 1 * 3 * 2 / 12.
    const third = near(Math.log10(3));
    expect(
      things
        .map(({ kind, thing, surprise }) => [
          kind,
          thing === undefined ? '' : sight.adjacency.idOf(thing),
          near(surprise),
        ])
        .sort(),
    ).toEqual([
      ['CUSTODY', 'o', third],
      ['EVENT', 'e', 0],
      ['OFFENCE', 'o', third],
      ['REPORT', 'r', third],
      ['TIE', '', near(Math.log10(2))],
    ]);
    expect(near(strength)).toBe(near(2 * Math.log10(3) + Math.log10(2)));
    const custody = things.find(({ kind }) => kind === 'CUSTODY');
    expect(custody?.ofFirst).toMatchObject([[{ to: node('CUSTODY_EPISODE ca') }, { to: node('OFFENCE o') }]]);
  });

  it('is counted among what is of one area and year, and says so; what is not known is a stratum of its own', async () => {
    const ab = ['PERSON a', 'PERSON b'] as const;
    const { sight, node } = built(
      [
        ...ab.flatMap((person) => [
          ['SUSPECT_IN', person, 'OFFENCE o'] as const,
          ['SUSPECT_IN', person, 'OFFENCE nowhere'] as const,
          ['HELD', `CUSTODY_EPISODE ${person}`, person] as const,
          ['FOR', `CUSTODY_EPISODE ${person}`, 'OFFENCE o'] as const,
          ['BY', 'EVENT e', person] as const,
          ['MENTIONS', 'INTELLIGENCE_REPORT r', person] as const,
          ['LIVED_AT', person, 'LOCATION home'] as const,
          ['LIVED_AT', person, 'LOCATION somewhere'] as const,
          ['USED', person, 'IDENTIFIER i'] as const,
        ]),
        ['TIED_TO', ...ab],
        ['OCCURRED_AT', 'OFFENCE o', 'LOCATION shop'],
        ['AT', 'EVENT e', 'LOCATION home'],
        // More of each, of which some are in the same stratum.
        ['SUSPECT_IN', 'PERSON c', 'OFFENCE o2'],
        ['OCCURRED_AT', 'OFFENCE o2', 'LOCATION shop'],
        ['SUSPECT_IN', 'PERSON c', 'OFFENCE o3'],
        ['OCCURRED_AT', 'OFFENCE o3', 'LOCATION home'],
        ['SUSPECT_IN', 'PERSON c', 'OFFENCE o4'],
        ['OCCURRED_AT', 'OFFENCE o4', 'LOCATION shop'],
        ['LIVED_AT', 'PERSON c', 'LOCATION shop'],
        ['USED', 'PERSON c', 'IDENTIFIER car'],
      ],
      'NONE',
      {
        ...{ 'OFFENCE o': '2023', 'OFFENCE o2': '2023', 'OFFENCE o3': '2023', 'OFFENCE o4': '2022' },
        ...{ 'EVENT e': '2021', 'INTELLIGENCE_REPORT r': '2020', 'IDENTIFIER i': 'PHONE' },
        ...{ 'LOCATION shop': 'camden', 'LOCATION home': 'hackney', 'IDENTIFIER car': 'VEHICLE' },
      },
    );
    const ends = [node(ab[0]), node(ab[1])] as const;
    const holdings = [holdingsOf(sight, ends[0]), holdingsOf(sight, ends[1])] as const;
    const { things, counts } = sharedBetween(sight, await censusOf(sight), ends, holdings);
    const told = things.map(({ kind, stratum: { label, things: all, links } }) => [kind, label, all, links]);
    expect(told.sort()).toEqual([
      ['ADDRESS', 'area not known', 1, 2],
      ['ADDRESS', 'hackney', 1, 2],
      ['CUSTODY', 'camden, 2023', 1, 2],
      ['EVENT', 'hackney, 2021', 1, 2],
      ['IDENTIFIER', 'PHONE', 1, 2],
      ['OFFENCE', 'area not known, year not known', 1, 2],
      ['OFFENCE', 'camden, 2023', 2, 3],
      ['REPORT', '2020', 1, 2],
      ['TIE', '', 1, 2],
    ]);
    // Only of the offences of Camden in 2023 is there another that one of them could have been in.
    const surprising = things.filter(({ surprise }) => surprise > 0);
    expect(surprising.map(({ stratum }) => stratum.label)).toEqual(['camden, 2023']);
    expect(surprising[0]?.surprise).toBeCloseTo(Math.log10(3), 9);
    const offences = counts.find(({ kind }) => kind === 'OFFENCE');
    expect(offences).toMatchObject({ ofFirst: 2, ofSecond: 2, all: 5, shared: 2 });
    // Both of one of one, and one of two.
    expect(offences?.surprise).toBeCloseTo(Math.log10(2), 9);
  });

  it('looks for the place of an event among few of its links, however many took part, seen or not', () => {
    const { sight, node } = built([
      ...Array.from({ length: 900 }, (_, n) => ['BY', 'EVENT e', `PERSON p${n}`] as const),
      ['AT', 'EVENT e', 'LOCATION fair'],
    ]);
    let looked = 0;
    const kind = new Proxy(sight.adjacency.kind, {
      get: (kinds, half) => {
        looked += 1;
        return Reflect.get(kinds, half);
      },
    });
    stratumOf(
      { ...sight, adjacency: { ...sight.adjacency, kind } },
      SHARED_KINDS.indexOf('EVENT'),
      node('EVENT e'),
    );
    expect(looked).toBeLessThan(40);
  });

  it('leaves hubs out and names them; a rare thing weighs more than many common ones', async () => {
    const users = (thing: string, number: number) =>
      Array.from(
        { length: number },
        (_, n) => ['USED', `PERSON ${thing}${n}`, `IDENTIFIER ${thing}`] as const,
      );
    const { sight, node } = built([
      ...users('hub', 1_001),
      ...users('full', 998),
      ...['common1', 'common2', 'common3'].flatMap((thing) => users(thing, 400)),
      ...['hub', 'full', 'rare', 'common1', 'common2', 'common3'].map(
        (thing) => ['USED', 'PERSON a', `IDENTIFIER ${thing}`] as const,
      ),
      ['USED', 'PERSON friend', 'IDENTIFIER rare'],
      ...['hub', 'full', 'common1', 'common2', 'common3'].map(
        (thing) => ['USED', 'PERSON many', `IDENTIFIER ${thing}`] as const,
      ),
    ]);
    const a = node('PERSON a');
    const holdings = holdingsOf(sight, a);
    expect([...holdings.hubs]).toEqual([node('IDENTIFIER hub')]);
    const ranked = await rankAssociates(sight, await censusOf(sight), a, holdings);
    const told = ranked.map(({ person, shared }) => [sight.adjacency.idOf(person), shared]);
    expect(told[0]).toEqual(['friend', 1]);
    expect(told).toContainEqual(['many', 4]);
    const many = node('PERSON many');
    const found = sharedBetween(sight, await censusOf(sight), [a, many], [holdings, holdingsOf(sight, many)]);
    expect(found.hubs).toEqual([node('IDENTIFIER hub')]);
    expect(found.things.find(({ thing }) => thing === node('IDENTIFIER full'))?.users).toBe(1_000);
    expect(found.strength).toBeCloseTo(ranked.find(({ person }) => person === many)?.strength ?? 0, 12);
  });
});

describe('the surprise', () => {
  it('of a count is the hypergeometric tail, of great numbers as well', () => {
    for (const [all, first, second, shared] of [
      [10, 3, 4, 2],
      [50, 10, 12, 7],
      [5, 5, 3, 3],
      [60, 40, 35, 20],
    ] as const)
      expect(surpriseOfCount(all, first, second, shared)).toBeCloseTo(
        -Math.log10(tailOf(all, first, second, shared)),
        9,
      );
    // Of three million things one and one, and the same: p is 1 in three million.
    expect(surpriseOfCount(3_000_000, 1, 1, 1)).toBeCloseTo(Math.log10(3_000_000), 6);
    expect(surpriseOfCount(3_000_000, 40, 50, 0)).toBe(0);
  });

  it('of a count in several strata is the tail of what is shared in all of them, of great numbers as well', () => {
    const drawn = ([things, first, second]: readonly [number, number, number]) => ({
      ...{ counted: { things, links: things, pairsUpTo: [], draws: (n: number) => n }, first, second },
    });
    const plain = ([things, k1, k2]: readonly [number, number, number]) => ({
      users: new Map(Array.from({ length: things }, (_, n) => [`${n}`, 1] as const)),
      ...{ k1, k2 },
    });
    const strata = [
      [10, 3, 4],
      [6, 5, 4],
      [50, 10, 12],
      [7, 0, 3],
    ] as const;
    // Of six things five and four have at least three in common.
    for (let shared = 0; shared <= 17; shared += 1)
      expect(surpriseOfCounts(strata.map(drawn), shared)).toBeCloseTo(
        near(-Math.log10(stratifiedTail(strata.map(plain), shared))),
        6,
      );
    expect(surpriseOfCounts([drawn([60, 40, 35])], 20)).toBeCloseTo(surpriseOfCount(60, 40, 35, 20), 9);
    // A probability too small for a number.
    const rare = Array.from({ length: 60 }, () => drawn([3_000_000, 1, 1]));
    expect(surpriseOfCounts(rare, 60)).toBeCloseTo(60 * Math.log10(3_000_000), 4);
  });

  it('of one thing with one link each is that of two given persons among its users', () => {
    const among = (links: number) => ({
      ...{ counted: { things: links, links, pairsUpTo: [], draws: (n: number) => n }, first: 1, second: 1 },
    });
    expect(surpriseOfThing(among(100), 2)).toBeCloseTo(-Math.log10(choose(98, 0) / choose(100, 2)), 9);
    expect(surpriseOfThing(among(100), 5)).toBeCloseTo(-Math.log10(choose(98, 3) / choose(100, 5)), 9);
    // Of a thousand people in each of three hostels, a hundred have a home besides, of which there are fifty.
    const counted = { things: 53, links: 3_100, pairsUpTo: [], draws: drawsOf(tallyOfHostels) };
    const surprise = surpriseOfThing({ counted, first: 4, second: 4 }, 2);
    expect(surprise).toBeLessThanOrEqual(Math.log10(choose(100, 2)));
    expect(surprise).toBeGreaterThan(Math.log10(choose(100, 2)) - 0.3);
    // The only thing of its stratum tells nothing, and neither does one that nobody else can be found at.
    for (const links of [2, 1, 0]) expect(surpriseOfThing(among(links), links)).toBe(0);
  });
});

describe('the time in which two had a thing', () => {
  it.each([
    [[10, 20], [15, 30], true, 6],
    [[10, 20], [20, 0], true, 1],
    [[10, 20], [21, 30], false, undefined],
    [[10, 0], [20, 0], true, undefined],
    [[0, 9], [10, 20], false, undefined],
    [[0, 15], [10, 20], true, undefined],
    [[0, 25], [10, 20], undefined, undefined],
    [[0, 0], [10, 20], undefined, undefined],
    [[0, 15], [0, 15], true, undefined],
    [[0, 0], [0, 0], undefined, undefined],
  ] as const)('of %s and %s: %s, %s days', (one, other, overlapped, days) => {
    const spans = [one, other].map(([from, to]) => [{ from, to }]) as [
      { from: number; to: number }[],
      { from: number; to: number }[],
    ];
    expect(overlapOf(spans[0], spans[1])).toEqual({ overlapped, days });
    expect(overlapOf(spans[1], spans[0])).toEqual({ overlapped, days });
  });

  it('is told where any of several times tells it', () => {
    const unknown = { from: 0, to: 0 };
    expect(overlapOf([{ from: 1, to: 5 }, unknown], [{ from: 6, to: 9 }])).toMatchObject({
      overlapped: undefined,
    });
    expect(overlapOf([unknown, { from: 1, to: 7 }], [{ from: 6, to: 9 }])).toEqual({
      overlapped: true,
      days: 2,
    });
  });
});
