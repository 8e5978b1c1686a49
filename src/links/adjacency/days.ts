const MS_PER_DAY = 86_400_000;
const FIRST = Date.UTC(1900, 0, 1);
/** The last day that can be told, in 2079; later ones stand for it. */
const LAST = 65_535;

/** A day as kept: days since 31 December 1899, so that 0 is a day that nobody knows; clamped to 1900 and 2079. */
export function dayNumber(text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  const at = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(at)) return 0;
  return Math.min(LAST, Math.max(1, Math.floor((at - FIRST) / MS_PER_DAY) + 1));
}

/** The day as `yyyy-MM-dd`; undefined for one that nobody knows. */
export const dayText = (day: number): string | undefined =>
  day === 0 ? undefined : new Date(FIRST + (day - 1) * MS_PER_DAY).toISOString().slice(0, 10);
