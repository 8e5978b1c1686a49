import { describe, expect, it } from 'vitest';
import { LINK_KINDS, maskOf } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf, type VictimMode } from '../../../src/links/adjacency/Sight.ts';
import { bestPaths } from '../../../src/links/paths/bestPaths.ts';
import type { FoundPath, PathQuestion } from '../../../src/links/paths/PathQuestion.ts';
import { everyPath } from './everyPath.ts';
import { adjacencyOf, kindOf, type PlainWorld, random, randomWorld, withHubs } from './randomGraph.ts';

const ALL = maskOf(LINK_KINDS);
const MODES = ['NONE', 'PSEUDONYMS', 'JOINED'] as const;

/** The cheapest of all paths that shows something new, again and again. */
function bestOf(paths: readonly FoundPath[], number: number): readonly FoundPath[] {
  const shown = new Set<number>();
  const best: FoundPath[] = [];
  const rest = [...paths].sort((a, b) => a.cost - b.cost || a.states.length - b.states.length);
  for (const path of rest) {
    const inner = path.states.slice(1, -1);
    if (!inner.some((state) => !shown.has(state)) && !(inner.length === 0 && best.length === 0)) continue;
    best.push(path);
    for (const state of inner) shown.add(state);
    if (best.length === number) break;
  }
  return best;
}

function question(sight: Sight, seed: number): PathQuestion {
  const below = random(seed + 1_000);
  const from = below(2) === 0 ? 0 : 1 + below(60);
  return {
    ...{ sight, maxLength: 2 + below(6), weighted: below(4) > 0, includeHubs: false },
    ...{ kinds: below(3) === 0 ? ALL & ~(1 << below(9)) : ALL, from, to: from === 0 ? 0 : from + 40 },
  };
}

const rounded = (paths: readonly FoundPath[]) => paths.map(({ cost }) => Math.round(cost * 1e6) / 1e6);

