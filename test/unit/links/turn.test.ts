import { setImmediate as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EVERY_KIND } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { populationOf } from '../../../src/links/hidden/population.ts';
import { rankHidden } from '../../../src/links/hidden/rankHidden.ts';
import { analyse } from '../../../src/links/networks/analyse.ts';
import { disruption } from '../../../src/links/networks/disruption.ts';
import { project } from '../../../src/links/networks/projection/project.ts';
import { randomOf } from '../../../src/links/networks/random.ts';
import { graphOfTies } from '../../../src/links/networks/WeightedGraph.ts';
import { bestPaths } from '../../../src/links/paths/bestPaths.ts';
import { newSearch } from '../../../src/links/paths/PathQuestion.ts';
import { shortestPath } from '../../../src/links/paths/shortestPath.ts';
import { censusOf } from '../../../src/links/shared/census.ts';
import { rankAssociates } from '../../../src/links/shared/rankAssociates.ts';
import { holdingsOf } from '../../../src/links/shared/things.ts';
import { beginTurn, type Turn } from '../../../src/links/turns/Turn.ts';
import { built } from './plainModel.ts';
import { adjacencyOf, random, randomWorld } from './randomGraph.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const asked = { maxLength: 12, kinds: EVERY_KIND, from: 0, to: 0, weighted: true, includeHubs: false };

/** Twice a thousand people, each of whom used three of 1,500 phones; nothing leads from the ones to the others. */
function twoWorlds() {
  const below = random(3);
  const uses = (world: string) =>
    Array.from(
      { length: 3_000 },
      (_, n) => ['USED', `PERSON ${world}${n % 1_000}`, `IDENTIFIER ${world}${below(1_500)}`] as const,
    );
  return built([...uses('a'), ...uses('b')]);
}

describe('a turn', () => {
  it('is over when its time is, and the clock is looked at after so many links', async () => {
    const turn = beginTurn(undefined, 0);
    expect([400, 400, 400, 400].map((links) => turn.isOver(links))).toEqual([false, false, true, false]);
    expect(turn.isOver()).toBe(true);
    const long = beginTurn(undefined, FOREVER);
    expect(long.isOver()).toBe(false);
    const short = beginTurn();
    const begun = performance.now();
    while (!short.isOver()) expect(performance.now() - begun).toBeLessThan(5_000);
    expect(performance.now() - begun).toBeGreaterThan(5);
    await short.end();
    expect(short.isOver(1)).toBe(false);
  });

  it('lets others in at its end, and ends the work once nobody waits for it', async () => {
    const gone = new AbortController();
    const turn = beginTurn(gone.signal);
    let others = 0;
    setImmediate(() => {
      others += 1;
    });
    await turn.end();
    expect(others).toBe(1);
    gone.abort(new Error('gone'));
    await expect(turn.end()).rejects.toThrow('gone');
  });
});

describe('a search for one path', () => {
  it('lets others in while it goes on, and ends once nobody waits for it', async () => {
    const { sight, node } = twoWorlds();
    const ends = [node('PERSON a0'), node('PERSON b0')] as const;
    const question = { sight, ...asked, includeHubs: true };
    const search = async (turn: Turn) => {
      const searched = newSearch();
      expect(await shortestPath(question, ends, searched, turn)).toBeUndefined();
      return searched.looked;
    };
    let [others, done] = [0, false];
    const work = search(beginTurn(undefined, 0)).finally(() => {
      done = true;
    });
    while (!done) {
      await pause();
      others += 1;
    }
    expect(others).toBeGreaterThan(1);
    expect(await work).toBe(await search(beginTurn(undefined, FOREVER)));
    const gone = new AbortController();
    setImmediate(() => gone.abort(new Error('gone')));
    await expect(shortestPath(question, ends, newSearch(), beginTurn(gone.signal, 0))).rejects.toThrow(
      'gone',
    );
  });
});

describe('an answer', () => {
  /** Everything that works in turns, on a random world. */
  async function answers(seed: number, turn: () => Turn) {
    const world = randomWorld(seed, 14);
    const sight: Sight = sightOf(adjacencyOf(world), ['OFFICIAL'], 'NONE');
    const people = ['P0', 'P1', 'P2', 'P3'].flatMap((id) => {
      const node = sight.adjacency.find('PERSON', id);
      return node !== undefined && sight.sees(node) && sight.degree(node) > 0 ? [node] : [];
    });
    const [census, population] = [await censusOf(sight), await populationOf(sight)];
    const [a = 0, b = 0] = people;
    const graph = graphOfTies(tiesOf(seed));
    const everybody = { sight, people: undefined, reach: 1, projection: 'CONTACT', from: 0, to: 0 } as const;
    return [
      people.length < 2 ? [] : await bestPaths({ sight, ...asked, maxLength: 5 }, [a, b], 5, turn()),
      people.length < 1 ? [] : await rankAssociates(sight, census, a, holdingsOf(sight, a), turn()),
      await rankHidden(sight, census, { listed: people, population, first: 20 }, turn()),
      await project(everybody, turn()),
      await analyse(graph, turn()),
      await disruption(graph, 3, { effort: 1e4, draws: 50 }, turn()),
    ];
  }

  it('is the same whenever others are let in', async () => {
    for (let seed = 0; seed < 6; seed += 1)
      expect(await answers(seed, () => beginTurn(undefined, 0))).toEqual(
        await answers(seed, () => beginTurn(undefined, FOREVER)),
      );
  });
});

function tiesOf(seed: number) {
  const from = randomOf(seed + 5);
  return Array.from({ length: 200 }, () => ({ a: `P${from.below(80)}`, b: `P${from.below(80)}` }));
}
