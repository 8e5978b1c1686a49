import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** One offence of the kind in question. */
export interface PlacedEvent {
  /** Metres on a plane. */
  readonly x: number;
  readonly y: number;
  /** Whole days. */
  readonly day: number;
}
export interface NearRepeat {
  /** Pairs within the distance and the days. */
  readonly observed: number;
  /** Mean of them where the days are shuffled over the places. */
  readonly expected: number;
  readonly ratio: number;
  /** Share of the shuffles with as many pairs or more, itself counted (Monte Carlo p). */
  readonly p: number;
  readonly shuffles: number;
}

/**
 * Near repeats: whether offences close in place are close in time more often than by chance (Knox 1964, with Monte Carlo
 * permutation of the days: Ratcliffe & Rengert 2008, Johnson et al. 2007).
 * @param metres least (excluded, save 0 which is the same place) and most distance; same place = [0, 0.1]
 * @param days apart at most, in whole days: `7` is a gap of 0 to 7 days
 */
export function nearRepeat(
  events: readonly PlacedEvent[],
  metres: readonly [number, number],
  days: number,
  { shuffles = 999, seed = 1 }: { readonly shuffles?: number; readonly seed?: number } = {},
): NearRepeat {
  const pairs = closePairs(events, metres);
  const day = Int32Array.from(events, (event) => event.day);
  const count = () => {
    let close = 0;
    for (let at = 0; at < pairs.length; at += 2)
      if (Math.abs((day[pairs[at] ?? 0] ?? 0) - (day[pairs[at + 1] ?? 0] ?? 0)) <= days) close += 1;
    return close;
  };
  const observed = count();
  const random = xoroshiro128plus(seed);
  let [sum, asMany] = [0, 1];
  for (let round = 0; round < shuffles; round += 1) {
    for (let at = day.length - 1; at > 0; at -= 1) {
      const other = uniformInt(random, 0, at);
      const kept = day[at] ?? 0;
      day[at] = day[other] ?? 0;
      day[other] = kept;
    }
    const close = count();
    sum += close;
    if (close >= observed) asMany += 1;
  }
  const expected = sum / shuffles;
  return { observed, expected, ratio: observed / expected, p: asMany / (shuffles + 1), shuffles };
}

/** Pairs by distance over a grid of cells as wide as the greatest distance. */
function closePairs(events: readonly PlacedEvent[], [least, most]: readonly [number, number]): Int32Array {
  const width = Math.max(most, 1);
  const cells = new Map<string, number[]>();
  const cell = (value: number) => Math.floor(value / width);
  events.forEach(({ x, y }, index) => {
    const key = `${cell(x)} ${cell(y)}`;
    const list = cells.get(key);
    if (list === undefined) cells.set(key, [index]);
    else list.push(index);
  });
  const pairs: number[] = [];
  events.forEach(({ x, y }, index) => {
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1)
        for (const other of cells.get(`${cell(x) + dx} ${cell(y) + dy}`) ?? []) {
          const to = events[other];
          if (other <= index || to === undefined) continue;
          const apart = Math.hypot(x - to.x, y - to.y);
          if (apart <= most && (least === 0 || apart > least)) pairs.push(index, other);
        }
  });
  return Int32Array.from(pairs);
}
