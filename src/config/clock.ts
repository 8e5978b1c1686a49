import { tz } from '@date-fns/tz';
import { addHours, format, parseISO } from 'date-fns';

/** The one clock of a process, injected so that runs and expiries can be repeated in tests. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Calendar date in Europe/London, where the dates of law are reckoned, as `yyyy-MM-dd`. */
export function londonDate(instant: Date): string {
  return format(instant, 'yyyy-MM-dd', { in: tz('Europe/London') });
}

/** Wall time in Europe/London as sources state it, `yyyy-MM-ddTHH:mm:ss`. */
export function londonTime(instant: Date): string {
  return format(instant, "yyyy-MM-dd'T'HH:mm:ss", { in: tz('Europe/London') });
}

/** The wall time in Europe/London so many hours after another, across the change of summer time. */
export function hoursAfter(wallTime: string, hours: number): string {
  return londonTime(addHours(parseISO(wallTime, { in: tz('Europe/London') }), hours));
}
