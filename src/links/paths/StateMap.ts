/** What `get` gives for a state that is not in it. */
export const NONE = -1;

/** A number by state: a search asks several times a link that it walks, and a Map takes as long for it as all else together. */
export interface StateMap {
  /** NONE where there is none. */
  get(state: number): number;
  /** @param value no less than 0 */
  set(state: number, value: number): void;
}

const FIRST_SLOTS = 64;
/** Knuth's multiplicative hashing: 2^32 over the golden ratio (The Art of Computer Programming 3, 6.4). */
const SPREAD = 0x9e3779b1;
const EMPTY = -1;

/** Open addressing in flat arrays, never more than half full. Nothing is ever taken out or listed: their order would rest on how many states there are. */
export function stateMap(): StateMap {
  let keys = new Int32Array(FIRST_SLOTS).fill(EMPTY);
  let values = new Int32Array(FIRST_SLOTS);
  let shift = 32 - Math.log2(FIRST_SLOTS);
  let size = 0;

  /** The slot of a state, or the empty one where it belongs. */
  const slotOf = (state: number): number => {
    const last = keys.length - 1;
    let slot = Math.imul(state, SPREAD) >>> shift;
    while (keys[slot] !== state && keys[slot] !== EMPTY) slot = (slot + 1) & last;
    return slot;
  };
  const grow = (): void => {
    const [before, held] = [keys, values];
    keys = new Int32Array(2 * before.length).fill(EMPTY);
    values = new Int32Array(2 * before.length);
    shift -= 1;
    for (const [slot, state] of before.entries()) {
      if (state === EMPTY) continue;
      const to = slotOf(state);
      keys[to] = state;
      values[to] = held[slot] ?? 0;
    }
  };

  return {
    get: (state) => {
      const slot = slotOf(state);
      return keys[slot] === EMPTY ? NONE : (values[slot] ?? NONE);
    },
    set: (state, value) => {
      let slot = slotOf(state);
      if (keys[slot] === EMPTY) {
        size += 1;
        if (2 * size > keys.length) {
          grow();
          slot = slotOf(state);
        }
        keys[slot] = state;
      }
      values[slot] = value;
    },
  };
}
