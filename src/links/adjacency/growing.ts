type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** A flat array that grows by half as it fills. */
export interface Growing<T extends Numbers> {
  push(value: number): void;
  length(): number;
  /** What was pushed, without spare room. */
  array(): T;
}

export function growing<T extends Numbers>(kind: new (length: number) => T): Growing<T> {
  let values = new kind(1_024);
  let used = 0;
  return {
    push: (value) => {
      if (used === values.length) {
        const larger = new kind(used + (used >>> 1));
        larger.set(values);
        values = larger;
      }
      values[used] = value;
      used += 1;
    },
    length: () => used,
    array: () => values.slice(0, used) as T,
  };
}