describe('the best paths', () => {
  it('cost what the cheapest of all paths with something new cost, on random graphs', async () => {
    let found = 0;
    for (let seed = 0; seed < 120; seed += 1) {
      const adjacency = adjacencyOf(randomWorld(seed));
      const mode = MODES[seed % 3] as VictimMode;
      const sight = sightOf(adjacency, seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL'], mode);
      const asked = question(sight, seed);
      const source = adjacency.find('PERSON', 'P0');
      if (source === undefined || !sight.sees(source)) continue;
      for (const id of ['P1', 'P2', 'O0', 'L1']) {
        const target = adjacency.find(kindOf(id), id);
        if (target === undefined || !sight.sees(target)) continue;
        const { paths, searched } = await bestPaths(asked, [source, target], 4);
        const expected = bestOf(everyPath(asked, source, target), 4);
        expect([seed, ...rounded(paths)]).toEqual([seed, ...rounded(expected)]);
        expect(searched.truncated).toBe(false);
        for (const { states, halves } of paths) expect(halves).toHaveLength(states.length - 1);
        found += paths.length;
      }
    }
    expect(found).toBeGreaterThan(50);
  });

  it('do not go through hubs, which are named, unless that is asked for', async () => {
    const met = { hubs: 0, through: 0 };
    for (let seed = 0; seed < 24; seed += 1) {
      const adjacency = adjacencyOf(withHubs(randomWorld(seed), seed));
      const visible = seed % 2 === 0 ? ['OFFICIAL', 'SECRET'] : ['OFFICIAL'];
      const sight = sightOf(adjacency, visible, 'NONE');
      const [source, target] = [adjacency.find('PERSON', 'P0'), adjacency.find('PERSON', 'P1')];
      if (source === undefined || target === undefined || !sight.sees(source) || !sight.sees(target))
        continue;
      const asked = { sight, maxLength: 6, kinds: ALL, from: 0, to: 0, weighted: true };
      for (const includeHubs of [false, true]) {
        const { paths, searched } = await bestPaths({ ...asked, includeHubs }, [source, target], 12);
        const every = everyPath({ ...asked, includeHubs }, source, target);
        expect([seed, includeHubs, ...rounded(paths.slice(0, 1))]).toEqual([
          ...[seed, includeHubs],
          ...rounded(bestOf(every, 1)),
        ]);
        const all = every.map(({ states }) => states.join(' '));
        for (const { states } of paths) expect(all).toContain(states.join(' '));
        const inner = paths.flatMap(({ states }) => states.slice(1, -1));
        const hubs = inner.filter((state) => sight.degree(state) > 1_000);
        if (includeHubs) met.through += hubs.length;
        else expect(hubs).toEqual([]);
        expect([...searched.hubs].every((state) => sight.degree(state) > 1_000 && !includeHubs)).toBe(true);
        met.hubs += searched.hubs.size;
      }
    }
    expect(met.hubs).toBeGreaterThan(4);
    expect(met.through).toBeGreaterThan(4);
  });

  it('are the same in a world that never had what is hidden', async () => {
    for (let seed = 200; seed < 320; seed += 1) {
      const world = randomWorld(seed, 9);
      const mode = MODES[seed % 3] as VictimMode;
      const answers = [];
      for (const adjacency of [adjacencyOf(world), adjacencyOf(world, (marking) => marking === 'OFFICIAL')]) {
        const sight = sightOf(adjacency, ['OFFICIAL'], mode);
        answers.push(await namedPaths(sight, seed));
      }
      expect([seed, answers[1]]).toEqual([seed, answers[0]]);
    }
  });

  it('never join the two roles of whoever is suspect and victim, but where persons are joined', async () => {
    const link = { marking: 'OFFICIAL', from: 0, to: 0, ended: false };
    const world: PlainWorld = {
      markings: new Map(['P0', 'P1', 'P2', 'O1', 'O2'].map((id) => [id, 'OFFICIAL'])),
      links: [
        { ...link, person: 'P0', kind: 'SUSPECT_IN', other: 'O1', record: 'P0/0' },
        { ...link, person: 'P1', kind: 'VICTIM_OF', other: 'O1', record: 'P1/0' },
        { ...link, person: 'P1', kind: 'SUSPECT_IN', other: 'O2', record: 'P1/1' },
        { ...link, person: 'P2', kind: 'SUSPECT_IN', other: 'O2', record: 'P2/0' },
      ],
    };
    const adjacency = adjacencyOf(world);
    const lengths = [];
    for (const mode of MODES) {
      const sight = sightOf(adjacency, ['OFFICIAL'], mode);
      const ends = [adjacency.find('PERSON', 'P0'), adjacency.find('PERSON', 'P2')] as [number, number];
      const asked = { sight, maxLength: 8, kinds: ALL, from: 0, to: 0, weighted: true, includeHubs: false };
      lengths.push((await bestPaths(asked, ends, 1)).paths.map(({ states }) => states.length - 1));
    }
    expect(lengths).toEqual([[], [], [4]]);
  });
});

async function namedPaths(sight: Sight, seed: number) {
  const { adjacency } = sight;
  const ends = ['P0', 'O1', 'L2', 'I3'].map((id) => adjacency.find(kindOf(id), id));
  const named = [];
  for (const source of ends)
    for (const target of ends) {
      if (source === undefined || target === undefined || source === target) continue;
      if (!sight.sees(source) || !sight.sees(target)) continue;
      const { paths, searched } = await bestPaths(question(sight, seed), [source, target], 3);
      named.push([
        ...[adjacency.idOf(source), adjacency.idOf(target), searched.looked, searched.undated],
        ...paths.map(({ cost, states }) => [
          cost,
          ...states.map(
            (state) => `${adjacency.idOf(sight.nodeOf(state))}${sight.isVictim(state) ? ' as victim' : ''}`,
          ),
        ]),
      ]);
    }
  return named;
}
