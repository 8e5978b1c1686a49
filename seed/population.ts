import { DAYS, reportDay, type Span, THIS_YEAR, YEAR_BEFORE } from './calendar.ts';
import {
  ABH,
  ATTEMPTED_MURDER,
  COERCION,
  COMMON_ASSAULT,
  drawKind,
  type Kind,
  MURDER,
  OTHER_KINDS,
  STRANGULATION,
} from './offenceMix.ts';
import type { Place } from './places.ts';
import { Run } from './Run.ts';
import { CEILING_DAYS, LIGHTEST, type OffenceNote, type PersonNote, type World } from './World.ts';

/** Suspects by what became of them, for the parts of the world that come after. */
export interface Population {
  /** Everybody who counts in the year of the league but the hundred. */
  readonly current: readonly PersonNote[];
  /** Suspects of the year before only. */
  readonly former: readonly PersonNote[];
  readonly offences: OffenceNote[];
  readonly escalators: readonly { readonly person: PersonNote; readonly escalates: boolean }[];
}

/** Makes the suspects of the programme, with homes, phones, vehicles, offences and victims. */
export function makePopulation(world: World, suspects: number): Population {
  const offences: OffenceNote[] = [];
  const escalating = Math.round(suspects * 0.025);
  const current: PersonNote[] = [];
  const escalators: { person: PersonNote; escalates: boolean }[] = [];
  // 78 % have one report in the year; of the rest, those with serious allegations have most of the harm.
  const singles = Math.round(suspects * 0.78);
  const serious = Math.round(suspects * 0.045);
  for (let index = 0; index < suspects; index += 1) {
    const person = newSuspect(world);
    current.push(person);
    if (index < singles)
      report(
        world,
        offences,
        person,
        THIS_YEAR,
        1,
        'single',
        index < 5 ? [index < 3 ? MURDER : ATTEMPTED_MURDER] : [],
      );
    else if (index < singles + serious)
      report(world, offences, person, THIS_YEAR, world.random.int(3, 6), 'serious');
    else if (index < singles + serious + 2 * escalating) {
      const escalates = index < singles + serious + escalating;
      career(world, offences, person, escalates);
      escalators.push({ person, escalates });
    } else
      report(
        world,
        offences,
        person,
        THIS_YEAR,
        world.random.weighted([
          [2, 62],
          [3, 24],
          [4, 10],
          [5, 4],
        ] as const),
        'repeat',
      );
  }
  // Some were reported the year before as well; most were not.
  for (const person of current.slice(0, singles))
    if (world.random.chance(0.1)) report(world, offences, person, YEAR_BEFORE, 1, 'single');
  const former = Array.from({ length: Math.round(suspects * 0.5) }, () => newSuspect(world));
  for (const person of former)
    report(
      world,
      offences,
      person,
      YEAR_BEFORE,
      world.random.weighted([
        [1, 78],
        [2, 13],
        [3, 6],
        [4, 3],
      ] as const),
      world.random.chance(0.06) ? 'serious' : 'single',
    );
  return { current, former, offences, escalators };
}

/** @param sex `?` where the source does not say */
export function newSuspect(world: World, sex: 'F' | 'M' | '?' = 'M'): PersonNote {
  const { random } = world;
  const person = world.person('P', sex === '?' ? undefined : sex);
  world.home(person);
  for (
    let phones = random.weighted([
      [1, 80],
      [2, 17],
      [3, 3],
    ] as const);
    phones > 0;
    phones -= 1
  )
    world.phone(person);
  if (random.chance(0.31)) world.vehicle(person);
  return person;
}

/** Reports against one person in a span, most against the same victim, never above the ceiling. */
export function report(
  world: World,
  offences: OffenceNote[],
  person: PersonNote,
  span: Span,
  count: number,
  tier: 'single' | 'repeat' | 'serious',
  fixed: readonly Kind[] = [],
): void {
  const { random } = world;
  let room = CEILING_DAYS;
  let victim: PersonNote | undefined;
  let relationship = world.relationship();
  const run = new Run(world.ofHabits, span);
  const days = Array.from({ length: count }, () => reportDay(random, span.first, span.last)).sort(
    (a, b) => a - b,
  );
  days.forEach((day, nth) => {
    const drawn =
      fixed[nth] ?? (tier === 'serious' && nth === 0 ? seriousKind(world) : drawKind(random, tier));
    const kind = drawn.days <= room ? drawn : LIGHTEST;
    room -= kind.days;
    if (victim === undefined || random.chance(0.35)) {
      relationship = world.relationship();
      victim = newVictim(world, person, relationship);
    }
    const offence = world.offence(kind, day, {
      place: placeFor(world, person, victim, relationship),
      run: relationship === 'STRANGER' ? run : undefined,
    });
    world.suspect(offence, person, { relationship });
    world.victim(offence, victim);
    bystanders(world, offence);
    offences.push(offence);
  });
}

function seriousKind(world: World): Kind {
  for (;;) {
    const kind = drawKind(world.random, 'serious');
    if (kind.days >= 1_000) return kind;
  }
}

