import { aoristicWeights } from './intervals.ts';

/** A longer interval says nothing of the time of day; of the weekday. */
const LONGEST_FOR_HOUR = 0.75;
const LONGEST_FOR_WEEKDAY = 4;
const HOURS = 24;
const WEEKDAYS = 7;
/** A shorter interval is a point in time. */
const POINT_DAYS = 1 / 96;

/** Hours apart in the day, as is expected; NaN where one has no time, or too long a one. */
export const hoursApart = (from: Float64Array, to: Float64Array) =>
  cyclic(from, to, HOURS, 1, LONGEST_FOR_HOUR);
/** The same in days of the week. */
export const weekdaysApart = (from: Float64Array, to: Float64Array) =>
  cyclic(from, to, WEEKDAYS, 7, LONGEST_FOR_WEEKDAY);

/** Expected distance on a cycle of `slots`, in slots, by aoristic weights; NaN where an interval is too long. */
function cyclic(from: Float64Array, to: Float64Array, slots: number, days: number, longest: number) {
  const n = from.length;
  const weights = new Float64Array(n * slots);
  const distances = new Float64Array(n * slots);
  const known = new Uint8Array(n);
  /** The only slot of one that is not spread; else -1. */
  const sole = new Int16Array(n).fill(-1);
  /** Place on the cycle of a point in time, in slots; NaN where it is spread. */
  const point = new Float64Array(n).fill(Number.NaN);
  for (let at = 0; at < n; at += 1) {
    const [start, end] = [from[at] ?? Number.NaN, to[at] ?? Number.NaN];
    if (!(end - start <= longest)) continue;
    known[at] = 1;
    const share = aoristicWeights(start / days, end / days, slots);
    weights.set(share, at * slots);
    for (let slot = 0; slot < slots; slot += 1) {
      let sum = 0;
      for (let other = 0; other < slots; other += 1) {
        const apart = Math.abs(slot - other);
        sum += (share[other] ?? 0) * Math.min(apart, slots - apart);
      }
      distances[at * slots + slot] = sum;
    }
    sole[at] = share.indexOf(1);
    if (end - start < POINT_DAYS) point[at] = ((((start / days) % 1) + 1) % 1) * slots;
  }
  return (a: number, b: number): number => {
    if (known[a] !== 1 || known[b] !== 1) return Number.NaN;
    if (slots === HOURS) {
      const apart = Math.abs((point[a] ?? Number.NaN) - (point[b] ?? Number.NaN));
      if (!Number.isNaN(apart)) return Math.min(apart, slots - apart);
    }
    const only = sole[a] ?? -1;
    if (only >= 0) return distances[b * slots + only] ?? Number.NaN;
    const otherOnly = sole[b] ?? -1;
    if (otherOnly >= 0) return distances[a * slots + otherOnly] ?? Number.NaN;
    let sum = 0;
    for (let slot = 0; slot < slots; slot += 1)
      sum += (weights[a * slots + slot] ?? 0) * (distances[b * slots + slot] ?? 0);
    return sum;
  };
}
