import { addDays, formatISO, parseISO } from 'date-fns';
import { compareCodePoints } from '../../../../src/collections/compareCodePoints.ts';
import type { Programme } from '../../../../src/league/programmes/programmes.ts';
import type { RunRecord } from '../../../../src/league/runs/RunRecord.ts';

interface Reported {
  readonly type: string;
  readonly day: number;
  readonly classedDay: number;
  readonly knownDay: number;
  /** By record: the status of the role. */
  readonly roles: Readonly<Record<string, string>>;
}

/** A force's data on one day, small enough to be ranked by hand. */
export interface World {
  readonly day: number;
  readonly edition: 'one' | 'two';
  readonly types: readonly string[] | null;
  readonly windowDays: number;
  readonly excluded: readonly string[];
  /** Records that are one person. */
  readonly people: readonly (readonly string[])[];
  readonly offences: Readonly<Record<string, Reported>>;
}

/** Millionths of a day; `unknown` has no weight, `stable` the same in both editions. */
const WEIGHTS: Record<World['edition'], Record<string, number | undefined>> = {
  one: { heavy: 2_555_000_001, light: 10_416_667, stable: 182_250_003 },
  two: { heavy: 1_825_000_003, light: 19_000_001, stable: 182_250_003 },
};

export const dateOf = (day: number) =>
  formatISO(addDays(parseISO('2023-01-01'), day), { representation: 'date' });

export const personOf = ({ people }: World, record: string) =>
  least(people.find((records) => records.includes(record)) ?? [record]);

const least = (records: readonly string[]) => [...records].sort(compareCodePoints)[0] ?? '';

/** A run of the world as it stands, ranked by a plain loop. */
export function runOf(world: World, id: string): RunRecord {
  const { day, edition, types, windowDays, excluded, people, offences } = world;
  const exclusions: { personId: string; offenceId: string; status: string }[] = [];
  const lines = people.map((records) => {
    const personId = least(records);
    const allegations = Object.keys(offences)
      .sort(compareCodePoints)
      .flatMap((offenceId) => {
        const offence = offences[offenceId];
        if (offence === undefined || offence.day > day || offence.day <= day - windowDays) return [];
        if (types !== null && !types.includes(offence.type)) return [];
        const statuses = records.flatMap((record) => offence.roles[record] ?? []);
        const counting = statuses.filter((status) => !excluded.includes(status));
        const [status] = [...statuses].sort();
        if (status !== undefined && counting.length === 0) exclusions.push({ personId, offenceId, status });
        if (counting.length === 0) return [];
        return {
          offenceId,
          typeCode: offence.type,
          titleKey: undefined,
          micros: WEIGHTS[edition][offence.type],
          basis: 'OWN',
          provisional: false,
          status: counting[0],
          reportedOn: dateOf(offence.day),
        };
      });
    const harmMicros = allegations.reduce((sum, { micros }) => sum + (micros ?? 0), 0);
    return { personId, recordIds: records, harmMicros, allegations };
  });
  const ranked = lines
    .filter(({ allegations }) => allegations.length > 0)
    .sort((a, b) => b.harmMicros - a.harmMicros || compareCodePoints(a.personId, b.personId));
  const programme: Programme = {
    id: 'p',
    name: 'P',
    description: '',
    version: 1,
    marking: 'OFFICIAL',
    types,
    excludedStatuses: excluded,
    windowDays,
    size: 2,
    edition,
  };
  return {
    id,
    programme,
    edition,
    editionDigest: edition,
    size: 2,
    allTime: false,
    from: dateOf(day - windowDays + 1),
    to: dateOf(day),
    dataAsOf: dateOf(day),
    codeVersion: '1',
    backfilled: false,
    totals: {
      offences: 0,
      harmMicros: 0,
      victims: 0,
      unknownHarm: 0,
      withoutSuspect: 0,
      withoutDate: 0,
      unknownVictimSex: 0,
      unknownVictimAge: 0,
      unknownRelationship: 0,
    },
    entries: ranked.map((line, index) => ({
      ...line,
      rank: index + 1,
      offences: line.allegations.length,
      victims: 1,
      unknownHarm: line.allegations.filter(({ micros }) => micros === undefined).length,
    })),
    exclusions,
  };
}
