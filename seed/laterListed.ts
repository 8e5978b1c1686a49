import { dateOf, reportDay } from './calendar.ts';
import {
  ABH,
  GBH,
  HARASSMENT,
  type Kind,
  OTHER_KINDS,
  RAPE,
  ROBBERY,
  SEXUAL_ASSAULT,
  STRANGULATION,
} from './offenceMix.ts';
import { newSuspect } from './population.ts';
import type { PersonNote, Row, World } from './World.ts';

/** Days of a month, counted from the start. */
export interface Month {
  readonly nth: number;
  readonly first: number;
  readonly last: number;
}

/** Rows that restate what the main bundle said. What is new goes to the world. */
export interface Restated {
  readonly offences: readonly Row[];
  readonly involvements: readonly Row[];
  readonly judgements: readonly Row[];
}

const FURTHER: readonly (readonly Kind[])[] = [[RAPE], [STRANGULATION], [SEXUAL_ASSAULT], [ABH, HARASSMENT]];
const NEWCOMER: readonly Kind[] = [RAPE, RAPE, GBH];
/** Weighed differently under another type, up and down. */
const RECLASSIFIED: readonly (readonly [Kind, Kind])[] = [
  [SEXUAL_ASSAULT, RAPE],
  [ABH, STRANGULATION],
  [GBH, ABH],
];
const [BURGLARY] = OTHER_KINDS;
const SECOND_RECORDS = 3;

/**
 * What happens to people of the list from July to September 2023, the same at every size, so that every cause of a move
 * that data can have shows on the list: further reports, newcomers, offences of another type (out of, inside and into
 * the programme), somebody eliminated; in July second records of three of them, which August finds to be theirs, and
 * one of which September finds not to be.
 */
export function makeLaterListed(
  world: World,
  listed: readonly PersonNote[],
  main: ReadonlyMap<string, number>,
) {
  const { random } = world;
  const stated = (file: string) => (world.rows.get(file) ?? []).slice(0, main.get(file));
  const offences = new Map(stated('offences.csv').map((row) => [String(row.id), row]));
  const roles = stated('involvements.csv');
  const listedIds = new Set(listed.map(({ id }) => id));
  const ofListed = roles.filter(
    ({ person_id, role }) => role === 'SUSPECT' && listedIds.has(String(person_id)),
  );
  const doubles = random.shuffle(listed.slice(3)).slice(0, SECOND_RECORDS);
  const intoScope = burglariesOfMen(stated('persons.csv'), roles, offences);
  const used = new Set<string>();
  let seconds: readonly PersonNote[] = [];

  const reported = (person: PersonNote, kinds: readonly Kind[], { first, last }: Month) => {
    for (const kind of kinds) {
      const offence = world.offence(kind, reportDay(random, first, last));
      world.suspect(offence, person);
      world.victim(offence, world.person('V', 'F', { minAge: 16 }));
    }
  };
  /** A role of a listed suspect in an offence of this kind, each once. */
  const roleIn = (kind: Kind, status?: string): Row | undefined => {
    const fitting = ofListed.filter(
      (row) =>
        !used.has(String(row.offence_id)) &&
        offences.get(String(row.offence_id))?.offence_code === kind.code &&
        (status === undefined || row.status === status),
    );
    if (fitting.length === 0) return undefined;
    const chosen = random.pick(fitting);
    used.add(String(chosen.offence_id));
    return chosen;
  };

  return (month: Month): Restated => {
    const { nth, last } = month;
    const further = random.shuffle(listed.slice(3));
    FURTHER.forEach((kinds, at) => {
      const person = further[at];
      if (person !== undefined) reported(person, kinds, month);
    });
    for (let made = 0; made < 2; made += 1) reported(newSuspect(world), NEWCOMER, month);
    if (nth === 0) {
      seconds = doubles.map(({ name }) => world.person('P', 'M', { name, bare: true }));
      for (const second of seconds) reported(second, [STRANGULATION], month);
    }
    const retyped = RECLASSIFIED.flatMap(([was, is]) => {
      const row = offences.get(String(roleIn(was)?.offence_id));
      return row === undefined ? [] : [{ ...row, offence_code: is.code }];
    });
    const entering = intoScope
      .slice(nth * 3, nth * 3 + 3)
      .map((row) => ({ ...row, offence_code: ROBBERY.code }));
    const eliminated = roleIn(RAPE, 'NAMED');
    const decided = (at: number, verdict: string, reason: string): readonly Row[] => {
      const [one, other] = [doubles[at], seconds[at]];
      if (one === undefined || other === undefined) return [];
      const decision = { verdict, decided_on: dateOf(last), decided_by: 'DS 4411', reason };
      return [{ person_id: one.id, other_person_id: other.id, ...decision }];
    };
    const same = 'Same fingerprints and photograph on both records';
    return {
      offences: [...retyped, ...entering],
      involvements:
        eliminated === undefined ? [] : [{ ...eliminated, status: 'ELIMINATED', since: dateOf(last) }],
      judgements:
        nth === 1
          ? doubles.flatMap((_, at) => decided(at, 'SAME', same))
          : nth === 2
            ? decided(0, 'DIFFERENT', 'Custody photographs show two men')
            : [],
    };
  };
}

/** Burglaries of the last nine months with a male suspect and a female victim: outside the programme until retyped. */
function burglariesOfMen(
  persons: readonly Row[],
  roles: readonly Row[],
  offences: ReadonlyMap<string, Row>,
): readonly Row[] {
  const sexes = new Map(persons.map(({ id, sex }) => [String(id), sex]));
  const having = (role: string, sex: string) =>
    new Set(
      roles
        .filter((row) => row.role === role && sexes.get(String(row.person_id)) === sex)
        .map(({ offence_id }) => String(offence_id)),
    );
  const [men, women] = [having('SUSPECT', 'M'), having('VICTIM', 'F')];
  return [...offences.values()].filter(
    ({ id, offence_code, reported_on }) =>
      offence_code === BURGLARY?.code &&
      String(reported_on) >= '2022-10-01' &&
      men.has(String(id)) &&
      women.has(String(id)),
  );
}
