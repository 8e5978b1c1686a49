/** A heap of labels: the cheapest first; of equal ones the shorter, then the one that stands on the lower state. */
export interface Heap {
  push(label: number): void;
  pop(): number;
  /** The label that `pop` would give; -1 where there is none. */
  first(): number;
  /** Cost of the first; infinite where there is none. */
  least(): number;
}

export interface Labels {
  readonly cost: readonly number[];
  readonly hops: readonly number[];
  readonly state: readonly number[];
}

export function heapOf({ cost, hops, state }: Labels): Heap {
  const items: number[] = [];
  const before = (a: number, b: number): boolean => {
    const difference =
      (cost[a] ?? 0) - (cost[b] ?? 0) || (hops[a] ?? 0) - (hops[b] ?? 0) || (state[a] ?? 0) - (state[b] ?? 0);
    return difference < 0;
  };
  return {
    push: (label) => {
      let at = items.push(label) - 1;
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!before(label, items[up] ?? 0)) break;
        items[at] = items[up] ?? 0;
        at = up;
      }
      items[at] = label;
    },
    pop: () => {
      const [first = -1] = items;
      const last = items.pop() ?? -1;
      if (items.length === 0) return first;
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= items.length) break;
        if (down + 1 < items.length && before(items[down + 1] ?? 0, items[down] ?? 0)) down += 1;
        if (!before(items[down] ?? 0, last)) break;
        items[at] = items[down] ?? 0;
        at = down;
      }
      items[at] = last;
      return first;
    },
    first: () => items[0] ?? -1,
    least: () => (items.length === 0 ? Number.POSITIVE_INFINITY : (cost[items[0] ?? 0] ?? 0)),
  };
}
