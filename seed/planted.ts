import { DAYS, reportDay, YEAR_STARTS } from './calendar.ts';
import { typo } from './names.ts';
import { SEXUAL_ASSAULT } from './offenceMix.ts';
import { report } from './population.ts';
import type { OffenceNote, PersonNote, Row, World } from './World.ts';

/** What was planted, for `truth/`: never imported. */
export interface Truth {
  readonly duplicates: Row[];
  readonly series: Row[];
  readonly escalators: Row[];
}

/** Plants second records of one person, and linked series of unknown suspects. */
export function plant(
  world: World,
  former: readonly PersonNote[],
  current: readonly PersonNote[],
  offences: OffenceNote[],
  scale: number,
): Truth {
  const truth: Truth = { duplicates: [], series: [], escalators: [] };
  const { random } = world;
  const count = (full: number) => Math.max(5, Math.round(full * scale));
  // Only suspects of the year before are recorded twice, so that the year's number of suspects stands unmerged.
  for (const person of random.shuffle(former).slice(0, count(700))) {
    const { given, family, ethnicity } = person.name;
    const name = {
      given: random.chance(0.5) ? typo(random, given) : given,
      family: random.chance(0.6) ? typo(random, family) : family,
      ethnicity,
    };
    const second = world.person('P', 'M', { name, bare: true });
    if (person.phone !== undefined && random.chance(0.7)) world.phone(second, person.phone);
    if (person.home !== undefined && random.chance(0.6)) world.home(second, person.home);
    report(world, offences, second, { first: 0, last: YEAR_STARTS - 1 }, 1, 'single');
    truth.duplicates.push({ person_id: person.id, other_person_id: second.id });
  }
  for (let nth = 0; nth < count(40); nth += 1) {
    const offender = random.pick(current);
    const marks = random.pick([
      'FOLLOWED_ON_FOOT;NIGHT;PHONE_TAKEN',
      'RIDE_OFFERED;NIGHT;ALCOHOL',
      'FORCED_ENTRY;NIGHT;WEAPON_SHOWN',
    ]);
    const start = reportDay(random, YEAR_STARTS, DAYS - 120);
    for (let step = random.int(4, 8); step > 0; step -= 1) {
      const offence = world.offence(SEXUAL_ASSAULT, Math.min(DAYS - 1, start + step * random.int(5, 14)), {
        marks,
      });
      world.victim(offence, world.person('V', 'F', { minAge: 16 }));
      truth.series.push({ series: `S${nth + 1}`, offence_id: offence.id, offender_id: offender.id });
    }
  }
  return truth;
}
