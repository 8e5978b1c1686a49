import type { SeriesOffence } from './SeriesOffence.ts';

/** The marks of offences: how much two have in common, by its rarity and its share. */
export function markLists(offences: readonly SeriesOffence[]) {
  const counts = new Map<string, number>();
  const sets = offences.map(({ marks }) => [...new Set(marks)]);
  const known = sets.filter(({ length }) => length > 0).length;
  for (const set of sets) for (const mark of set) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const rarity = Float64Array.from(names, (name) => -Math.log((counts.get(name) ?? 1) / known));
  const lists = sets.map((set) => Uint32Array.from(set, (mark) => index.get(mark) ?? 0).sort());
  const none = new Uint32Array(0);
  return {
    overlap(a: number, b: number, into: Float64Array): void {
      const one = lists[a] ?? none;
      const two = lists[b] ?? none;
      if (one.length === 0 || two.length === 0) {
        into[4] = Number.NaN;
        into[5] = Number.NaN;
        return;
      }
      let sum = 0;
      let both = 0;
      let i = 0;
      let j = 0;
      while (i < one.length && j < two.length) {
        const left = one[i] ?? 0;
        const right = two[j] ?? 0;
        if (left === right) {
          sum += rarity[left] ?? 0;
          both += 1;
          i += 1;
          j += 1;
        } else if (left < right) i += 1;
        else j += 1;
      }
      into[4] = both === 0 ? 0 : Math.max(1e-3, sum);
      into[5] = 1 - both / (one.length + two.length - both);
    },
    shared(a: number, b: number): readonly string[] {
      const two = new Set(lists[b]);
      return [...(lists[a] ?? none)].filter((mark) => two.has(mark)).map((mark) => names[mark] ?? '');
    },
  };
}
