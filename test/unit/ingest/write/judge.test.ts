import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personsOf } from '../../../../src/ingest/write/judge.ts';
import { readPerson } from '../../../../src/ingest/write/readPerson.ts';

const decision = fc.record({
  one: fc.constantFrom('f:1', 'f:2', 'f:3', 'f:4'),
  two: fc.constantFrom('f:5', 'f:6', 'f:7', 'f:8'),
  verdict: fc.constantFrom('SAME', 'DIFFERENT', 'UNSURE'),
});

describe('who is one person', () => {
  it('is everybody whom decisions connect, by the least of their ids', () => {
    const persons = personsOf([
      { one: 'f:2', two: 'f:3', verdict: 'SAME' },
      { one: 'f:3', two: 'f:1', verdict: 'SAME' },
      { one: 'f:3', two: 'f:4', verdict: 'UNSURE' },
    ]);
    expect([...persons]).toEqual([
      ['f:2', 'f:1'],
      ['f:3', 'f:1'],
      ['f:1', 'f:1'],
      ['f:4', 'f:4'],
    ]);
  });

  it('does not depend on the order of decisions', () => {
    fc.assert(
      fc.property(fc.array(decision), fc.infiniteStream(fc.nat()), (decisions, order) => {
        const shuffled = [...decisions].sort(() => (order.next().value % 3) - 1);
        expect(new Map([...personsOf(shuffled)].sort())).toEqual(new Map([...personsOf(decisions)].sort()));
      }),
    );
  });
});

describe('the reading of a person', () => {
  it('takes each property from the newest record that knows it, and every name once', () => {
    const person = readPerson('f:1', [
      {
        id: 'f:1',
        marking: 'SECRET',
        asOf: '2023-05-31',
        fullName: 'Ann Lee',
        sex: 'F',
        warnings: ['WEAPONS'],
      },
      {
        id: 'f:2',
        marking: 'OFFICIAL',
        asOf: '2023-06-30',
        givenNames: 'Anne',
        familyName: 'Lee',
        aliases: ['Ann Lee'],
      },
    ]);
    expect(person).toMatchObject({
      names: ['Anne Lee', 'Ann Lee'],
      sex: 'F',
      marking: 'OFFICIAL',
      warnings: ['WEAPONS'],
    });
  });
});
