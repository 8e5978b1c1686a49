import { describe, expect, it } from 'vitest';
import { sightOf } from '../../../src/links/adjacency/Sight.ts';
import { likelyFor } from '../../../src/links/prediction/likely.ts';
import { measuredIn } from '../../../src/links/prediction/measuredIn.ts';
import { factsOf } from '../../../src/links/prediction/sightFacts.ts';
import { neighboursIn } from '../../../src/links/prediction/sightTies.ts';
import { throughOf } from '../../../src/links/prediction/through.ts';
import { tying, walkable } from './plainModel.ts';
import { adjacencyOf, type PlainWorld, randomWorld } from './randomGraph.ts';

const OFFICIAL = ['OFFICIAL'];
const SEEDS = Array.from({ length: 60 }, (_, seed) => [seed]);

/** Pairs of people with their weight, and things with their users, by counting every link again. */
function plain(world: PlainWorld, visible: readonly string[]) {
  const groups = new Map<string, Set<string>>();
  const links = tying(walkable(world, visible));
  for (const { kind, person, other } of links) {
    const key = kind === 'TIED_TO' ? `TIE ${[person, other].sort().join()}` : `${kind} ${other}`;
    const group = groups.get(key) ?? new Set();
    groups.set(key, group.add(person));
    if (kind === 'TIED_TO') group.add(other);
  }
  const of = (...kinds: readonly string[]) =>
    [...groups].filter(([key]) => kinds.includes(key.split(' ')[0] ?? '')).map(([, group]) => group);
  const [ties, things] = [of('SUSPECT_IN', 'TIE'), of('USED', 'LIVED_AT')];
  const people = [
    ...new Set(links.flatMap(({ kind, person, other }) => (kind === 'TIED_TO' ? [person, other] : person))),
  ];
  const weight = (a: string, b: string) =>
    a === b ? 0 : ties.filter((group) => group.has(a) && group.has(b)).length;
  const score = (a: string, b: string) => {
    if (a === b || weight(a, b) > 0) return 0;
    let sum = 0;
    for (const z of people) {
      if (weight(a, z) === 0 || weight(z, b) === 0) continue;
      const weights = people.map((other) => weight(z, other)).filter((one) => one > 0);
      const strength = weights.reduce((total, one) => total + one, 0);
      sum += 1 / weights.length + (0.1 * (weight(a, z) + weight(z, b))) / strength;
    }
    for (const users of things) if (users.has(a) && users.has(b)) sum += 1.2 / users.size;
    return sum;
  };
  return { people, score };
}

describe('likely associates', () => {
  it.each(SEEDS)('are scored as a plain count of what the caller sees, in random world %i', (seed) => {
    const world = randomWorld(seed);
    for (const visible of [OFFICIAL, ['OFFICIAL', 'SECRET']]) {
      const sight = sightOf(adjacencyOf(world), visible, 'NONE');
      const graph = neighboursIn(sight);
      const { people, score } = plain(world, visible);
      for (const a of people) {
        const state = sight.adjacency.find('PERSON', a) ?? -1;
        const found = likelyFor(graph, state);
        for (const b of people) {
          const other = sight.adjacency.find('PERSON', b) ?? -1;
          const expected = score(a, b);
          expect(found.get(other)?.score ?? 0).toBeCloseTo(expected, 9);
          if (expected === 0) continue;
          const adds = throughOf(graph, state, other).map((one) => one.adds);
          expect(adds.reduce((sum, one) => sum + one, 0)).toBeCloseTo(expected, 9);
        }
        expect([...found.keys()].every((other) => people.includes(sight.adjacency.idOf(other)))).toBe(true);
      }
    }
  });

  it.each(SEEDS)('are measured as if what is hidden were not there, in random world %i', async (seed) => {
    const world = randomWorld(seed, 10);
    const [whole, open] = [
      sightOf(adjacencyOf(world), OFFICIAL, 'NONE'),
      sightOf(
        adjacencyOf(world, (marking) => marking === 'OFFICIAL'),
        OFFICIAL,
        'NONE',
      ),
    ];
    expect(await factsOf(whole, 1_000)).toEqual(await factsOf(open, 1_000));
    expect(await measuredIn(whole)).toEqual(await measuredIn(open));
  });

  it('are not measured among too many people', async () => {
    const sight = sightOf(adjacencyOf(randomWorld(1)), OFFICIAL, 'NONE');
    const { people = 0 } = (await factsOf(sight, 1_000)) ?? {};
    expect(people).toBeGreaterThan(2);
    expect(await factsOf(sight, 2)).toBeUndefined();
  });
});
