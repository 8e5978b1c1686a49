import { DAYS, dateOf, reportDay, YEAR_STARTS } from '../../seed/calendar.ts';
import { makeListed } from '../../seed/listed.ts';
import { drawKind } from '../../seed/offenceMix.ts';
import { Random } from '../../seed/Random.ts';
import { CEILING_DAYS, LIGHTEST, World } from '../../seed/World.ts';

/** An offence of a made league: one or two suspects, and one victim. */
export interface MadeOffence {
  /** Undefined where its type is unknown. */
  readonly code: string | undefined;
  /** `yyyy-MM-dd`. */
  readonly reportedOn: string;
  readonly suspects: readonly number[];
  readonly status: 'NAMED' | 'ARRESTED' | 'CHARGED' | 'CONVICTED' | 'ELIMINATED' | 'ACQUITTED';
  readonly victim: number;
}

/** Suspects `P1`, `P2` …, victims `V1` … and offences `O1` … of one source; the sex of each person by number. */
export interface MadeLeague {
  readonly source: string;
  readonly suspects: readonly ('M' | 'F')[];
  readonly victims: readonly ('M' | 'F' | undefined)[];
  readonly offences: readonly MadeOffence[];
}

const SEED = 2023;
/** Of the offences that count: as many again do not, for one of several reasons. */
const NOT_COUNTING = 0.03;
const STATUSES = [
  ['NAMED', 70],
  ['ARRESTED', 18],
  ['CHARGED', 9],
  ['CONVICTED', 3],
] as const;

/**
 * Makes a league of the seed's shape at any size: the same hundred are listed (445 offences, 201 victims), 78 % of the
 * others have one report, some many, none more than the seed's ceiling; offences are mixed as in the seed; 3 in a
 * hundred more must not count. All are reported within 365 days. The same numbers give the same league.
 */
export function makeLeague({ suspects, offences }: { suspects: number; offences: number }): MadeLeague {
  const world = new World(SEED);
  const listed = makeListed(world);
  const made = ofListed(world);
  const random = new Random(SEED);
  const dates = Array.from({ length: DAYS }, (_, day) => dateOf(day));
  const people: ('M' | 'F')[] = Array.from({ length: suspects }, () => 'M');
  const victims: ('M' | 'F' | undefined)[] = Array.from({ length: victimsOf(world) }, () => 'F');
  const room = new Float64Array(suspects).fill(CEILING_DAYS);
  const day = () => dates[reportDay(random, YEAR_STARTS, DAYS - 1)] ?? '';
  const newVictim = (sex: 'M' | 'F' | undefined) => victims.push(sex) - 1;

  const counts = dealOut(random, suspects, listed.length, offences - made.length);
  for (let person = listed.length; person < suspects; person += 1) {
    const tier = tierOf(person, suspects);
    let victim: number | undefined;
    for (let left = counts[person] ?? 1; left > 0; left -= 1) {
      const drawn = drawKind(random, tier);
      const kind = drawn.days <= (room[person] ?? 0) ? drawn : LIGHTEST;
      room[person] = (room[person] ?? 0) - kind.days;
      // Most report the same man again; some victims are reported against several.
      if (victim === undefined || random.chance(0.35))
        victim = random.chance(0.03) ? random.int(0, victims.length - 1) : newVictim('F');
      const other = random.chance(0.005) ? random.int(listed.length, suspects - 1) : person;
      const shared = other !== person && kind.days <= (room[other] ?? 0);
      if (shared) room[other] = (room[other] ?? 0) - kind.days;
      made.push({
        code: kind.code,
        reportedOn: day(),
        suspects: shared ? [person, other] : [person],
        status: random.weighted(STATUSES),
        victim,
      });
    }
  }
  for (let nth = Math.round(offences * NOT_COUNTING); nth > 0; nth -= 1) {
    const reason = random.int(1, 5);
    made.push({
      code: reason === 1 ? '39' : drawKind(random, 'single').code,
      reportedOn: day(),
      suspects: reason === 2 ? [] : [people.push(reason === 3 ? 'F' : 'M') - 1],
      status: reason === 4 ? random.pick(['ELIMINATED', 'ACQUITTED'] as const) : 'NAMED',
      victim: newVictim(reason === 5 ? (random.chance(0.5) ? 'M' : undefined) : 'F'),
    });
  }
  return { source: 'made', suspects: people, victims, offences: made };
}

/** The hundred listed as the seed makes them. */
function ofListed(world: World): MadeOffence[] {
  const roles = new Map<string, { suspects: number[]; victim: number; status: MadeOffence['status'] }>();
  for (const { offence_id, person_id, role, status } of world.rows.get('involvements.csv') ?? []) {
    const known = roles.get(String(offence_id)) ?? { suspects: [], victim: -1, status: 'NAMED' };
    const number = Number(String(person_id).slice(1)) - 1;
    roles.set(
      String(offence_id),
      role === 'SUSPECT'
        ? { ...known, suspects: [...known.suspects, number], status: status as MadeOffence['status'] }
        : { ...known, victim: number },
    );
  }
  return (world.rows.get('offences.csv') ?? []).map(({ id, offence_code, reported_on }) => {
    const { suspects, victim, status } = roles.get(String(id)) ?? {
      suspects: [],
      victim: -1,
      status: 'NAMED',
    };
    return { code: String(offence_code), reportedOn: String(reported_on), suspects, status, victim };
  });
}

const victimsOf = (world: World): number =>
  (world.rows.get('persons.csv') ?? []).filter(({ id }) => String(id).startsWith('V')).length;

const SINGLES = 0.78;
const SERIOUS = 0.045;

function tierOf(person: number, suspects: number): 'single' | 'serious' | 'repeat' {
  const share = person / suspects;
  return share < SINGLES ? 'single' : share < SINGLES + SERIOUS ? 'serious' : 'repeat';
}

/** How many reports each suspect has: one to most, the rest dealt out among those with several, most of them few. */
function dealOut(random: Random, suspects: number, from: number, reports: number): Uint16Array {
  const counts = new Uint16Array(suspects).fill(1, from);
  const several = Math.max(from, Math.ceil(suspects * SINGLES));
  for (let left = reports - (suspects - from); left > 0; left -= 1) {
    // The nearer the beginning, the more reports: a few people have many.
    const person = several + Math.floor(random.next() ** 1.5 * (suspects - several));
    counts[person] = 1 + (counts[person] ?? 0);
  }
  return counts;
}
