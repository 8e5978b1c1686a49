import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The most that is drawn: more has a probability below 2^-32. */
const MOST_DRAWN = 14;
/** P(a Poisson number of mean 1 is at most k), as bounds of an unsigned 32-bit number. */
const BOUNDS = poissonBounds();
/** By the leading bits of a number, what it draws; where the bits that follow decide, `UNDECIDED`. */
const TABLE_BITS = 12;
const UNDECIDED = 255;
const TABLE = Uint8Array.from({ length: 2 ** TABLE_BITS }, (_, lead) => {
  const least = lead * 2 ** (32 - TABLE_BITS);
  const first = drawnBy(least);
  return first === drawnBy(least + 2 ** (32 - TABLE_BITS) - 1) ? first : UNDECIDED;
});

/**
 * Poisson numbers of mean 1 by inversion, each from 32 random bits of its own, so that every probability is right to
 * 2^-32; the table only saves comparisons. Source: Devroye, Non-Uniform Random Variate Generation (1986), III.2.
 * @returns a function that fills an array with the next numbers
 */
export function poissonDraws(seed: number): (counts: Uint8Array) => void {
  const generator = xoroshiro128plus(seed);
  return (counts) => {
    for (let index = 0; index < counts.length; index++) {
      const number = generator.next() >>> 0;
      const drawn = TABLE[number >>> (32 - TABLE_BITS)] as number;
      counts[index] = drawn === UNDECIDED ? drawnBy(number) : drawn;
    }
  };
}

/** What an unsigned 32-bit number draws. */
export function drawnBy(number: number): number {
  let count = 0;
  while (number >= (BOUNDS[count] as number)) count++;
  return count;
}

function poissonBounds(): Float64Array {
  const bounds: number[] = [];
  for (let k = 0, p = Math.exp(-1), sum = 0; k < MOST_DRAWN; k++, p /= k) {
    sum += p;
    bounds.push(Math.round(sum * 2 ** 32));
  }
  return Float64Array.from([...bounds, Number.POSITIVE_INFINITY]);
}