function newVictim(world: World, suspect: PersonNote, relationship: string): PersonNote {
  const victim = world.person('V', 'F', { minAge: 16 });
  if (relationship === 'PARTNER' && suspect.home !== undefined) world.home(victim, suspect.home);
  else if (world.random.chance(0.22)) world.home(victim);
  if (world.random.chance(0.25)) world.phone(victim);
  if (relationship === 'PARTNER' || relationship === 'EX_PARTNER')
    world.add('associations.csv', { person_id: suspect.id, other_person_id: victim.id, kind: relationship });
  return victim;
}

function placeFor(
  world: World,
  suspect: PersonNote,
  victim: PersonNote,
  relationship: string,
): Place | undefined {
  const domestic = relationship === 'PARTNER' || relationship === 'EX_PARTNER' || relationship === 'FAMILY';
  if (!world.random.chance(domestic ? 0.8 : 0.15)) return undefined;
  return victim.home ?? suspect.home;
}

function bystanders(world: World, offence: OffenceNote): void {
  if (world.random.chance(0.1))
    world.witness(
      offence,
      world.person('W', world.random.pick(['F', 'M'])),
      world.random.chance(0.75) ? 'WITNESS' : 'REPORTER',
    );
}

/** Four reports over two years: growing in severity and closer and closer, or the same four in no order. */
function career(world: World, offences: OffenceNote[], person: PersonNote, escalates: boolean): void {
  const { random } = world;
  const kinds = [COMMON_ASSAULT, COMMON_ASSAULT, random.chance(0.4) ? ABH : COERCION, STRANGULATION];
  const days = escalates
    ? [random.int(20, 200), random.int(250, 360), random.int(480, 560), random.int(600, 729)]
    : [random.int(20, 180), random.int(190, 360), random.int(370, 540), random.int(550, 729)];
  const order = escalates ? kinds : random.shuffle(kinds);
  const victim = newVictim(world, person, 'PARTNER');
  order.forEach((kind, nth) => {
    const offence = world.offence(kind, days[nth] ?? 0, { place: person.home });
    world.suspect(offence, person, { relationship: 'PARTNER' });
    world.victim(offence, victim);
    offences.push(offence);
  });
}

/** What the programme must leave out or cannot know, so that each kind of doubt occurs and disturbs no figure. */
export function makeEdges(world: World, scale: number): void {
  const { random } = world;
  const some = (count: number) => Math.max(3, Math.round(count * scale));
  const day = () => reportDay(random, THIS_YEAR.first, THIS_YEAR.last);
  const victimOf = (offence: OffenceNote, sex: 'F' | 'M' | undefined) =>
    world.victim(offence, world.person('V', sex, { minAge: 16 }));
  const suspectOf = (offence: OffenceNote, sex: 'F' | 'M' | '?', status?: string) =>
    world.suspect(offence, newSuspect(world, sex), status === undefined ? {} : { status });
  const repeat = (count: number, make: (nth: number) => void) => {
    for (let nth = 0; nth < some(count); nth += 1) make(nth);
  };
  repeat(1_400, () => victimOf(world.offence(drawKind(random, 'single'), day()), 'F'));
  repeat(350, () => {
    const offence = world.offence(drawKind(random, 'single'), day());
    suspectOf(offence, 'M', random.pick(['ELIMINATED', 'ACQUITTED']));
    victimOf(offence, 'F');
  });
  repeat(900, () => {
    const offence = world.offence(drawKind(random, 'single'), day());
    suspectOf(offence, 'F');
    victimOf(offence, 'F');
  });
  repeat(120, () => {
    const offence = world.offence(drawKind(random, 'single'), day());
    suspectOf(offence, '?');
    victimOf(offence, 'F');
  });
  repeat(700, () => {
    const offence = world.offence(drawKind(random, 'single'), day());
    suspectOf(offence, 'M');
    victimOf(offence, 'M');
  });
  repeat(250, () => {
    const offence = world.offence(drawKind(random, 'single'), day());
    suspectOf(offence, 'M');
    victimOf(offence, undefined);
  });
  repeat(60, () => victimOf(world.offence(drawKind(random, 'single'), day(), { reported: undefined }), 'F'));
  repeat(40, () => victimOf(world.offence(drawKind(random, 'single'), day(), { reported: '2022' }), 'F'));
  repeat(150, (nth) => {
    const offence = world.offence(
      COMMON_ASSAULT,
      day(),
      nth % 3 === 0
        ? { code: undefined }
        : {
            code: `X${1 + (nth % 4)}`,
            title: random.pick(['Assault, unspecified', 'Domestic incident', 'Other violence']),
          },
    );
    suspectOf(offence, 'M');
    victimOf(offence, 'F');
  });
  repeat(3_500, () => {
    const offence = world.offence(
      random.weighted(OTHER_KINDS.map((kind) => [kind, kind.share] as const)),
      random.int(0, DAYS - 1),
    );
    if (random.chance(0.45)) suspectOf(offence, random.chance(0.85) ? 'M' : 'F');
    if (offence.kind.code !== '92D') victimOf(offence, random.pick(['F', 'M']));
  });
}
