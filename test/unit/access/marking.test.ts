import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareMarkings,
  dominates,
  joinMarkings,
  LEVELS,
  markingId,
  parseMarking,
} from '../../../src/access/index.ts';

const marking = fc.record({
  level: fc.constantFrom(...LEVELS),
  compartments: fc.uniqueArray(fc.constantFrom('ALPHA', 'BRAVO', 'CHARLIE', 'DELTA 2')),
});
const id = marking.map(markingId);
const read = (text: string) => {
  const found = parseMarking(text);
  if (found === undefined) throw new Error(`${text} is no marking`);
  return found;
};

describe('a marking', () => {
  it('is read back from its one spelling, whatever the order of its compartments', () => {
    fc.assert(
      fc.property(marking, (stated) => {
        const text = markingId(stated);
        expect(markingId(read(text))).toBe(text);
        expect(markingId({ ...stated, compartments: [...stated.compartments].reverse() })).toBe(text);
        expect(markingId(read(text.toLowerCase()))).toBe(text);
      }),
    );
  });

  it.each([
    '',
    'PUBLIC',
    'OFFICIAL/',
    'SECRET/ALPHA;',
    'SECRET/ALPHA/BRAVO',
    'SECRET ALPHA',
    'SECRET/AL|PHA',
    'TOPSECRET',
  ])('that cannot be read is refused, never lowered: "%s"', (text) => {
    expect(parseMarking(text)).toBeUndefined();
  });

  it('joined with others is the least that is above all of them', () => {
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 4 }), marking, (ids, clearance) => {
        const joined = joinMarkings(...ids);
        for (const one of ids) expect(dominates(read(joined), read(one))).toBe(true);
        const seesAll = ids.every((one) => dominates(clearance, read(one)));
        expect(dominates(clearance, read(joined))).toBe(seesAll);
      }),
    );
  });

  it('joins in any order and grouping to the same', () => {
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(joinMarkings(a, b)).toBe(joinMarkings(b, a));
        expect(joinMarkings(joinMarkings(a, b), c)).toBe(joinMarkings(a, joinMarkings(b, c)));
        expect(joinMarkings(a, a)).toBe(a);
      }),
    );
  });

  it('is dominated in a partial order', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        expect(dominates(a, a)).toBe(true);
        if (dominates(a, b) && dominates(b, a)) expect(markingId(a)).toBe(markingId(b));
        if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
      }),
    );
  });

  it('sorts so that one which more may see never comes after one which fewer may', () => {
    fc.assert(
      fc.property(marking, marking, (a, b) => {
        const order = compareMarkings(markingId(a), markingId(b));
        expect(Math.sign(order) + Math.sign(compareMarkings(markingId(b), markingId(a)))).toBe(0);
        if (dominates(a, b) && markingId(a) !== markingId(b)) expect(order).toBeGreaterThan(0);
      }),
    );
  });

  it('nobody can read raises whatever it is joined with above everybody', () => {
    const joined = read(joinMarkings('OFFICIAL', 'SCRIBBLE'));
    expect(dominates({ level: 'TOP SECRET', compartments: ['ALPHA', 'BRAVO', 'CHARLIE'] }, joined)).toBe(
      false,
    );
  });
});
