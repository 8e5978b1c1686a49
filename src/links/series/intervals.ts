/**
 * Expected absolute difference of two independent times, each uniform on its interval (Porter, "A statistical approach
 * to crime linkage", The American Statistician 2016; `expAbsDiff` of crimelinkage): what "between Friday and Monday"
 * is worth. Any unit; a point is an interval without length.
 */
export function expectedDifference(a: number, b: number, c: number, d: number): number {
  if (b <= c || d <= a) return Math.abs((a + b) / 2 - (c + d) / 2);
  if (b - a < POINT) return pointToInterval(a, c, d);
  if (d - c < POINT) return pointToInterval(c, a, b);
  // The second antiderivative of |t| is |t|^3 / 6.
  return (cube(b - c) - cube(a - c) - cube(b - d) + cube(a - d)) / (6 * (b - a) * (d - c));
}

const POINT = 1e-6;
const cube = (t: number): number => Math.abs(t) ** 3;

function pointToInterval(at: number, from: number, to: number): number {
  if (to - from < POINT) return Math.abs(at - from);
  return ((at - from) ** 2 + (to - at) ** 2) / (2 * (to - from));
}

/**
 * Aoristic weights (Ratcliffe 2000): which share of an interval falls into each of `slots` equal parts of a cycle.
 * @param from start and end in cycles (days for the time of day, weeks for the weekday)
 */
export function aoristicWeights(from: number, to: number, slots: number): Float64Array {
  const weights = new Float64Array(slots);
  const [start, end] = [from * slots, to * slots];
  const length = end - start;
  if (length < POINT) {
    weights[((Math.floor(start) % slots) + slots) % slots] = 1;
    return weights;
  }
  for (let slot = Math.floor(start); slot < end; slot += 1) {
    const share = (Math.min(end, slot + 1) - Math.max(start, slot)) / length;
    const at = ((slot % slots) + slots) % slots;
    weights[at] = (weights[at] ?? 0) + share;
  }
  return weights;
}
