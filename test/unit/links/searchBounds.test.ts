import { describe, expect, it } from 'vitest';
import { EVERY_KIND } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { bestPaths } from '../../../src/links/paths/bestPaths.ts';
import { newSearch } from '../../../src/links/paths/PathQuestion.ts';
import { BOUNDS, type SearchBounds } from '../../../src/links/paths/searchBounds.ts';
import { shortestPath } from '../../../src/links/paths/shortestPath.ts';
import { beginTurn } from '../../../src/links/turns/Turn.ts';
import { everyPath } from './everyPath.ts';
import { built } from './plainModel.ts';
import { adjacencyOf, random, randomWorld, withHubs } from './randomGraph.ts';

const asked = { maxLength: 6, kinds: EVERY_KIND, from: 0, to: 0, weighted: true, includeHubs: true };
/** Each is reached by some of the questions. */
const SMALL: Readonly<Record<keyof SearchBounds, readonly number[]>> = {
  looked: [1, 3, 10, 5_000],
  walked: [5, 20, 1_200, 20_000],
  walkedInAll: [5, 20, 1_200, 20_000],
  compared: [10, 100, 1_000, 50_000],
};
const WANTED = 12;
const VISIBLE = ['OFFICIAL', 'SECRET'];

function endsIn(sight: Sight): readonly [number, number] | undefined {
  const ends = ['P0', 'P1'].map((id) => sight.adjacency.find('PERSON', id) ?? -1);
  const [source = -1, target = -1] = ends;
  return ends.every((end) => end >= 0 && sight.sees(end)) ? [source, target] : undefined;
}

describe('a search that reaches a bound', () => {
  it.each(Object.entries(SMALL))(
    'says that it was ended, and what it has found are paths, by %s',
    async (bound, values) => {
      const met = { ended: 0, whole: 0, paths: 0 };
      for (let seed = 0; seed < 8; seed += 1) {
        const sight = sightOf(adjacencyOf(withHubs(randomWorld(seed), seed)), VISIBLE, 'NONE');
        const ends = endsIn(sight);
        if (ends === undefined) continue;
        const question = { ...asked, sight, weighted: seed % 3 > 0 };
        const whole = (await bestPaths(question, ends, WANTED)).paths.map(({ cost }) => cost);
        const every = new Map(
          everyPath(question, ...ends).map(({ states, cost }) => [states.join(' '), cost] as const),
        );
        for (const most of values) {
          const bounds = { ...BOUNDS, [bound]: most };
          const { paths, searched } = await bestPaths(question, ends, WANTED, beginTurn(), bounds);
          const shown = new Set<number>();
          for (const [nth, { states, cost, halves }] of paths.entries()) {
            expect(cost).toBeCloseTo(every.get(states.join(' ')) ?? Number.NaN, 9);
            expect(halves).toHaveLength(states.length - 1);
            const inner = states.slice(1, -1);
            expect(inner.length === 0 ? nth === 0 : inner.some((state) => !shown.has(state))).toBe(true);
            for (const state of inner) shown.add(state);
          }
          // What was not ended is whole.
          if (!searched.truncated) expect(paths.map(({ cost }) => cost)).toEqual(whole);
          met[searched.truncated ? 'ended' : 'whole'] += 1;
          met.paths += searched.truncated ? paths.length : 0;
        }
      }
      expect(met.ended).toBeGreaterThan(6);
      expect(met.whole).toBeGreaterThan(4);
      expect(met.paths).toBeGreaterThan(8);
    },
  );

  it('has walked no more links than the bound and those of the last thing', async () => {
    for (let seed = 0; seed < 12; seed += 1) {
      const sight = sightOf(adjacencyOf(withHubs(randomWorld(seed), seed)), VISIBLE, 'NONE');
      const ends = endsIn(sight);
      if (ends === undefined) continue;
      let most = 0;
      for (let state = 0; state < sight.states; state += 1) most = Math.max(most, linksAt(sight, state));
      for (const walked of [10, 100, 1_000]) {
        const { searched } = await bestPaths({ ...asked, sight }, ends, WANTED, beginTurn(), {
          ...BOUNDS,
          walked,
        });
        expect(searched.walked).toBeLessThan(walked + most);
      }
    }
  });

  it('ends the searches of a question that come after it as well', async () => {
    const { sight, node } = built([...crowd('a'), ...crowd('b')]);
    const bounds = { ...BOUNDS, walkedInAll: 10_000 };
    const searched = newSearch();
    const search = (to: string) =>
      shortestPath({ ...asked, sight }, [node('PERSON a0'), node(to)], searched, beginTurn(), bounds);
    expect(await search('PERSON a1')).toBeDefined();
    // No way leads from one crowd to the other, for which both are walked through.
    for (let nth = 0; nth < 20; nth += 1) expect(await search(`PERSON b${nth}`)).toBeUndefined();
    expect(searched.truncated).toBe(true);
    expect(searched.walked).toBeGreaterThanOrEqual(10_000);
    expect(searched.walked).toBeLessThan(10_000 + 2_100);
    expect(await search('PERSON a1')).toBeUndefined();
  });
});

