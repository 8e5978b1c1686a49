import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { groupBy } from '../../collections/groupBy.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { beginTurn, type Turn } from '../turns/Turn.ts';

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

/** How often the days are shuffled, and what bounds it. */
export interface Dealing {
  readonly shuffles?: number;
  readonly seed?: number;
  /** More pairs within the distance are refused. */
  readonly mostPairs?: number;
  readonly turn?: Turn;
}

/**
 * Near repeats: whether offences close in place are close in time more often than by chance (Knox 1964, with Monte Carlo
 * permutation of the days: Ratcliffe & Rengert 2008, Johnson et al. 2007).
 * @param metres least (excluded, save 0 which is the same place) and most distance; same place = [0, 0.1]
 * @param days apart at most, in whole days: `7` is a gap of 0 to 7 days; each is counted on the same shuffles
 * @returns one for each of `days`
 * @throws LinchpinError BAD_INPUT where more than `mostPairs` pairs lie within the distance, and whatever ends the turn
 */
export async function nearRepeat(
  events: readonly PlacedEvent[],
  metres: readonly [number, number],
  days: readonly number[],
  { shuffles = 999, seed = 1, mostPairs = Number.POSITIVE_INFINITY, turn = beginTurn() }: Dealing = {},
): Promise<readonly NearRepeat[]> {
  const pairs = await closePairs(events, metres, mostPairs, turn);
  const day = Int32Array.from(events, (event) => event.day);
  /** How many pairs are at most so far apart as each of `days`. */
  const count = () => {
    const close = days.map(() => 0);
    for (let at = 0; at < pairs.length; at += 2) {
      const apart = Math.abs((day[pairs[at] ?? 0] ?? 0) - (day[pairs[at + 1] ?? 0] ?? 0));
      for (let nth = 0; nth < days.length; nth += 1)
        if (apart <= (days[nth] ?? 0)) close[nth] = (close[nth] ?? 0) + 1;
    }
    return close;
  };
  const found = count().map((observed) => ({ observed, sum: 0, asMany: 1 }));
  const random = xoroshiro128plus(seed);
  for (let round = 0; round < shuffles; round += 1) {
    if (turn.isOver()) await turn.end();
    for (let at = day.length - 1; at > 0; at -= 1) {
      const other = uniformInt(random, 0, at);
      const kept = day[at] ?? 0;
      day[at] = day[other] ?? 0;
      day[other] = kept;
    }
    const close = count();
    for (const [nth, one] of found.entries()) {
      one.sum += close[nth] ?? 0;
      if ((close[nth] ?? 0) >= one.observed) one.asMany += 1;
    }
  }
  return found.map(({ observed, sum, asMany }) => {
    const expected = sum / shuffles;
    return { observed, expected, ratio: observed / expected, p: asMany / (shuffles + 1), shuffles };
  });
}

/** Pairs by distance, one after the other; counted before room is made for them. */
async function closePairs(
  events: readonly PlacedEvent[],
  metres: readonly [number, number],
  mostPairs: number,
  turn: Turn,
): Promise<Int32Array> {
  const later = closeLater(events, metres);
  let size = 0;
  for (const index of events.keys()) {
    later(index, () => {
      size += 1;
    });
    if (size > mostPairs)
      throw new LinchpinError(
        'BAD_INPUT',
        `More than ${mostPairs} pairs of offences lie within ${metres[1]} m of each other; ask of a programme that is about fewer, of fewer types or a shorter window.`,
        { place: { argument: 'programme' } },
      );
    if (turn.isOver()) await turn.end();
  }
  const pairs = new Int32Array(2 * size);
  let at = 0;
  for (const index of events.keys()) {
    later(index, (other) => {
      pairs[at] = index;
      pairs[at + 1] = other;
      at += 2;
    });
    if (turn.isOver()) await turn.end();
  }
  return pairs;
}

/** A walk of the events after one that are so far from it, over a grid of cells as wide as the greatest distance. */
function closeLater(events: readonly PlacedEvent[], [least, most]: readonly [number, number]) {
  const width = Math.max(most, 1);
  const cell = (value: number) => Math.floor(value / width);
  const cells = groupBy(events.keys(), (index) => {
    const { x, y } = events[index] ?? { x: 0, y: 0 };
    return `${cell(x)} ${cell(y)}`;
  });
  return (index: number, visit: (other: number) => void): void => {
    const { x, y } = events[index] ?? { x: 0, y: 0 };
    for (let dx = -1; dx <= 1; dx += 1)
      for (let dy = -1; dy <= 1; dy += 1)
        for (const other of cells.get(`${cell(x) + dx} ${cell(y) + dy}`) ?? []) {
          const to = events[other];
          if (other <= index || to === undefined) continue;
          const apart = Math.hypot(x - to.x, y - to.y);
          if (apart <= most && (least === 0 || apart > least)) visit(other);
        }
  };
}
