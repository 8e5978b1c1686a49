import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../../src/league/movement/compareRuns.ts';
import type { Cause } from '../../../../src/league/movement/RunComparison.ts';
import { apply, EVENTS, type Happening, LEADS_TO } from './events.ts';
import { besideOf, compared, START } from './start.ts';
import { runOf, type World } from './world.ts';

describe('on random histories', () => {
  const happening = fc.record({
    kind: fc.constantFrom(...(Object.keys(EVENTS) as (keyof typeof EVENTS)[])),
    a: fc.nat(60),
    b: fc.nat(60),
  });
  const history = fc.tuple(
    fc.array(happening, { maxLength: 12 }),
    fc.array(happening, { minLength: 1, maxLength: 8 }),
  );
  const live = (from: World, events: readonly Happening[]) => events.reduce(apply, from);

  it('the causes of everybody add up to his change, and all changes to that of the table', () => {
    fc.assert(
      fc.property(history, ([earlier, later]) => {
        const before = live(START, earlier);
        const after = live(before, later);
        const [one, two] = [runOf(before, 'before'), runOf(after, 'after')];
        const { movements } = compareRuns(one, two, besideOf(after, before));
        for (const { causes, changeMicros, harmMicrosAfter, harmMicrosBefore } of movements) {
          expect(changeMicros).toBe(harmMicrosAfter - harmMicrosBefore);
          expect(causes.reduce((sum, { shareMicros }) => sum + shareMicros, 0)).toBe(changeMicros);
          const ids = causes.flatMap(({ offenceIds }) => offenceIds);
          expect(new Set(ids).size).toBe(ids.length);
        }
        const total = ({ entries }: typeof one) =>
          entries.reduce((sum, { harmMicros }) => sum + harmMicros, 0);
        expect(movements.reduce((sum, { changeMicros }) => sum + changeMicros, 0)).toBe(
          total(two) - total(one),
        );
        expect(movements.filter(({ rankBefore }) => rankBefore !== undefined)).toHaveLength(
          one.entries.length,
        );
        expect(movements.filter(({ rankAfter }) => rankAfter !== undefined)).toHaveLength(two.entries.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('nobody moves by a cause that did not happen', () => {
    fc.assert(
      fc.property(history, ([earlier, later]) => {
        const before = live(START, earlier);
        const after = live(before, later);
        const kinds = new Set(later.map(({ kind }) => kind));
        const possible = new Set<Cause>(['OTHERS_MOVED', ...[...kinds].flatMap((kind) => LEADS_TO[kind])]);
        // Of a person who was split and had nothing that counted, no run says who he was.
        if (kinds.has('split') && (kinds.has('reinstate') || kinds.has('statuses')))
          possible.add('FACTS_CORRECTED');
        for (const { causes } of compared(before, after).movements)
          for (const { cause } of causes) expect([...possible]).toContain(cause);
      }),
      { numRuns: 2_000 },
    );
  });
});
