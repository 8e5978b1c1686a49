import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { type ProgrammeFilters, reachesMinimum } from '../programmes/filters.ts';
import type { Allegation } from '../table/allegations.ts';
import type { RankedSuspect } from '../table/Line.ts';

type Counted = Pick<Allegation, 'personId' | 'micros' | 'victimIds'>;

/**
 * Ranks allegations as the league's own query does: harm down, distinct victims down, offences down, id up by code
 * point; unknown harm adds nothing and is counted beside; who misses the programme's least numbers is left out.
 */
export function rankAllegations(
  programme: ProgrammeFilters,
  allegations: readonly Counted[],
): readonly RankedSuspect[] {
  const lines = new Map<
    string,
    { harmMicros: number; offences: number; unknownHarm: number; victims: Set<string> }
  >();
  for (const { personId, micros, victimIds } of allegations) {
    const line = lines.get(personId) ?? {
      harmMicros: 0,
      offences: 0,
      unknownHarm: 0,
      victims: new Set<string>(),
    };
    lines.set(personId, line);
    line.harmMicros += micros ?? 0;
    line.offences += 1;
    if ((micros ?? null) === null) line.unknownHarm += 1;
    for (const victim of victimIds) line.victims.add(victim);
  }
  return [...lines]
    .map(([personId, line]) => ({ personId, ...line, victims: line.victims.size }))
    .filter((line) => reachesMinimum(programme, line))
    .sort(
      (a, b) =>
        b.harmMicros - a.harmMicros ||
        b.victims - a.victims ||
        b.offences - a.offences ||
        compareCodePoints(a.personId, b.personId),
    )
    .map((line, index) => ({ rank: index + 1, ...line }));
}
