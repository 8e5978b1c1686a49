/**
 * Weighted least-squares fit that never falls (pool adjacent violators; Barlow et al. 1972).
 * @returns the fitted values, in place of `values`; entries without weight take the value of their pool
 */
export function rising(values: Float64Array, weights: ArrayLike<number>): Float64Array {
  const [level, weight, length]: [number[], number[], number[]] = [[], [], []];
  for (let index = 0; index < values.length; index += 1) {
    let [value, mass, size] = [values[index] ?? 0, Math.max(weights[index] ?? 0, 1e-12), 1];
    while (level.length > 0 && (level.at(-1) ?? 0) > value) {
      const [before, massBefore] = [level.pop() ?? 0, weight.pop() ?? 0];
      value = (value * mass + before * massBefore) / (mass + massBefore);
      mass += massBefore;
      size += length.pop() ?? 0;
    }
    level.push(value);
    weight.push(mass);
    length.push(size);
  }
  let at = 0;
  level.forEach((value, pool) => {
    const end = at + (length[pool] ?? 0);
    values.fill(value, at, end);
    at = end;
  });
  return values;
}

/** The same, never rising. */
export function falling(values: Float64Array, weights: ArrayLike<number>): Float64Array {
  const turned = values.map((value) => -value);
  rising(turned, weights);
  for (let index = 0; index < values.length; index += 1) values[index] = -(turned[index] ?? 0);
  return values;
}