describe('the work of a search', () => {
  it('is not that of a hub where another way is found sooner', async () => {
    const { sight, node } = built(crowd('a'));
    const ends = [node('PERSON a0'), node('PERSON a1')] as const;
    const { paths, searched } = await bestPaths({ ...asked, sight }, ends, 1);
    expect(paths.map(({ states }) => states)).toEqual([[ends[0], node('IDENTIFIER aown'), ends[1]]]);
    expect(searched.walked).toBeLessThan(20);
  });

  it('is that of every link from both sides at the most, where fewer paths are found than asked for', async () => {
    const { sight, node } = built(crowd('a'));
    const ends = [node('PERSON a0'), node('PERSON a1')] as const;
    const { paths, searched } = await bestPaths({ ...asked, sight }, ends, 100);
    expect(paths).toHaveLength(2);
    expect(searched.truncated).toBe(false);
    expect(searched.walked).toBeLessThanOrEqual(2 * sight.adjacency.other.length);
  });

  it('does not grow by all that was walked through with each alternative', async () => {
    // Three hundred people between two, and a hub of others on each way that lead to none.
    const below = random(5);
    const { sight, node } = built(
      Array.from({ length: 300 }, (_, nth) => [
        ['TIED_TO', 'PERSON from', `PERSON m${nth}`] as const,
        ['TIED_TO', `PERSON m${nth}`, 'PERSON to'] as const,
        ...Array.from(
          { length: 20 },
          () => ['TIED_TO', `PERSON m${nth}`, `PERSON m${(nth + 1 + below(298)) % 300}`] as const,
        ),
      ]).flat(),
    );
    const links = sight.adjacency.other.length;
    const bounds = { ...BOUNDS, compared: 12 * links };
    const ends = [node('PERSON from'), node('PERSON to')] as const;
    const { paths, searched } = await bestPaths({ ...asked, sight }, ends, 100, beginTurn(), bounds);
    expect(searched.truncated).toBe(false);
    expect(paths).toHaveLength(100);
  });
});

/** Two thousand people who used one phone, the first two of whom have another one of their own. */
const crowd = (name: string) => [
  ...Array.from(
    { length: 2_000 },
    (_, nth) => ['USED', `PERSON ${name}${nth}`, `IDENTIFIER ${name}hub`] as const,
  ),
  ...[0, 1].map((nth) => ['USED', `PERSON ${name}${nth}`, `IDENTIFIER ${name}own`] as const),
];

function linksAt(sight: Sight, state: number): number {
  const { start } = sight.adjacency;
  const node = sight.nodeOf(state);
  return (start[node + 1] ?? 0) - (start[node] ?? 0);
}
