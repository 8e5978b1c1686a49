import type { Movement, Turnover } from './RunComparison.ts';

/** How much of the list was exchanged between two runs; people who were merged count once. */
export function turnoverOf(movements: readonly Movement[]): Turnover {
  const count = (...states: readonly string[]) =>
    movements.filter(({ state }) => state !== undefined && states.includes(state)).length;
  const [stayed, left, returned] = [count('STAYED'), count('LEFT'), count('RETURNED')];
  const entered = returned + count('NEW');
  const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);
  return {
    listedBefore: stayed + left,
    listedAfter: stayed + entered,
    stayed,
    left,
    entered,
    returned,
    shareStayed: share(stayed, stayed + left),
    shareLeft: share(left, stayed + left),
    shareEntered: share(entered, stayed + entered),
    jaccard: share(stayed, stayed + left + entered),
  };
}
