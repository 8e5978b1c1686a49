import { tz } from '@date-fns/tz';
import { format } from 'date-fns';

/** The one clock of a process, injected so that runs and expiries can be repeated in tests. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Calendar date in Europe/London, where the dates of law are reckoned, as `yyyy-MM-dd`. */
export function londonDate(instant: Date): string {
  return format(instant, 'yyyy-MM-dd', { in: tz('Europe/London') });
}
