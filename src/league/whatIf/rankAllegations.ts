import { groupBy } from '../../collections/groupBy.ts';
import { type ProgrammeFilters, reachesMinimum } from '../programmes/filters.ts';
import type { Allegation } from '../table/allegations.ts';
import { compareLines, lineOf, type RankedSuspect, ranked } from '../table/Line.ts';

type Counted = Pick<Allegation, 'personId' | 'micros' | 'victimIds'>;

/**
 * Ranks allegations as the league's own query does; unknown harm adds nothing and is counted beside; who misses the
 * programme's least numbers is left out.
 */
export function rankAllegations(
  programme: ProgrammeFilters,
  allegations: readonly Counted[],
): readonly RankedSuspect[] {
  const lines = [...groupBy(allegations, ({ personId }) => personId)]
    .map(([personId, own]) => lineOf(personId, own))
    .filter((line) => reachesMinimum(programme, line));
  return ranked(lines.sort(compareLines));
}
