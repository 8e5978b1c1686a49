import { maskOf } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { stepsBy } from '../shared/things.ts';

const TIED = maskOf(['TIED_TO']);
const SUSPECT = maskOf(['SUSPECT_IN']);

/**
 * Whom a person is recorded to be associated with, as far as it is seen: a source states a tie between the two, or both
 * are suspects in one offence, however many others are. Suspects of an offence are remembered.
 * @returns for a person the others, some more than once
 */
export function recordedTies(sight: Sight): (person: number) => Iterable<number> {
  const suspects = new Map<number, readonly number[]>();
  const suspectsIn = (offence: number) => {
    const known = suspects.get(offence) ?? stepsBy(sight, offence, SUSPECT).map(({ to }) => to);
    suspects.set(offence, known);
    return known;
  };
  return function* (person) {
    for (const { to } of stepsBy(sight, person, TIED)) if (to !== person) yield to;
    for (const { to: offence } of stepsBy(sight, person, SUSPECT))
      for (const other of suspectsIn(offence)) if (other !== person) yield other;
  };
}
