import { describe, expect, it } from 'vitest';
import { movesBetween, type PersonState, type TableState } from '../../../src/league/live/tableState.ts';

const person = (personId: string, rank: number, offences: Record<string, number | null>): PersonState => ({
  personId,
  rank,
  harmMicros: Object.values(offences).reduce<number>((sum, micros) => sum + (micros ?? 0), 0),
  offences,
});
const table = (...people: readonly PersonState[]): TableState => ({
  programmeVersion: 1,
  edition: 'cchi-public',
  size: 2,
  people,
});

describe('what moved in a table', () => {
  const before = table(person('A', 1, { o1: 10 }), person('B', 2, { o2: 8 }), person('C', 3, { o3: 5 }));

  it('is nothing where nothing did', () => {
    expect(movesBetween(before, before)).toEqual([]);
  });

  it('says who entered and who left, with the offences behind it', () => {
    const after = table(
      person('C', 1, { o3: 5, o4: 9 }),
      person('A', 2, { o1: 10 }),
      person('B', 3, { o2: 8 }),
    );
    expect(movesBetween(before, after)).toEqual([
      {
        personId: 'C',
        kind: 'ENTERED',
        before: { rank: 3, harmMicros: 5 },
        after: { rank: 1, harmMicros: 14 },
        reasons: [{ offenceId: 'o4', kind: 'ADDED', microsBefore: null, microsAfter: 9 }],
      },
      {
        personId: 'A',
        kind: 'MOVED',
        before: { rank: 1, harmMicros: 10 },
        after: { rank: 2, harmMicros: 10 },
        reasons: [],
      },
      {
        personId: 'B',
        kind: 'LEFT',
        before: { rank: 2, harmMicros: 8 },
        after: { rank: 3, harmMicros: 8 },
        reasons: [],
      },
    ]);
  });

  it('tells a harm that became known from one that was nothing, and a weight that changed from an offence that went', () => {
    const unknown = table(person('A', 1, { o1: 10, o2: null, o3: 4 }));
    const known = table(person('A', 1, { o1: 12, o2: 0 }));
    expect(movesBetween(unknown, known)[0]).toMatchObject({
      kind: 'HARM_CHANGED',
      reasons: [
        { offenceId: 'o1', kind: 'REWEIGHED', microsBefore: 10, microsAfter: 12 },
        { offenceId: 'o2', kind: 'REWEIGHED', microsBefore: null, microsAfter: 0 },
        { offenceId: 'o3', kind: 'REMOVED', microsBefore: 4, microsAfter: null },
      ],
    });
  });

  it('does not make up reasons for somebody of whom nothing was kept', () => {
    const after = table(person('N', 1, { o9: 99 }), person('A', 2, { o1: 10 }), person('B', 3, { o2: 8 }));
    expect(movesBetween(before, after)[0]).toMatchObject({ personId: 'N', before: null, reasons: undefined });
  });
});
