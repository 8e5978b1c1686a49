import { expect, it } from 'vitest';
import { CLEARED } from '../../../src/links/adjacency/Adjacency.ts';
import { PERSON } from '../../../src/links/adjacency/kinds.ts';
import { type Sight, sightOf } from '../../../src/links/adjacency/Sight.ts';
import { stepBy, stepOf } from '../../../src/links/shown/evidenceOf.ts';
import { adjacencyOf, randomWorld, withHubs } from './randomGraph.ts';

const sorted = (step: ReturnType<typeof stepOf>) => ({ ...step, records: [...step.records].sort() });

/** What every link of the kind and direction rests on, read from the first end. */
function plainStep(sight: Sight, from: number, half: number, to: number) {
  const { start, kind } = sight.adjacency;
  const node = sight.nodeOf(from);
  const bitsOf = (one: number) => (kind[one] ?? 0) & ~CLEARED;
  const halves: number[] = [];
  for (let nth = start[node] ?? 0; nth < (start[node + 1] ?? 0); nth += 1)
    if (bitsOf(nth) === bitsOf(half) && sight.follow(from, nth) === to) halves.push(nth);
  return stepBy(sight, from, halves, to);
}

it('a step rests on the same, from whichever end its links are looked for', () => {
  const met = { steps: 0, several: 0 };
  for (let seed = 0; seed < 12; seed += 1) {
    const victims = (['NONE', 'PSEUDONYMS', 'JOINED'] as const)[seed % 3] ?? 'NONE';
    const world = seed < 6 ? withHubs(randomWorld(seed), seed) : randomWorld(seed, 4);
    const sight = sightOf(adjacencyOf(world), ['OFFICIAL'], victims);
    const { start } = sight.adjacency;
    for (let state = 0; state < sight.states; state += 1) {
      const node = sight.nodeOf(state);
      // Of a person alone there are two.
      if (!sight.sees(state) || (state !== node && sight.adjacency.nodeKind[node] !== PERSON)) continue;
      for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
        const to = sight.follow(state, half);
        if (to < 0 || half % 5 > 0) continue;
        const step = stepOf(sight, state, half, to);
        expect(sorted(step)).toEqual(sorted(plainStep(sight, state, half, to)));
        met.steps += 1;
        met.several += step.records.length > 1 ? 1 : 0;
      }
    }
  }
  expect(met.steps).toBeGreaterThan(500);
  expect(met.several).toBeGreaterThan(5);
});
