import { compareRuns } from '../../../../src/league/movement/compareRuns.ts';
import type { RunEntry } from '../../../../src/league/runs/RunRecord.ts';
import { personOf, runOf, type World } from './world.ts';

export const role = (type: string, day: number, roles: Record<string, string>) => ({
  type,
  day,
  roles,
  classedDay: day,
  knownDay: day,
});

/** Day 100, a window of 40 days, everything in scope; A 2,565 days, B 182, C 10 and an offence with B. */
export const START: World = {
  day: 100,
  edition: 'one',
  types: null,
  windowDays: 40,
  excluded: ['ELIMINATED'],
  people: [['s:a'], ['s:b'], ['s:c'], ['s:d', 's:e']],
  offences: {
    's:o1': role('heavy', 90, { 's:a': 'NAMED' }),
    's:o2': role('light', 61, { 's:a': 'NAMED' }),
    's:o3': role('stable', 95, { 's:b': 'NAMED' }),
    's:o4': role('light', 96, { 's:b': 'NAMED', 's:c': 'NAMED' }),
    's:o5': role('unknown', 97, { 's:d': 'NAMED' }),
    's:o6': role('light', 98, { 's:e': 'ELIMINATED' }),
    's:o7': role('light', 99, { 's:e': 'CHARGED' }),
    's:o8': role('heavy', 50, { 's:c': 'NAMED' }),
  },
};

/** What a store that holds the later world knows beside two runs. */
export const besideOf = (world: World, before: World) => ({
  personNow: (personId: string) => personOf(world, personId),
  knownNow: (_entry: RunEntry, offenceId: string) => {
    const offence = world.offences[offenceId];
    return (
      offence && {
        typeCode: offence.type,
        statedBefore: offence.knownDay <= before.day,
        classedSince: offence.classedDay > before.day,
      }
    );
  },
});

export function compared(before: World, after: World) {
  return compareRuns(runOf(before, 'before'), runOf(after, 'after'), besideOf(after, before));
}
