/** Milliseconds of each of so many goes, least first; fewer where they take longer than `seconds` together. */
export async function timesOf(
  goes: number,
  go: (nth: number) => Promise<unknown>,
  seconds = Number.POSITIVE_INFINITY,
): Promise<readonly number[]> {
  const times: number[] = [];
  const begun = performance.now();
  while (times.length < goes && performance.now() - begun < seconds * 1_000) {
    const started = performance.now();
    await go(times.length);
    times.push(performance.now() - started);
  }
  return sorted(times);
}

export const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);

/** A quantile by the nearest rank, to a hundredth. */
export function quantile(times: readonly number[], share: number): number {
  return rounded(times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN);
}

export const rounded = (value: number): number => Math.round(100 * value) / 100;

/** Slope of a straight line through the logarithms of both: 1 where twice the size takes twice the time. */
export function slope(points: readonly (readonly [size: number, value: number])[]): number | undefined {
  const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
  if (logs.length < 2) return undefined;
  const mean = (index: 0 | 1) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const under = logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return Math.round((1_000 * over) / under) / 1_000;
}
