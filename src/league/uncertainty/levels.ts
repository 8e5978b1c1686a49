import { rankOrder } from './rankOrder.ts';

/** Harm is sorted in two halves, since it may need more than 32 bits. */
const HALF = 2 ** 22;

/**
 * Levels of a replicate: people of equal harm, victims and offences stand on one. There are far fewer levels than people
 * (some 1,300 among 35,000), so that sorting them costs next to nothing. A hash table with linear probing (Knuth, The Art
 * of Computer Programming 3, 6.4).
 * @param capacity the most levels there may be
 */
export function levels(capacity: number) {
  const bits = Math.max(1, Math.ceil(Math.log2(2 * capacity)));
  const mask = 2 ** bits - 1;
  /** Number of a level plus 1; 0 where there is none. */
  const table = new Uint32Array(mask + 1);
  const slotOf = new Uint32Array(capacity);
  const harmOf = new Float64Array(capacity);
  const victimsOf = new Uint32Array(capacity);
  const offencesOf = new Uint32Array(capacity);
  const [low, high] = [new Uint32Array(capacity), new Uint32Array(capacity)];
  const numbers = Uint32Array.from({ length: capacity }, (_, number) => number);
  const order = rankOrder(capacity);
  let size = 0;

  /** The number of a level, a new one where nobody stood on it. */
  const find = (harm: number, victims: number, offences: number): number => {
    const mixed = Math.imul(Math.imul(harm | 0, 0x9e3779b1) + victims, 0x85ebca6b) + offences;
    for (let slot = Math.imul(mixed, 0xc2b2ae35) >>> (32 - bits); ; slot = (slot + 1) & mask) {
      const level = (table[slot] as number) - 1;
      if (level < 0) {
        table[slot] = size + 1;
        slotOf[size] = slot;
        harmOf[size] = harm;
        victimsOf[size] = victims;
        offencesOf[size] = offences;
        return size++;
      }
      if (harmOf[level] === harm && offencesOf[level] === offences && victimsOf[level] === victims)
        return level;
    }
  };

  /** Numbers of the levels in the order of a league: harm, distinct victims, offences, each down. Good until the next call. */
  const inOrder = (): Uint32Array => {
    let [mostHarm, mostVictims, mostOffences] = [0, 0, 0];
    for (let level = 0; level < size; level++) {
      const harm = harmOf[level] as number;
      const half = Math.floor(harm / HALF);
      high[level] = half;
      low[level] = harm - half * HALF;
      mostHarm = Math.max(mostHarm, harm);
      mostVictims = Math.max(mostVictims, victimsOf[level] as number);
      mostOffences = Math.max(mostOffences, offencesOf[level] as number);
    }
    return order(numbers.subarray(0, size), [
      { values: offencesOf, most: mostOffences },
      { values: victimsOf, most: mostVictims },
      { values: low, most: Math.min(mostHarm, HALF - 1) },
      { values: high, most: Math.floor(mostHarm / HALF) },
    ]);
  };

  const clear = () => {
    for (let level = 0; level < size; level++) table[slotOf[level] as number] = 0;
    size = 0;
  };
  return { find, inOrder, clear };
}
