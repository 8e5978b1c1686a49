import { reportDay, THIS_YEAR } from './calendar.ts';
import {
  ABH,
  ATTEMPTED_MURDER,
  COMMON_ASSAULT,
  drawKind,
  GBH,
  HARASSMENT,
  KIDNAP,
  type Kind,
  MURDER,
  RAPE,
  ROBBERY,
  SEXUAL_ASSAULT,
  STRANGULATION,
} from './offenceMix.ts';
import { Run } from './Run.ts';
import type { PersonNote, World } from './World.ts';

/** Published figures of the first list (src: V100 reports of July 2023). */
const LISTED = 100;
const OFFENCES = 445;
const VICTIMS = 201;
const MOST_VICTIMS = 15;
/** Every one of the hundred stands above this, everybody else below `CEILING_DAYS`. */
const FLOOR_DAYS = 5_750;

interface Line {
  readonly victims: number;
  readonly kinds: readonly Kind[];
}

/**
 * The hundred who will be listed: 445 offences, 201 victims, two suspects with 15 victims each. Made by design and not
 * by luck: numbers are dealt out first, then each gets offences that lift him over the floor.
 */
export function makeListed(world: World): readonly PersonNote[] {
  return plan(world).map((line, index) => {
    const person = world.person('P', 'M');
    world.home(person);
    world.phone(person);
    const victims = Array.from({ length: line.victims }, () => world.person('V', 'F', { minAge: 16 }));
    const relationship = line.victims > 2 ? 'STRANGER' : world.relationship();
    const run = relationship === 'STRANGER' ? new Run(world.ofHabits, THIS_YEAR) : undefined;
    line.kinds.forEach((kind, nth) => {
      const victim = victims[nth % victims.length];
      const offence = world.offence(kind, reportDay(world.random, THIS_YEAR.first, THIS_YEAR.last), {
        place: relationship === 'PARTNER' ? person.home : undefined,
        run,
      });
      // One of the hundred is charged with actual bodily harm, assault, intentional strangulation and robbery.
      const charged = index === 2 && [ABH, COMMON_ASSAULT, STRANGULATION, ROBBERY].includes(kind);
      world.suspect(offence, person, { relationship, ...(charged ? { status: 'CHARGED' } : {}) });
      if (victim !== undefined) world.victim(offence, victim);
    });
    return person;
  });
}

function plan(world: World): readonly Line[] {
  const { random } = world;
  const victims: number[] = Array.from({ length: LISTED }, (_, index) => (index < 2 ? MOST_VICTIMS : 1));
  for (let left = VICTIMS - sum(victims); left > 0; ) {
    const index = random.int(3, LISTED - 1);
    if ((victims[index] ?? 0) >= 5) continue;
    victims[index] = (victims[index] ?? 0) + 1;
    left -= 1;
  }
  const lines = victims.map((count, index) => ({ count, kinds: heaviest(world, index) }));
  for (const line of lines)
    while (line.kinds.length < line.count)
      line.kinds.push(random.pick([SEXUAL_ASSAULT, SEXUAL_ASSAULT, ABH, HARASSMENT]));
  let total = sum(lines.map(({ kinds }) => kinds.length));
  while (total < OFFENCES) {
    const line = lines[random.int(3, LISTED - 1)];
    if (line === undefined || line.kinds.length >= 9) continue;
    line.kinds.push(drawKind(random, 'repeat'));
    total += 1;
  }
  if (total !== OFFENCES) throw new RangeError(`the hundred hold ${total} offences, not ${OFFENCES}`);
  return lines.map(({ count, kinds }) => ({ victims: count, kinds }));
}

/** Offences that lift a suspect over the floor: three quarters by rape or murder, the rest by violence. */
function heaviest({ random }: World, index: number): Kind[] {
  if (index < 2) return [RAPE, RAPE, RAPE, ...Array.from({ length: 12 }, () => SEXUAL_ASSAULT)];
  if (index === 2) return [ABH, COMMON_ASSAULT, STRANGULATION, ROBBERY, RAPE, RAPE];
  if (index < 7) return [MURDER, STRANGULATION];
  if (index < 9) return [ATTEMPTED_MURDER, RAPE];
  if (index < 77)
    return random
      .pick([
        [RAPE, RAPE, RAPE],
        [RAPE, RAPE, STRANGULATION, STRANGULATION],
        [RAPE, RAPE, KIDNAP],
        [RAPE, RAPE, GBH],
      ])
      .slice();
  return random
    .pick([
      [GBH, GBH, GBH, STRANGULATION],
      [GBH, GBH, GBH, KIDNAP],
      [GBH, GBH, KIDNAP, KIDNAP],
    ])
    .slice();
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Days a line of the hundred must reach; a test holds it. */
export const LISTED_FLOOR_DAYS = FLOOR_DAYS;
