import { DAYS, dateOf, timeOn, YEAR_STARTS } from './calendar.ts';
import type { OffenceNote, PersonNote, World } from './World.ts';

const STATIONS = [
  'Albany Road',
  'Brook Street',
  'Castle Lane',
  'Eastgate',
  'Harrow Way',
  'Kingsmead',
  'Northcote',
  'Riverside',
  'Southgate',
  'Westway',
];
const SENTENCES = [
  'Seen with others near the bus station after dark.',
  'Believed to have changed his telephone again.',
  'Said to be staying with a friend and not at the known address.',
  'Heard to have threatened a former partner.',
  'Drives a car that is not registered to him.',
  'Asked about the shifts of a member of staff.',
];

/** Associates, calls, sightings, custody, exhibits, orders and intelligence around the suspects. */
export function makeActivity(
  world: World,
  suspects: readonly PersonNote[],
  offences: readonly OffenceNote[],
  scale: number,
): void {
  const { random } = world;
  const known = suspects.filter(({ phone }) => phone !== undefined);
  const count = (full: number) => Math.ceil(full * scale);
  const marking = (nth: number) =>
    nth % 350 === 7
      ? random.pick(['SECRET', 'SECRET/ALPHA', 'OFFICIAL-SENSITIVE', 'TOP SECRET/ALPHA;BRAVO'])
      : undefined;
  const neighbour = (index: number) => known[(index + random.int(1, 40)) % known.length];
  const tied = new Set<string>();
  for (let nth = 0; nth < count(24_000); nth += 1) {
    const index = random.int(0, known.length - 1);
    const [one, two] = [known[index], neighbour(index)];
    if (one === undefined || two === undefined || one === two) continue;
    const key = [one.id, two.id].sort().join();
    if (tied.has(key)) continue;
    tied.add(key);
    world.add('associations.csv', {
      person_id: one.id,
      other_person_id: two.id,
      kind: random.pick(['ASSOCIATE', 'ASSOCIATE', 'CONTACT', 'FAMILY']),
      from: dateOf(random.int(0, 600)),
      marking: marking(nth),
    });
  }
  for (let nth = 0; nth < count(101_000); nth += 1) {
    const index = random.int(0, known.length - 1);
    const [one, two] = [known[index], neighbour(index)];
    if (one === undefined || two === undefined) continue;
    const day = random.int(0, DAYS - 1);
    const base = { id: world.id('E'), at: timeOn(random, day), marking: marking(nth) };
    const kind = random.weighted([
      ['CALL', 55],
      ['MESSAGE', 15],
      ['SIGHTING', 18],
      ['STOP', 12],
    ] as const);
    if (kind === 'CALL' || kind === 'MESSAGE')
      world.add('events.csv', {
        ...base,
        kind,
        identifier_kind: 'PHONE',
        identifier_value: one.phone,
        other_identifier_kind: 'PHONE',
        other_identifier_value: two.phone,
        duration_seconds: kind === 'CALL' ? random.int(5, 1_800) : undefined,
      });
    else
      world.add('events.csv', {
        ...base,
        kind,
        person_id: one.id,
        person_ids: random.chance(0.25) && one !== two ? `${one.id};${two.id}` : undefined,
        location_id: one.home?.id,
      });
  }
  for (let nth = 0; nth < count(10_500); nth += 1) {
    const person = random.pick(suspects);
    const day = random.int(0, DAYS - 4);
    world.add('custody.csv', {
      id: world.id('C'),
      person_id: person.id,
      arrested_at: timeOn(random, day),
      released_at: timeOn(random, day + random.int(1, 3)),
      station: random.pick(STATIONS),
      outcome: random.pick(['BAILED', 'CHARGED', 'RELEASED_UNDER_INVESTIGATION', 'NO_FURTHER_ACTION']),
    });
  }
  for (let nth = 0; nth < count(5_300); nth += 1) {
    const offence = random.pick(offences);
    const result = random.weighted([
      ['HIT', 20],
      ['NO_HIT', 45],
      ['PENDING', 35],
    ] as const);
    const submitted = Math.min(offence.day + random.int(1, 10), DAYS - 1);
    world.add('forensics.csv', {
      id: world.id('X'),
      offence_id: offence.id,
      exhibit: random.pick(['Swab', 'Clothing', 'Mobile phone', 'Knife', 'Glass', 'CCTV footage']),
      submitted_on: dateOf(submitted),
      result_on: result === 'PENDING' ? undefined : dateOf(Math.min(submitted + random.int(5, 60), DAYS - 1)),
      result,
      person_id: result === 'HIT' ? random.pick(suspects).id : undefined,
    });
  }
  for (let nth = 0; nth < count(3_200); nth += 1) {
    const from = random.int(0, DAYS - 1);
    world.add('orders.csv', {
      id: world.id('R'),
      person_id: random.pick(suspects).id,
      kind: random.pick(['BAIL', 'BAIL', 'NON_MOLESTATION', 'DVPO', 'SPO', 'SHPO', 'MAPPA', 'LICENCE']),
      from: dateOf(from),
      to: dateOf(Math.min(from + random.int(28, 365), DAYS + 90)),
      conditions: random.pick([
        'Not to contact the complainant',
        'Curfew 22:00 to 06:00',
        'To live at the address given',
        'Not to enter the street',
      ]),
    });
  }
  for (let nth = 0; nth < count(8_600); nth += 1) {
    const mentions = [
      random.pick(suspects).id,
      ...(random.chance(0.3) ? [random.pick(suspects).id] : []),
      ...(random.chance(0.2) ? [random.pick(offences).id] : []),
    ];
    world.add('intelligence.csv', {
      id: world.id('I'),
      written_at: timeOn(random, random.int(YEAR_STARTS - 200, DAYS - 1)),
      source_grade: random.weighted([
        [1, 25],
        [2, 60],
        [3, 15],
      ] as const),
      information_grade: random.weighted([
        ['A', 10],
        ['B', 25],
        ['C', 30],
        ['D', 32],
        ['E', 3],
      ] as const),
      handling: random.weighted([
        ['P', 80],
        ['C', 20],
      ] as const),
      text: random.pick(SENTENCES),
      mentions: [...new Set(mentions)].join(';'),
      marking: nth % 20 === 3 ? random.pick(['SECRET', 'SECRET/ALPHA', 'OFFICIAL-SENSITIVE']) : undefined,
    });
  }
}
