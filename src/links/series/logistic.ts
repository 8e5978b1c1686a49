/**
 * Weighted logistic regression by Newton's method, with coefficients drawn towards `towards` (a Gaussian prior of
 * precision `ridge`, which the intercept has not).
 * @param rows features of each case one after the other, `width` a case
 * @returns the intercept, then one coefficient a feature
 */
export function fitLogistic(
  rows: Float64Array,
  width: number,
  labels: Uint8Array,
  weights: Float64Array,
  { ridge, towards, start }: { readonly ridge: number; readonly towards: number; readonly start: number },
): Float64Array {
  const size = width + 1;
  const beta = new Float64Array(size).fill(towards);
  beta[0] = start;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let k = 1; k < size; k += 1) {
      gradient[k] = -ridge * ((beta[k] ?? 0) - towards);
      hessian[k * size + k] = ridge;
    }
    hessian[0] = 1e-9;
    const x = new Float64Array(size);
    x[0] = 1;
    for (let row = 0; row < labels.length; row += 1) {
      let eta = beta[0] ?? 0;
      for (let k = 0; k < width; k += 1) {
        const value = rows[row * width + k] ?? 0;
        x[k + 1] = value;
        eta += value * (beta[k + 1] ?? 0);
      }
      const p = 1 / (1 + Math.exp(-eta));
      const weight = weights[row] ?? 0;
      const [pull, curve] = [weight * ((labels[row] ?? 0) - p), weight * p * (1 - p)];
      for (let i = 0; i < size; i += 1) {
        const xi = x[i] ?? 0;
        if (xi === 0) continue;
        gradient[i] = (gradient[i] ?? 0) + pull * xi;
        for (let j = 0; j <= i; j += 1)
          hessian[i * size + j] = (hessian[i * size + j] ?? 0) + curve * xi * (x[j] ?? 0);
      }
    }
    const step = solve(hessian, gradient, size);
    let moved = 0;
    for (let k = 0; k < size; k += 1) {
      const by = Math.max(-2, Math.min(2, step[k] ?? 0));
      beta[k] = (beta[k] ?? 0) + by;
      moved = Math.max(moved, Math.abs(by));
    }
    if (moved < 1e-6) break;
  }
  return beta;
}

const MOST_ROUNDS = 40;

/** Cholesky; only the lower half of the matrix is read. */
function solve(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  const at = (row: number, column: number) => lower[row * size + column] ?? 0;
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j);
    }
  const answer = Float64Array.from(vector);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) answer[i] = (answer[i] ?? 0) - at(i, k) * (answer[k] ?? 0);
    answer[i] = (answer[i] ?? 0) / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) answer[i] = (answer[i] ?? 0) - at(k, i) * (answer[k] ?? 0);
    answer[i] = (answer[i] ?? 0) / at(i, i);
  }
  return answer;
}
