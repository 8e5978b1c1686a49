import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Comparer, MOST_DAYS } from './compare.ts';
import { BIN_COUNT, binsOfValues, FEATURE_COUNT } from './features.ts';
import type { SolvedGroups } from './solvedGroups.ts';

/** Pairs of different offenders that are looked at; beyond them a sample says the same. */
const MOST_UNLINKED = 400_000;
const UNLABELLED_DRAWS = 50_000;

/** Pairs of solved offences that teach, each with the bins of its features. */
export interface Sample {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly linked: Uint8Array;
  /** How many pairs one of the unlinked stands for. */
  readonly unlinkedWeight: number;
  readonly bins: Uint8Array;
}

/** All linked pairs, and pairs of different groups: all, or as many as are looked at, drawn with a fixed seed. */
export function samplePairs(comparer: Comparer, groups: SolvedGroups): Sample {
  const solved: number[] = [];
  const members = new Map<number, number[]>();
  for (let index = 0; index < comparer.size; index += 1) {
    const group = groups.group[index] ?? -1;
    if (!groups.teaches(index) || Number.isNaN(comparer.daysApart(index, index))) continue;
    solved.push(index);
    members.set(group, [...(members.get(group) ?? []), index]);
  }
  const [a, b, linked]: [number[], number[], number[]] = [[], [], []];
  const near = (one: number, two: number) => comparer.daysApart(one, two) <= MOST_DAYS;
  for (const list of members.values())
    for (let i = 0; i < list.length; i += 1)
      for (let j = i + 1; j < list.length; j += 1) {
        const [one, two] = [list[i] ?? 0, list[j] ?? 0];
        if (!near(one, two) || !groups.linked(one, two) || groups.sameVictim(one, two)) continue;
        a.push(one);
        b.push(two);
        linked.push(1);
      }
  const n = solved.length;
  const possible = (n * (n - 1)) / 2;
  const add = (one: number, two: number) => {
    if (groups.group[one] === groups.group[two] || !near(one, two)) return;
    a.push(one);
    b.push(two);
    linked.push(0);
  };
  const drawn = possible > MOST_UNLINKED;
  if (!drawn) {
    for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) add(solved[i] ?? 0, solved[j] ?? 0);
  } else {
    const random = xoroshiro128plus(1);
    for (let draw = 0; draw < MOST_UNLINKED; draw += 1)
      add(solved[uniformInt(random, 0, n - 1)] ?? 0, solved[uniformInt(random, 0, n - 1)] ?? 0);
  }
  const values = new Float64Array(FEATURE_COUNT);
  const into = new Uint8Array(FEATURE_COUNT);
  const bins = new Uint8Array(a.length * FEATURE_COUNT);
  for (let pair = 0; pair < a.length; pair += 1) {
    comparer.values(a[pair] ?? 0, b[pair] ?? 0, values);
    binsOfValues(values, into);
    bins.set(into, pair * FEATURE_COUNT);
  }
  return {
    a: Uint32Array.from(a),
    b: Uint32Array.from(b),
    linked: Uint8Array.from(linked),
    unlinkedWeight: drawn ? possible / MOST_UNLINKED : 1,
    bins,
  };
}

/** How pairs of any two offences within the year fall into bins. */
export function binCounts(comparer: Comparer): Float64Array {
  const counts = new Float64Array(BIN_COUNT);
  if (comparer.size < 2) return counts;
  const random = xoroshiro128plus(2);
  const values = new Float64Array(FEATURE_COUNT);
  const into = new Uint8Array(FEATURE_COUNT);
  for (let draw = 0; draw < UNLABELLED_DRAWS; draw += 1) {
    const [a, b] = [uniformInt(random, 0, comparer.size - 1), uniformInt(random, 0, comparer.size - 1)];
    if (a === b || comparer.daysApart(a, b) > MOST_DAYS) continue;
    comparer.values(a, b, values);
    binsOfValues(values, into);
    for (const bin of into) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
