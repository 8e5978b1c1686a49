/** Counts below this, but for none at all, might point to a victim. */
const LEAST_SHOWN = 5;

/**
 * Which counts of a table are held back where their total is given: those of 1 to 4, and where the total would tell them,
 * since it is one alone, or all are of 1 or all of 4, the next least too: every cell of that count, or who knows this rule
 * could tell from one that is shown which of the hidden is the small one.
 * @param counts the cells of one column, whole numbers that add up to the total
 * @returns their places
 */
export function smallCells(counts: readonly number[]): ReadonlySet<number> {
  const small = counts.flatMap((count, index) => (count > 0 && count < LEAST_SHOWN ? [index] : []));
  const sum = small.reduce((total, index) => total + (counts[index] ?? 0), 0);
  const told = small.length === 1 || sum === small.length || sum === small.length * (LEAST_SHOWN - 1);
  if (small.length === 0 || !told) return new Set(small);
  const next = Math.min(...counts.filter((count) => count >= LEAST_SHOWN));
  return new Set([...small, ...counts.flatMap((count, index) => (count === next ? [index] : []))]);
}
