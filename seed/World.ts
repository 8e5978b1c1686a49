import { dateOf, delayDays, timeOn, YEAR_STARTS } from './calendar.ts';
import { aliasOf, type Name, nameOf } from './names.ts';
import { COMMON_ASSAULT, type Kind } from './offenceMix.ts';
import { type Place, Places } from './places.ts';
import { Random } from './Random.ts';
import type { Run } from './Run.ts';

export type Row = Readonly<Record<string, string | number | undefined>>;
export interface PersonNote {
  readonly id: string;
  readonly name: Name;
  readonly sex: 'F' | 'M' | undefined;
  home: Place | undefined;
  phone: string | undefined;
}
export interface OffenceNote {
  readonly id: string;
  readonly day: number;
  readonly kind: Kind;
  readonly place: Place;
}

/** Harm days that nobody outside the pinned hundred may reach in the year of the league. */
export const CEILING_DAYS = 5_600;

/** From the number of a London to that of its chance of habits. */
const HABITS = 1_000_003;

export const MARKS = [
  'LOITERING',
  'FOLLOWED_ON_FOOT',
  'FORCED_ENTRY',
  'WEAPON_SHOWN',
  'ALCOHOL',
  'ONLINE_CONTACT',
  'NIGHT',
  'RIDE_OFFERED',
  'THREATS',
  'PHONE_TAKEN',
];
const VEHICLE_LETTERS = [...'ABCDEFGHJKLMNOPRSTUVWXY'];

/** The London that is being made: rows by file, and notes on what was made. */
export class World {
  readonly random: Random;
  /** Chance of its own for the habits of offenders, so that nothing else in a London hangs on them. */
  readonly ofHabits: Random;
  readonly places: Places;
  readonly rows = new Map<string, Row[]>();
  private readonly counters = new Map<string, number>();
  private readonly used = new Set<string>();

  constructor(seed: number) {
    this.random = new Random(seed);
    this.ofHabits = new Random(seed + HABITS);
    this.places = new Places(this.random);
  }

  add(file: string, row: Row): void {
    const rows = this.rows.get(file);
    if (rows === undefined) this.rows.set(file, [row]);
    else rows.push(row);
  }

  id(prefix: string): string {
    const number = (this.counters.get(prefix) ?? 0) + 1;
    this.counters.set(prefix, number);
    return `${prefix}${number}`;
  }

