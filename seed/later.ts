import { DAYS, dateOf, reportDay } from './calendar.ts';
import { makeLaterListed } from './laterListed.ts';
import { ABH, drawKind, STRANGULATION } from './offenceMix.ts';
import { newSuspect } from './population.ts';
import type { PersonNote, Row, World } from './World.ts';

/** A bundle of a later month: only what is new or has changed. */
export interface Later {
  readonly name: string;
  readonly asOf: string;
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

const MONTHS = [
  { name: '2023-07', asOf: '2023-07-31', first: DAYS, last: DAYS + 30 },
  { name: '2023-08', asOf: '2023-08-31', first: DAYS + 31, last: DAYS + 61 },
  { name: '2023-09', asOf: '2023-09-30', first: DAYS + 62, last: DAYS + 91 },
] as const;

/**
 * July to September 2023: new offences, reclassified offences, acquittals, merges of identities, and what happens to
 * people of the list (`makeLaterListed`).
 */
export function makeLater(
  world: World,
  listed: readonly PersonNote[],
  duplicates: readonly Row[],
  scale: number,
): readonly Later[] {
  const { random } = world;
  const main = new Map([...world.rows].map(([file, rows]) => [file, rows.length]));
  const offences = world.rows.get('offences.csv') ?? [];
  const charges = (world.rows.get('involvements.csv') ?? []).filter((row) => row.status === 'CHARGED');
  const count = (full: number) => Math.max(5, Math.round(full * scale));
  const laterListed = makeLaterListed(world, listed, main);
  return MONTHS.map(({ name, asOf, first, last }, nth) => {
    const before = new Map([...world.rows].map(([file, rows]) => [file, rows.length]));
    for (let made = 0; made < count(3_000); made += 1) {
      const offence = world.offence(drawKind(random, 'single'), reportDay(random, first, last));
      world.suspect(offence, newSuspect(world));
      world.victim(offence, world.person('V', 'F', { minAge: 16 }));
    }
    const ofListed = laterListed({ nth, first, last });
    const rows = new Map([...world.rows].map(([file, all]) => [file, all.slice(before.get(file) ?? 0)]));
    const restated = new Set(ofListed.offences.map(({ id }) => id));
    const changed = random
      .shuffle(offences.slice(0, main.get('offences.csv')).filter((row) => row.offence_code === ABH.code))
      .filter(({ id }) => !restated.has(id))
      .slice(0, count(60))
      .map((row) => ({ ...row, offence_code: STRANGULATION.code }));
    const acquitted = charges
      .slice(nth * 25, nth * 25 + count(25))
      .map((row) => ({ ...row, status: 'ACQUITTED', since: dateOf(last) }));
    const merged = nth < 2 ? [] : duplicates.slice(0, count(40)).map(mergeOf);
    const add = (file: string, more: readonly Row[]) => {
      if (more.length > 0) rows.set(file, [...(rows.get(file) ?? []), ...more]);
    };
    add('offences.csv', [...changed, ...ofListed.offences]);
    add('involvements.csv', [...acquitted, ...ofListed.involvements]);
    add('judgements.csv', [...merged, ...ofListed.judgements]);
    return { name, asOf, rows };
  });
}

const mergeOf = ({ person_id, other_person_id }: Row): Row => ({
  person_id,
  other_person_id,
  verdict: 'SAME',
  decided_on: '2023-09-15',
  decided_by: 'DS 4411',
  reason: 'Same fingerprints and photograph on both records',
});
