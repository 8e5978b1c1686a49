import { describe, expect, it } from 'vitest';
import { decidedMarking, decideMarking } from '../../../../src/ingest/write/decidedMarking.ts';

/** What stands when sources state one marking after a person decided on another over a third. */
const standing = (over: string, set: string, stated: string) =>
  decidedMarking(decideMarking({ id: 'x', marking: over }, set), { id: 'x', marking: stated }).marking;

describe('a marking that a person set', () => {
  it.each([
    ['against the statement that it was made over, raised', 'OFFICIAL', 'SECRET', 'OFFICIAL', 'SECRET'],
    ['against the statement that it was made over, lowered', 'SECRET/A', 'OFFICIAL', 'SECRET/A', 'OFFICIAL'],
    ['against one that is lower', 'SECRET', 'SECRET/A', 'OFFICIAL', 'SECRET/A'],
    ['and what another statement adds to it', 'OFFICIAL', 'SECRET', 'OFFICIAL/B', 'SECRET/B'],
    [
      'raised by a statement that differs from the one it lowered',
      'SECRET/A',
      'OFFICIAL',
      'SECRET',
      'SECRET',
    ],
  ])('stands %s', (_words, over, set, stated, expected) => {
    expect(standing(over, set, stated)).toBe(expected);
  });

  it('is decided over what sources state, not over what a person set before or records add', () => {
    const once = decideMarking({ marking: 'SECRET', rowMarking: 'OFFICIAL' }, 'OFFICIAL/A');
    expect(once).toMatchObject({ markingOver: 'OFFICIAL', markingStated: 'OFFICIAL' });
    expect(decideMarking(once, 'SECRET/A')).toMatchObject({ markingOver: 'OFFICIAL', marking: 'SECRET/A' });
  });

  it('leaves alone what nobody has decided on', () => {
    const stated = { id: 'x', marking: 'OFFICIAL' };
    expect(decidedMarking({ id: 'x', marking: 'SECRET' }, stated)).toBe(stated);
  });
});
