import { maskOf } from './kinds.ts';

/** Whether a link stood on a day; unknown where its dates do not tell. */
export type Standing = 'STOOD' | 'UNKNOWN' | 'NOT';

/** Links that end with their last day; the others tell what happened, which stands from then on. */
const LASTING = maskOf(['LIVED_AT', 'USED', 'TIED_TO', 'BINDS', 'PROTECTS']);

/**
 * @param day as `dayNumber` gives it; 0: no day is asked for, and everything stands
 * @param kind place in LINK_KINDS
 * @param days first and last day of the link; 0 for one that nobody knows
 */
export function standingOn(
  day: number,
  kind: number,
  [first, last]: readonly [first: number, last: number],
): Standing {
  if (day === 0) return 'STOOD';
  if (first > day) return 'NOT';
  const lasts = ((LASTING >>> kind) & 1) === 1;
  if (lasts && last > 0 && last < day) return 'NOT';
  if (first > 0) return 'STOOD';
  return !lasts && last > 0 && last <= day ? 'STOOD' : 'UNKNOWN';
}
