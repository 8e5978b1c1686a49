import type { Sample } from './Sample.ts';

/** Victims as bits: each victim of a person is one bit of that person's 32, so that sets join by a single operation. */
export interface VictimBits {
  /** By allegation; 0 for people of `beyond`. */
  readonly bits: Int32Array;
  /** People with more victims than there are bits. */
  readonly beyond: readonly number[];
  /** Distinct victims of the allegations of a person whose count is not 0, whoever the person is. */
  readonly distinct: (person: number, counts: Uint8Array) => number;
}

const BITS = 32;

/** Numbers each person's victims by themselves. */
export function victimBits(sample: Sample): VictimBits {
  const bits = new Int32Array(sample.harm.length);
  const beyond: number[] = [];
  for (const person of sample.personIds.keys()) {
    const numbers = new Map<number, number>();
    for (const [a, victim] of victimsOf(sample, person)) {
      const number = numbers.get(victim) ?? numbers.size;
      numbers.set(victim, number);
      bits[a] = (bits[a] as number) | (1 << number);
    }
    if (numbers.size <= BITS) continue;
    beyond.push(person);
    bits.fill(0, sample.starts[person], sample.starts[person + 1]);
  }
  const distinct = (person: number, counts: Uint8Array) => {
    const found = new Set<number>();
    for (const [a, victim] of victimsOf(sample, person)) if (counts[a] !== 0) found.add(victim);
    return found.size;
  };
  return { bits, beyond, distinct };
}

/** How many bits are set. Source: Warren, Hacker's Delight (2002), 5-1. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Allegations of a person with each of their victims. */
function* victimsOf({ starts, victimStarts, victims }: Sample, person: number): Generator<[number, number]> {
  for (let a = starts[person] as number; a < (starts[person + 1] as number); a++)
    for (let v = victimStarts[a] as number; v < (victimStarts[a + 1] as number); v++)
      yield [a, victims[v] as number];
}
