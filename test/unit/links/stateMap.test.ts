import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NONE, stateMap } from '../../../src/links/paths/StateMap.ts';

/** States as far as 2^31: two for each node that a store of ours may have. */
const state = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }));

describe('a number by state', () => {
  it('is what a Map holds, whatever was set in whatever order', () => {
    const entries = fc.array(fc.tuple(state, fc.integer({ min: 0, max: 2 ** 31 - 1 })), { maxLength: 400 });
    fc.assert(
      fc.property(entries, fc.array(state), (set, others) => {
        const [ours, plain] = [stateMap(), new Map<number, number>()];
        for (const [key, value] of set) {
          ours.set(key, value);
          plain.set(key, value);
        }
        for (const key of [...plain.keys(), ...others]) expect(ours.get(key)).toBe(plain.get(key) ?? NONE);
      }),
    );
  });
});
