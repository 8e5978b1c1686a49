import type { SeriesOffence } from './SeriesOffence.ts';

/** How solved offences hang together by their suspects. */
export interface SolvedGroups {
  /** Component of offences joined by shared suspects, -1 for an unsolved one. */
  readonly group: Int32Array;
  readonly groups: number;
  /**
   * Whether links are learned from it: it has suspects, and none is stated to be no stranger to a victim. Whom a victim knows
   * is named by her, at home and time and again; that teaches nothing of offences of which nobody knows who did them.
   */
  teaches(index: number): boolean;
  /** Whether two offences share a suspect. */
  linked(a: number, b: number): boolean;
  /** Whether two offences share a victim. */
  sameVictim(a: number, b: number): boolean;
}

export function solvedGroups(offences: readonly SeriesOffence[]): SolvedGroups {
  const parent = Int32Array.from(offences, (_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const firstOf = new Map<string, number>();
  offences.forEach(({ suspects }, index) => {
    for (const suspect of suspects) {
      const first = firstOf.get(suspect);
      if (first === undefined) firstOf.set(suspect, index);
      else parent[root(index)] = root(first);
    }
  });
  const group = new Int32Array(offences.length).fill(-1);
  const numbers = new Map<number, number>();
  offences.forEach(({ suspects }, index) => {
    if (suspects.length === 0) return;
    const at = root(index);
    if (!numbers.has(at)) numbers.set(at, numbers.size);
    group[index] = numbers.get(at) ?? -1;
  });
  const share = (of: (offence: SeriesOffence) => readonly string[]) => (a: number, b: number) => {
    const [one, two] = [offences[a], offences[b]];
    return one !== undefined && two !== undefined && of(one).some((id) => of(two).includes(id));
  };
  const linked = share(({ suspects }) => suspects);
  return {
    group,
    groups: numbers.size,
    teaches: (index) => (group[index] ?? -1) >= 0 && offences[index]?.acquainted !== true,
    linked: (a, b) => group[a] === group[b] && linked(a, b),
    sameVictim: share(({ victims }) => victims),
  };
}

/** Deals groups to folds so that each holds about as many linked pairs: largest first, to the emptiest. */
export function foldsOf(pairsOfGroup: ArrayLike<number>, folds: number): Uint8Array {
  const order = Array.from({ length: pairsOfGroup.length }, (_, index) => index).sort(
    (a, b) => (pairsOfGroup[b] ?? 0) - (pairsOfGroup[a] ?? 0) || a - b,
  );
  const [load, members] = [new Float64Array(folds), new Float64Array(folds)];
  const fold = new Uint8Array(pairsOfGroup.length);
  for (const group of order) {
    let least = 0;
    for (let at = 1; at < folds; at += 1) {
      const less = (load[at] ?? 0) - (load[least] ?? 0);
      if (less < 0 || (less === 0 && (members[at] ?? 0) < (members[least] ?? 0))) least = at;
    }
    fold[group] = least;
    load[least] = (load[least] ?? 0) + (pairsOfGroup[group] ?? 0);
    members[least] = (members[least] ?? 0) + 1;
  }
  return fold;
}
