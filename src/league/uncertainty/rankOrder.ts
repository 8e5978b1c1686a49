const BITS = 11;
const BUCKETS = 1 << BITS;
const MASK = BUCKETS - 1;

/** Whole numbers below 2^32 by item, and the greatest of them. */
export interface Column {
  readonly values: Uint32Array;
  readonly most: number;
}

/**
 * Orders items by columns, each down, the most telling column last; equal ones stay in the order given. A radix sort from
 * the least digit: exact, and linear in the number of items (Knuth, The Art of Computer Programming 3, 5.2.5).
 * @returns a function that may be called often; its answer is good until the next call
 */
export function rankOrder(capacity: number) {
  const spare = [new Uint32Array(capacity), new Uint32Array(capacity)] as const;
  const counts = new Uint32Array(BUCKETS);
  return (items: Uint32Array, columns: readonly Column[]): Uint32Array => {
    let from = items;
    let [to, next] = spare;
    const n = items.length;
    for (const { values, most } of columns) {
      for (let shift = 0; shift < 32 && most >>> shift > 0; shift += BITS) {
        counts.fill(0);
        for (let i = 0; i < n; i++) {
          const bucket = MASK - (((values[from[i] as number] as number) >>> shift) & MASK);
          counts[bucket] = (counts[bucket] as number) + 1;
        }
        for (let bucket = 0, sum = 0; bucket < BUCKETS; bucket++) {
          const count = counts[bucket] as number;
          counts[bucket] = sum;
          sum += count;
        }
        for (let i = 0; i < n; i++) {
          const item = from[i] as number;
          const bucket = MASK - (((values[item] as number) >>> shift) & MASK);
          const at = counts[bucket] as number;
          to[at] = item;
          counts[bucket] = at + 1;
        }
        from = to;
        [to, next] = [next, to];
      }
    }
    return from.subarray(0, n);
  };
}
