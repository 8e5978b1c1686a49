import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dated, isUnknown, mergeFacts } from '../../../../src/ingest/write/mergeFacts.ts';

const date = fc.constantFrom('2023-05-31', '2023-06-30', '2023-07-31');
const cell = fc.constantFrom<unknown>(undefined, 'a', 'b', 1, 2.5, ['x'], ['x', 'y'], []);
const day = fc.constantFrom('2023-01-01', '2023-02-01');
const facts = fc.record(
  {
    outcome: cell,
    summary: cell,
    marking: fc.constantFrom('OFFICIAL', 'SECRET/ALPHA', 'OFFICIAL/BRAVO'),
    identifiers: fc.subarray(['EMAIL:a@b.c', 'PHONE:+441']),
    reportedOn: day,
    reportedTo: day,
    reportedPrecision: fc.constantFrom('DAY', 'MONTH'),
    typeMatch: fc.constantFrom('matched', 'unmatched'),
    typeCode: fc.constantFrom('8N', '8Q'),
  },
  { requiredKeys: [] },
);
const statement = fc.record({ asOf: fc.option(date, { nil: undefined }), facts, older: fc.constant({}) });
const sameDate = fc
  .tuple(date, facts, facts, facts)
  .map(([asOf, ...all]) => all.map((one) => ({ asOf, facts: one, older: {} })) as [Dated, Dated, Dated]);

/** What is known, unknown values left out. */
const known = ({ asOf, facts: all, older }: Dated) => ({
  asOf,
  older,
  facts: Object.fromEntries(Object.entries(all).filter(([, value]) => !isUnknown(value))),
});
const same = (one: Dated, two: Dated) => expect(known(one)).toEqual(known(two));

describe('statements about one thing', () => {
  it('of one date give the same in either order', () => {
    fc.assert(
      fc.property(sameDate, ([a, b]) => {
        same(mergeFacts(a, b), mergeFacts(b, a));
      }),
    );
  });

  it('of any dates give the same in whatever order they arrive', () => {
    fc.assert(
      fc.property(statement, statement, statement, (a, b, c) => {
        const all = mergeFacts(mergeFacts(a, b), c);
        same(mergeFacts(a, mergeFacts(b, c)), all);
        same(mergeFacts(mergeFacts(c, a), b), all);
        same(mergeFacts(mergeFacts(b, c), a), all);
      }),
    );
  });

  it('of one date keep the offence type that was found, whichever of them did not find one', () => {
    const found = { typeMatch: 'matched', typeCode: '008/06', matchedBy: 'classification' };
    const [before, after] = [{ typeMatch: 'unmatched' }, found].map(
      (facts): Dated => ({ asOf: '2024-01-31', facts, older: {} }),
    ) as [Dated, Dated];
    expect(mergeFacts(before, after).facts).toEqual(found);
    expect(mergeFacts(after, before).facts).toEqual(found);
  });

  it('made twice say no more than once', () => {
    fc.assert(
      fc.property(statement, statement, (a, b) => {
        const once = mergeFacts(a, b);
        same(mergeFacts(once, b), once);
        same(mergeFacts(once, a), once);
      }),
    );
  });

  it('are overwritten by newer ones, which erase nothing by what they leave out', () => {
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const merged = mergeFacts(
          { asOf: '2023-05-31', facts: before, older: {} },
          { asOf: '2023-06-30', facts: after, older: {} },
        );
        for (const name of ['outcome', 'summary', 'marking'] as const)
          expect(merged.facts[name]).toEqual(
            isUnknown(after[name]) ? (isUnknown(before[name]) ? undefined : before[name]) : after[name],
          );
      }),
    );
  });

  it('that are older fill gaps only', () => {
    fc.assert(
      fc.property(facts, facts, (newer, older) => {
        const merged = mergeFacts(
          { asOf: '2023-06-30', facts: newer, older: {} },
          { asOf: '2023-05-31', facts: older, older: {} },
        );
        expect(merged.asOf).toBe('2023-06-30');
        for (const name of ['outcome', 'summary', 'marking'] as const)
          if (!isUnknown(newer[name])) expect(merged.facts[name]).toEqual(newer[name]);
      }),
    );
  });

  it('never mix the day of one with the precision of another, or a type with another one’s code', () => {
    fc.assert(
      fc.property(statement, statement, (a, b) => {
        const { facts: merged } = mergeFacts(a, b);
        const from = [a, b].map(({ facts: one }) => [one.reportedOn, one.reportedTo, one.reportedPrecision]);
        expect(from).toContainEqual([merged.reportedOn, merged.reportedTo, merged.reportedPrecision]);
        expect([a, b].map(({ facts: one }) => [one.typeMatch, one.typeCode])).toContainEqual([
          merged.typeMatch,
          merged.typeCode,
        ]);
      }),
    );
  });
});
