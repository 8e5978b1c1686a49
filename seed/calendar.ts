import { addDays, differenceInCalendarDays, format, parseISO } from 'date-fns';
import type { Random } from './Random.ts';

/** Last day of the main bundle. */
export const LAST_DAY = '2023-06-30';
const EPOCH = new Date(2021, 6, 1);
/** Days of the 24 months from 1 July 2021; the last 365 of them are the year of the league. */
export const DAYS = 730;
export const YEAR_STARTS = 365;
/** Where reports may lie, in days from the start, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}
export const THIS_YEAR: Span = { first: YEAR_STARTS, last: DAYS - 1 };
export const YEAR_BEFORE: Span = { first: 0, last: YEAR_STARTS - 1 };

const WEEKDAYS = [1.16, 0.95, 0.93, 0.94, 0.96, 1.02, 1.14];
const MONTHS = [0.95, 0.94, 0.98, 0.98, 1.04, 1.07, 1.09, 1.05, 1.0, 1.0, 0.96, 0.94];
/** Relative frequency of each hour: evenings and the first hours of the night. */
const HOURS = [
  1.3, 1.0, 0.8, 0.6, 0.4, 0.3, 0.3, 0.5, 0.8, 0.9, 0.9, 1.0, 1.1, 1.0, 1.0, 1.2, 1.3, 1.4, 1.5, 1.6, 1.6,
  1.6, 1.6, 1.5,
].map((weight, hour) => [hour, weight] as const);
const DAY_WEIGHTS = Array.from({ length: DAYS + 92 }, (_, day) => {
  const date = addDays(EPOCH, day);
  return (WEEKDAYS[date.getDay()] ?? 1) * (MONTHS[date.getMonth()] ?? 1);
});
const HEAVIEST = Math.max(...DAY_WEIGHTS);

/** Days from the start to a date as the files have it. */
export const dayNumber = (date: string): number => differenceInCalendarDays(parseISO(date), EPOCH);
export const weekdayOf = (day: number): number => addDays(EPOCH, day).getDay();
export const yearOf = (day: number): number => addDays(EPOCH, day).getFullYear();
export const dateOf = (day: number): string => format(addDays(EPOCH, day), 'yyyy-MM-dd');

/** A day from `first` to `last`, as often as its weekday and month see reports. */
export function reportDay(random: Random, first: number, last: number): number {
  for (;;) {
    const day = random.int(first, last);
    if (random.next() * HEAVIEST < (DAY_WEIGHTS[day] ?? 1)) return day;
  }
}

export const hourOf = (random: Random): number => random.weighted(HOURS);

export function timeOn(random: Random, day: number, hour = hourOf(random)): string {
  const minute = String(random.int(0, 59)).padStart(2, '0');
  return `${dateOf(day)}T${String(hour).padStart(2, '0')}:${minute}`;
}

/** Days from the crime to its report: most at once, sexual offences often late. */
export function delayDays(random: Random, late: boolean): number {
  return random.weighted([
    [0, late ? 30 : 62],
    [1, late ? 15 : 18],
    [random.int(2, 30), late ? 30 : 15],
    [random.int(31, late ? 2_000 : 200), late ? 25 : 5],
  ] as const);
}
