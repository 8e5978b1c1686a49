import { DAYS, reportDay, YEAR_STARTS } from './calendar.ts';
import { dayBefore, type Following, type Habit, ownDistance, WAYS } from './habits.ts';
import { SEXUAL_ASSAULT } from './offenceMix.ts';
import type { PersonNote, Row, World } from './World.ts';

/** The linked series of a London. */
export interface PlantedSeries {
  /** Rows for `truth/`: the offences of each series. */
  readonly series: readonly Row[];
  /** Rows for `truth/`: pairs of series of one way of offending, and what tells them apart. */
  readonly lookAlikes: readonly Row[];
  /** By id of the offence. */
  readonly following: ReadonlyMap<string, Following>;
}

interface Made {
  readonly name: string;
  readonly way: readonly string[];
  readonly start: number;
  readonly habit: Habit;
}

const LAST_START = DAYS - 120;
/** Days between the starts of a series and of one that looks like it and lies in the same streets. */
const ANOTHER_SEASON = 90;
const HOURS_APART = 5;

/**
 * Plants linked series of unknown suspects, each by an offender's habit. Every other series looks like the one before it:
 * another offender goes about it in the same way at the same hours of the same days from a home of his own (PLACE), or in
 * the same streets at other hours of other days in another season (TIME).
 */
export function plantSeries(world: World, current: readonly PersonNote[], scale: number): PlantedSeries {
  const { random, ofHabits } = world;
  const series: Row[] = [];
  const following = new Map<string, Following>();
  const made: Made[] = [];
  const lookAlikes: Row[] = [];
  for (let nth = 0; nth < Math.max(5, Math.round(40 * scale)); nth += 1) {
    const offender = random.pick(current);
    const drawn = { way: random.pick(WAYS), start: reportDay(random, YEAR_STARTS, LAST_START) };
    const like = nth % 2 === 1 ? made[nth - 1] : undefined;
    const inTheSameStreets = nth % 4 === 3;
    const way = like?.way ?? drawn.way;
    const start =
      like !== undefined && inTheSameStreets ? anotherSeason(drawn.start, like.start) : drawn.start;
    const anchor = offender.home ?? world.places.add('HOME');
    const habit =
      like === undefined
        ? {
            anchor,
            km: ownDistance(ofHabits),
            marks: way,
            hour: ofHabits.int(20, 23),
            weekday: ofHabits.int(0, 6),
          }
        : inTheSameStreets
          ? atAnotherTime(like.habit)
          : { ...like.habit, anchor };
    const name = `S${nth + 1}`;
    for (const other of made.filter((one) => one.way === way))
      lookAlikes.push({
        series: name,
        other_series: other.name,
        differs_in: other === like && inTheSameStreets ? 'TIME' : 'PLACE',
      });
    made.push({ name, way, start, habit });
    for (let step = random.int(4, 8); step > 0; step -= 1) {
      const reported = Math.min(DAYS - 1, start + step * random.int(5, 14));
      const offence = world.offence(SEXUAL_ASSAULT, reported, { marks: way.join(';') });
      world.victim(offence, world.person('V', 'F', { minAge: 16 }));
      following.set(offence.id, { habit, day: dayBefore(ofHabits, habit, reported) });
      series.push({ series: name, offence_id: offence.id, offender_id: offender.id });
    }
  }
  return { series, lookAlikes, following };
}

/** So many days before or after at least, within the year. */
function anotherSeason(drawn: number, start: number): number {
  if (Math.abs(drawn - start) >= ANOTHER_SEASON) return drawn;
  return start + ANOTHER_SEASON <= LAST_START ? start + ANOTHER_SEASON : start - ANOTHER_SEASON;
}

const atAnotherTime = (habit: Habit): Habit => ({
  ...habit,
  hour: (habit.hour + HOURS_APART) % 24,
  weekday: (habit.weekday + 3) % 7,
});
