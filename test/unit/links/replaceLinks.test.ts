import { describe, expect, it } from 'vitest';
import type { Adjacency } from '../../../src/links/adjacency/Adjacency.ts';
import type { ChangedLink } from '../../../src/links/adjacency/replace/Change.ts';
import { replaceLinks } from '../../../src/links/adjacency/replace/replaceLinks.ts';
import { adjacencyLines } from '../../support/adjacencyLines.ts';
import {
  adjacencyOf,
  kindOf,
  type PlainLink,
  type PlainWorld,
  random,
  randomWorld,
  withStrata,
} from './randomGraph.ts';

const keyOf = (id: string) => ({ kind: kindOf(id), id });

const changedLink = (link: PlainLink): ChangedLink => ({
  kind: link.kind,
  ...{
    start: keyOf(link.person),
    end: keyOf(link.other),
    marking: link.marking,
    ended: link.ended,
    cleared: link.cleared === true,
  },
  ...{ from: link.from, to: link.to, recordOfStart: link.record, recordOfEnd: link.otherRecord },
});

/** A change that gives some nodes the links and markings that they have in another world, and takes others away. */
function changeOf(world: PlainWorld, seed: number) {
  const below = random(seed);
  const next = withStrata(randomWorld(seed + 1_000, 5 + below(5)), seed);
  const everybody = [...new Set([world, next].flatMap(namesIn))];
  const some = (share: number) => new Set(everybody.filter(() => below(share) === 0));
  const [touched, gone] = [some(3), some(8)];
  const meets = (set: ReadonlySet<string>) => (link: PlainLink) =>
    set.has(link.person) || set.has(link.other);
  const links = next.links.filter((link) => meets(touched)(link) && !meets(gone)(link));
  const nodes = new Set([
    ...links.flatMap(({ person, other }) => [person, other]),
    ...[...touched].filter((id) => !gone.has(id)),
  ]);
  const markings = new Map([...world.markings].filter(([id]) => !gone.has(id)));
  // What is in no link any more is still there; identifiers have no marking.
  for (const id of [...nodes, ...namesIn(world).filter((name) => !gone.has(name) && !markings.has(name))])
    markings.set(
      id,
      kindOf(id) === 'IDENTIFIER' ? '' : (next.markings.get(id) ?? world.markings.get(id) ?? 'OFFICIAL'),
    );
  const strata = new Map([...nodes].map((id) => [id, next.strata?.get(id)] as const));
  for (const id of namesIn(world)) if (!nodes.has(id)) strata.set(id, world.strata?.get(id));
  const known = [...strata].flatMap(([id, text]) => (text === undefined ? [] : [[id, text] as const]));
  const kept = world.links.filter((link) => !meets(touched)(link) && !meets(gone)(link));
  return {
    after: { markings, links: [...kept, ...links], strata: new Map(known) },
    change: {
      touched: [...touched].map(keyOf),
      gone: [...gone].map(keyOf),
      links: links.map(changedLink),
      nodes: [...nodes].map((id) => ({
        ...keyOf(id),
        ...{ marking: kindOf(id) === 'IDENTIFIER' ? undefined : markings.get(id), stratum: strata.get(id) },
      })),
    },
  };
}

const namesIn = ({ markings, links }: PlainWorld): readonly string[] => [
  ...markings.keys(),
  ...links.map(({ other }) => other),
];

describe('an adjacency after changes', () => {
  it('says what one says that is built anew', async () => {
    for (let seed = 0; seed < 60; seed += 1) {
      let world = randomWorld(seed);
      let adjacency: Adjacency = adjacencyOf(world);
      for (let turn = 0; turn < 4; turn += 1) {
        const { after, change } = changeOf(world, seed * 10 + turn);
        adjacency = await replaceLinks(adjacency, change);
        world = after;
        const anew = adjacencyOf(world);
        expect(adjacencyLines(adjacency), `seed ${seed}, turn ${turn}`).toEqual(adjacencyLines(anew));
      }
    }
  });

  it('forgets the records that nothing rests on any more', async () => {
    const world = randomWorld(1);
    const before = adjacencyOf(world);
    const gone = { touched: [], links: [], nodes: [], gone: [keyOf('P0')] };
    expect(before.records).toContain('P0/0');
    const after = await replaceLinks(before, gone);
    expect(after.records.filter((record) => record.startsWith('P0/'))).toEqual([]);
    expect(before.records).toContain('P0/0');
  });

  it('forgets the areas and years of which nothing is any more', async () => {
    const world = { ...randomWorld(1), strata: new Map([['L0', '1 high street']]) };
    const before = adjacencyOf(world);
    expect(before.strata).toContain('1 high street');
    const moved = { ...keyOf('L0'), marking: 'OFFICIAL', stratum: 'camden' };
    const after = await replaceLinks(before, { touched: [], links: [], nodes: [moved], gone: [] });
    expect(after.strata).toContain('camden');
    expect(after.strata).not.toContain('1 high street');
    const gone = await replaceLinks(after, { touched: [], links: [], nodes: [], gone: [keyOf('L0')] });
    expect(gone.strata).not.toContain('camden');
  });
});
