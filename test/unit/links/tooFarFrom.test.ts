import { describe, expect, it } from 'vitest';
import { EVERY_KIND } from '../../../src/links/adjacency/kinds.ts';
import { sightOf } from '../../../src/links/adjacency/Sight.ts';
import { newSearch, type PathQuestion } from '../../../src/links/paths/PathQuestion.ts';
import { stepsFrom } from '../../../src/links/paths/steps.ts';
import { tooFarFrom } from '../../../src/links/paths/tooFarFrom.ts';
import { adjacencyOf, randomWorld } from './randomGraph.ts';

/** By state the fewest steps to an end. */
function distances(question: PathQuestion, end: number): ReadonlyMap<number, number> {
  const steps = new Map([[end, 0]]);
  for (const [state, taken] of steps)
    stepsFrom(question, state, newSearch(), (_half, next) => {
      if (!steps.has(next)) steps.set(next, taken + 1);
    });
  return steps;
}

describe('what is too far from an end', () => {
  it('is what no path that is short enough can pass, once the search is long', () => {
    const met = { far: 0, near: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const sight = sightOf(adjacencyOf(randomWorld(seed, 12)), ['OFFICIAL'], 'PSEUDONYMS');
      const end = sight.adjacency.find('PERSON', 'P0');
      if (end === undefined || !sight.sees(end)) continue;
      for (const maxLength of [2, 3, 5, 8]) {
        const question = {
          ...{ sight, maxLength, kinds: EVERY_KIND, from: 0, to: 0, weighted: true, includeHubs: false },
        };
        const isTooFar = tooFarFrom(question, end, () => 1_000_000);
        const isNotAsked = tooFarFrom(question, end, () => 0);
        const steps = distances(question, end);
        for (let state = 0; state < sight.states; state += 1)
          for (let hops = 1; hops < maxLength; hops += 1) {
            const tooLong = hops + (steps.get(state) ?? Number.POSITIVE_INFINITY) > maxLength;
            const expected = hops + (maxLength >> 1) >= maxLength && tooLong;
            expect([seed, maxLength, state, hops, isTooFar(state, hops)]).toEqual([
              ...[seed, maxLength, state, hops, expected],
            ]);
            expect(isNotAsked(state, hops)).toBe(false);
            met[expected ? 'far' : 'near'] += 1;
          }
      }
    }
    expect(Math.min(met.far, met.near)).toBeGreaterThan(1_000);
  });
});