  person(
    prefix: string,
    sex: 'F' | 'M' | undefined,
    options: {
      readonly minAge?: number;
      readonly marking?: string;
      readonly name?: Name;
      readonly born?: string;
      readonly bare?: boolean;
    } = {},
  ): PersonNote {
    const { random } = this;
    const name = options.name ?? nameOf(random, sex ?? 'M');
    const age = (options.minAge ?? 18) + Math.floor(random.next() ** 1.6 * 52);
    const born =
      options.born ??
      `${2023 - age}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
    const id = this.id(prefix);
    this.add('persons.csv', {
      id,
      given_names: name.given,
      family_name: name.family,
      aliases:
        options.bare !== true && prefix === 'P' && random.chance(0.12) ? aliasOf(random, name) : undefined,
      sex,
      born_on: random.chance(0.03) ? born.slice(0, 4) : born,
      ethnicity: name.ethnicity,
      status:
        prefix === 'P' && random.chance(0.04) ? 'IN_CUSTODY' : prefix === 'P' ? 'AT_LIBERTY' : undefined,
      warnings:
        prefix === 'P' && random.chance(0.06)
          ? random.pick(['VIOLENT', 'WEAPONS', 'VIOLENT;WEAPONS', 'SELF_HARM', 'FIREARMS'])
          : undefined,
      marking: options.marking,
    });
    return { id, name, sex, home: undefined, phone: undefined };
  }

  home(person: PersonNote, shared?: Place, marking?: string): Place {
    const { random } = this;
    const place = shared ?? this.places.add('HOME');
    person.home = place;
    this.add('residences.csv', {
      person_id: person.id,
      location_id: place.id,
      from: dateOf(random.int(0, 300)),
      marking,
    });
    return place;
  }

  phone(person: PersonNote, shared?: string, marking?: string): string {
    const value =
      shared ??
      this.unused(
        () => `077${this.random.int(10, 79)}${String(this.random.int(0, 999_999)).padStart(6, '0')}`,
      );
    person.phone = value;
    this.add('identifiers.csv', {
      person_id: person.id,
      kind: 'PHONE',
      value,
      from: dateOf(this.random.int(0, 300)),
      marking,
    });
    return value;
  }

  vehicle(person: PersonNote, shared?: string): string {
    const { random } = this;
    const letter = () => random.pick(VEHICLE_LETTERS);
    const value =
      shared ??
      this.unused(
        () =>
          `L${letter()}${String(random.pick([random.int(2, 23), random.int(52, 72)])).padStart(2, '0')}${letter()}${letter()}${letter()}`,
      );
    this.add('identifiers.csv', {
      person_id: person.id,
      kind: 'VEHICLE',
      value,
      from: dateOf(random.int(0, 300)),
    });
    return value;
  }

  offence(
    kind: Kind,
    drawnDay: number,
    options: {
      readonly place?: Place | undefined;
      readonly reported?: string | undefined;
      readonly code?: string | undefined;
      readonly title?: string | undefined;
      readonly marks?: string;
      /** Of a stranger: his offences before, which this one follows. */
      readonly run?: Run | undefined;
    } = {},
  ): OffenceNote {
    const { random } = this;
    const delay = delayDays(random, kind.sexual === true);
    const drawn = { occurred: drawnDay - delay, reported: drawnDay };
    const { occurred, reported: day } = options.run?.follow(drawn) ?? drawn;
    const place =
      options.place ??
      this.places.add(random.pick(['STREET', 'PUBLIC_TRANSPORT', 'PUB', 'PARK', 'WORKPLACE', 'HOTEL']));
    const id = this.id('O');
    const year = day >= YEAR_STARTS + 184 ? 23 : day >= 184 ? 22 : 21;
    this.add('offences.csv', {
      id,
      crime_number: `${this.id(`CN${year}-`).split('-')[1]?.padStart(7, '0')}/${year}`,
      offence_code: 'code' in options ? options.code : kind.code,
      offence_title: 'title' in options ? options.title : undefined,
      reported_on: 'reported' in options ? options.reported : dateOf(day),
      occurred_from: timeOn(random, occurred),
      location_id: place.id,
      outcome: random.weighted([
        ['UNDER_INVESTIGATION', 45],
        ['VICTIM_WITHDREW', 30],
        ['CHARGED', 8],
        ['NO_SUSPECT', 5],
        ['NO_FURTHER_ACTION', 12],
      ] as const),
      found_by: random.weighted([
        ['VICTIM', 78],
        ['WITNESS', 14],
        ['POLICE', 8],
      ] as const),
      modus_operandi: options.marks ?? (random.chance(0.3) ? random.pick(MARKS) : undefined),
      officer_in_case: `PC ${random.int(1000, 9999)}`,
    });
    return { id, day, kind, place };
  }

  suspect(
    offence: OffenceNote,
    person: PersonNote,
    options: { readonly status?: string; readonly relationship?: string } = {},
  ): void {
    const status =
      options.status ??
      this.random.weighted([
        ['NAMED', 70],
        ['ARRESTED', 18],
        ['CHARGED', 9],
        ['CONVICTED', 3],
      ] as const);
    this.add('involvements.csv', {
      person_id: person.id,
      offence_id: offence.id,
      role: 'SUSPECT',
      status,
      relationship: options.relationship ?? this.relationship(),
      // What is known on the last day of the main bundle was known by then; a later report knows its own day.
      since: dateOf(Math.min(offence.day + this.random.int(0, 20), Math.max(offence.day, 729))),
    });
  }

  victim(offence: OffenceNote, person: PersonNote): void {
    this.add('involvements.csv', {
      person_id: person.id,
      offence_id: offence.id,
      role: 'VICTIM',
      age: this.random.int(16, 70),
    });
  }

  witness(offence: OffenceNote, person: PersonNote, role: 'WITNESS' | 'REPORTER'): void {
    this.add('involvements.csv', { person_id: person.id, offence_id: offence.id, role });
  }

  /** Who women report: most often somebody they know (Crime Survey pattern; issue of the seed). */
  relationship(): string {
    return this.random.weighted([
      ['PARTNER', 27],
      ['EX_PARTNER', 30.5],
      ['FAMILY', 13.5],
      ['ACQUAINTANCE', 19],
      ['STRANGER', 10],
    ] as const);
  }

  private unused(make: () => string): string {
    for (;;) {
      const value = make();
      if (this.used.has(value)) continue;
      this.used.add(value);
      return value;
    }
  }
}

/** The lightest kind: what somebody is reported for who has no room left under the ceiling. */
export const LIGHTEST = COMMON_ASSAULT;
