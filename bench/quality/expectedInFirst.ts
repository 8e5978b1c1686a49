/**
 * How many of those wanted are among the first so many by value, the greatest first: the mean over all orders of equal
 * ones, so that an order that tells little apart gains nothing by the order in which it was asked.
 */
export function expectedInFirst(
  all: readonly { readonly value: number; readonly wanted: boolean }[],
  first: number,
): number {
  const byValue = new Map<number, { wanted: number; all: number }>();
  for (const { value, wanted } of all) {
    const group = byValue.get(value) ?? { wanted: 0, all: 0 };
    byValue.set(value, { wanted: group.wanted + (wanted ? 1 : 0), all: group.all + 1 });
  }
  let [left, expected] = [first, 0];
  for (const [, group] of [...byValue].sort(([a], [b]) => b - a)) {
    const taken = Math.min(left, group.all);
    expected += (group.wanted * taken) / group.all;
    left -= taken;
  }
  return expected;
}
