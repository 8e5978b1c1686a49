import { YEAR_BEFORE } from './calendar.ts';
import { typo } from './names.ts';
import { report } from './population.ts';
import type { OffenceNote, PersonNote, Row, World } from './World.ts';

/**
 * Plants second records of one person. Only suspects of the year before are recorded twice, so that the year's number of
 * suspects stands unmerged.
 * @returns rows for `truth/`
 */
export function plantDuplicates(
  world: World,
  former: readonly PersonNote[],
  offences: OffenceNote[],
  scale: number,
): Row[] {
  const { random } = world;
  const planted: Row[] = [];
  for (const person of random.shuffle(former).slice(0, Math.max(5, Math.round(700 * scale)))) {
    const { given, family, ethnicity } = person.name;
    const name = {
      given: random.chance(0.5) ? typo(random, given) : given,
      family: random.chance(0.6) ? typo(random, family) : family,
      ethnicity,
    };
    const second = world.person('P', 'M', { name, bare: true });
    if (person.phone !== undefined && random.chance(0.7)) world.phone(second, person.phone);
    if (person.home !== undefined && random.chance(0.6)) world.home(second, person.home);
    report(world, offences, second, YEAR_BEFORE, 1, 'single');
    planted.push({ person_id: person.id, other_person_id: second.id });
  }
  return planted;
}
