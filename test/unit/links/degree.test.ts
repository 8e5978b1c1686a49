import { describe, expect, it } from 'vitest';
import { type Adjacency, GUARDED, KIND_BITS } from '../../../src/links/adjacency/Adjacency.ts';
import { replaceLinks } from '../../../src/links/adjacency/replace/replaceLinks.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { adjacencyOf, kindOf, type PlainLink, type PlainWorld, randomWorld } from './randomGraph.ts';

const MODES = ['NONE', 'PSEUDONYMS', 'JOINED'] as const;
const CALLERS = [['OFFICIAL'], ['OFFICIAL', 'SECRET'], []];

/** The largest number of links of one kind that may be followed from a state. */
function followed({ adjacency: { start, kind }, nodeOf, follow }: Sight, state: number): number {
  const counts = new Map<number, number>();
  for (let half = start[nodeOf(state)] ?? 0; half < (start[nodeOf(state) + 1] ?? 0); half += 1) {
    const of = (kind[half] ?? 0) & KIND_BITS;
    if (follow(state, half) >= 0) counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

function expectFollowed(adjacency: Adjacency, what: string): void {
  for (const victims of MODES)
    for (const visible of CALLERS) {
      const sight = sightOf(adjacency, visible, victims);
      const states = Array.from({ length: sight.states }, (_, state) => state);
      expect(
        states.map((state) => sight.degree(state)),
        `${what}, ${victims}, ${visible}`,
      ).toEqual(states.map((state) => followed(sight, state)));
    }
}

const keyOf = (id: string) => ({ kind: kindOf(id), id });

/** A change after which one node has these links and no others. */
const relinked = (world: PlainWorld, id: string, links: readonly PlainLink[]) => ({
  ...{ touched: [keyOf(id)], gone: [] },
  links: links.map(({ person, other, record, otherRecord, ...link }) => ({
    ...{ ...link, start: keyOf(person), end: keyOf(other) },
    ...{ recordOfStart: record, recordOfEnd: otherRecord },
  })),
  nodes: [...new Set([id, ...links.flatMap(({ person, other }) => [person, other])])].map((node) => ({
    ...keyOf(node),
    marking: kindOf(node) === 'IDENTIFIER' ? undefined : (world.markings.get(node) ?? 'OFFICIAL'),
  })),
});

describe('the degree of a state', () => {
  it('is the number of links that may be followed, whoever looks, while persons come to be guarded and cease to', async () => {
    let turned = 0;
    for (let seed = 0; seed < 40; seed += 1) {
      const drawn = randomWorld(seed);
      const isOthers = ({ kind, person }: PlainLink) => kind !== 'VICTIM_OF' || person !== 'P0';
      const world = { ...drawn, links: drawn.links.filter(isOthers) };
      const victim: PlainLink = {
        ...{ person: 'P0', kind: 'VICTIM_OF', other: 'O0', record: 'P0/0', marking: 'OFFICIAL' },
        ...{ from: 0, to: 0, ended: false },
      };
      let adjacency = adjacencyOf(world);
      expectFollowed(adjacency, `seed ${seed}`);
      // Of the person, and of the offence: what else the person has is then not read again.
      for (const id of ['P0', 'O0', 'O0']) {
        const node = adjacency.find('PERSON', 'P0') ?? 0;
        const own = world.links.filter((link) => link.person === id || link.other === id);
        for (const links of [
          [...own, victim],
          own,
          [...own, { ...victim, ended: true }],
          [victim],
          [],
          own,
        ]) {
          const before = adjacency.guarded[node] ?? 0;
          adjacency = await replaceLinks(adjacency, relinked(world, id, links));
          turned += ((adjacency.guarded[node] ?? 0) ^ before) & GUARDED;
          expectFollowed(adjacency, `seed ${seed}, ${id} with ${links.length} links`);
        }
      }
    }
    expect(turned).toBe(40 * 3 * 4);
  });
});
