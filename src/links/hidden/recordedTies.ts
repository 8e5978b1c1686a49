import { maskOf } from '../adjacency/kinds.ts';
import type { Sight } from '../adjacency/Sight.ts';
import { stepsBy } from '../shared/things.ts';

const TIED = maskOf(['TIED_TO']);
const SUSPECT = maskOf(['SUSPECT_IN']);

/**
 * Whom a person is recorded to be associated with, as far as it is seen: a source states a tie between the two, or both
 * are suspects in one offence and neither eliminated nor acquitted, however many others are. Suspects of an offence are remembered.
 * @returns visits the others of a person, some more than once, and tells how many links it went over
 */
export function recordedTies(sight: Sight): (person: number, visit: (other: number) => void) => number {
  const suspects = new Map<number, Uint32Array>();
  const suspectsIn = (offence: number) => {
    const known = suspects.get(offence);
    if (known !== undefined) return known;
    const found = Uint32Array.from(new Set(stepsBy(sight, offence, SUSPECT).map(({ to }) => to)));
    suspects.set(offence, found);
    return found;
  };
  return (person, visit) => {
    const ties = stepsBy(sight, person, TIED);
    for (const { to } of ties) if (to !== person) visit(to);
    let links = ties.length;
    for (const { to: offence } of stepsBy(sight, person, SUSPECT)) {
      const others = suspectsIn(offence);
      for (const other of others) if (other !== person) visit(other);
      links += others.length;
    }
    return links;
  };
}
