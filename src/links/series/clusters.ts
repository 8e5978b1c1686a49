import { scorer } from './scorePairs.ts';
import type { TrainedModels } from './train.ts';

export type Linkage = 'average' | 'complete';
/** Offences proposed to be of one offender; a person decides. */
export interface ProposedSeries {
  readonly members: readonly number[];
  /** Mean log odds over its pairs. */
  readonly cohesion: number;
}

/** More are not clustered at once: every pair of them is held. */
export const MOST_CLUSTERED = 5_000;

/**
 * Agglomeration on log posterior odds (Porter 2016, `crimeClust_hier`): joins the two clusters with the highest average,
 * or lowest of their pairs' (complete), log odds until none is at `atLeast`. Pairs that cannot be compared count as the
 * prior odds: no evidence.
 */
export function clusters(
  models: TrainedModels,
  among: readonly number[],
  { linkage = 'average', atLeast = 0 }: { readonly linkage?: Linkage; readonly atLeast?: number } = {},
): readonly ProposedSeries[] {
  const n = among.length;
  if (n > MOST_CLUSTERED) throw new RangeError(`${n} offences are more than ${MOST_CLUSTERED}`);
  const score = scorer(models);
  const links = new Float64Array(n * n).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      const logOdds = score(among[i] ?? 0, among[j] ?? 0);
      const link = Number.isNaN(logOdds) ? models.full.intercept : logOdds;
      links[i * n + j] = link;
      links[j * n + i] = link;
    }
  const whole = links.slice();
  const members: (number[] | undefined)[] = Array.from({ length: n }, (_, index) => [index]);
  const best = new Int32Array(n).fill(-1);
  const value = (i: number, j: number) => links[i * n + j] ?? Number.NEGATIVE_INFINITY;
  const look = (i: number) => {
    let top = -1;
    for (let j = 0; j < n; j += 1)
      if (j !== i && members[j] !== undefined && (top < 0 || value(i, j) > value(i, top))) top = j;
    best[i] = top;
  };
  for (let i = 0; i < n; i += 1) look(i);
  for (;;) {
    let one = -1;
    for (let i = 0; i < n; i += 1) {
      const to = best[i] ?? -1;
      if (members[i] === undefined || to < 0) continue;
      if (one < 0 || value(i, to) > value(one, best[one] ?? 0)) one = i;
    }
    const two = one < 0 ? -1 : (best[one] ?? -1);
    if (two < 0 || value(one, two) < atLeast) break;
    const [left, right] = [members[one] ?? [], members[two] ?? []];
    for (let k = 0; k < n; k += 1) {
      if (members[k] === undefined || k === one || k === two) continue;
      const [a, b] = [value(one, k), value(two, k)];
      const joined =
        linkage === 'complete'
          ? Math.min(a, b)
          : (a * left.length + b * right.length) / (left.length + right.length);
      links[one * n + k] = joined;
      links[k * n + one] = joined;
    }
    members[one] = [...left, ...right];
    members[two] = undefined;
    for (let k = 0; k < n; k += 1)
      if (members[k] !== undefined && (k === one || best[k] === one || best[k] === two)) look(k);
  }
  return members
    .flatMap((list): ProposedSeries[] => {
      if (list === undefined || list.length < 2) return [];
      let [sum, pairs] = [0, 0];
      for (const i of list)
        for (const j of list)
          if (i < j) {
            sum += whole[i * n + j] ?? 0;
            pairs += 1;
          }
      return [
        { members: list.map((index) => among[index] ?? 0).sort((a, b) => a - b), cohesion: sum / pairs },
      ];
    })
    .sort((a, b) => b.cohesion - a.cohesion || (a.members[0] ?? 0) - (b.members[0] ?? 0));
}
