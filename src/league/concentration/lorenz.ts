import type { Ascending } from './gini.ts';

/** A point of the curve: this share of people, from the least harm up, holds this share of harm. */
export interface LorenzPoint {
  readonly people: number;
  readonly harm: number;
}

const MOST_POINTS = 100;

/**
 * The Lorenz curve of values in ascending order, from (0, 0) to (1, 1) in at most 100 points; empty where nothing is
 * held. Source: Lorenz, Publ. Amer. Statist. Assoc. 9 (1905).
 */
export function lorenzCurve(values: Ascending): readonly LorenzPoint[] {
  const sums = runningSums(values);
  const total = sums[values.length] ?? 0;
  if (total === 0) return [];
  const steps = Math.min(values.length, MOST_POINTS - 1);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const people = Math.round((step * values.length) / steps);
    return { people: people / values.length, harm: (sums[people] ?? 0) / total };
  });
}

/** Share of everything that the largest values hold, this share of them rounded up to whole ones. */
export function shareOfLargest(
  values: Ascending,
  share: number,
): { readonly people: number; readonly harm: number | undefined } {
  const sums = runningSums(values);
  const total = sums[values.length] ?? 0;
  const people = Math.ceil(share * values.length);
  const rest = sums[values.length - people] ?? 0;
  return { people, harm: total === 0 ? undefined : (total - rest) / total };
}

function runningSums(values: Ascending): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1)
    sums[index + 1] = (sums[index] ?? 0) + (values[index] ?? 0);
  return sums;
}
