import type { WeightedGraph } from './WeightedGraph.ts';

/** What falls apart where one node or one tie goes. */
export interface Cuts {
  /** Nodes without which their component falls apart, ascending. */
  readonly articulation: readonly number[];
  /** Ties without which it does, the lower node first, in order. */
  readonly bridges: readonly (readonly [number, number])[];
  /** Size of the largest component. */
  readonly largest: number;
  /** Sum over the components of their size squared. */
  readonly squares: number;
  /** For each node, the largest component left without it; for an absent node, 0. */
  readonly largestWithout: Float64Array;
  readonly squaresWithout: Float64Array;
}

/**
 * One depth-first walk (Hopcroft & Tarjan 1973), without recursion. At a node, each child's subtree that does not reach
 * above it is a piece of its own when it goes, which also gives the size of what is left for every node at once.
 * @param removed nodes that count as absent
 */
export function cuts(graph: WeightedGraph, removed?: Uint8Array): Cuts {
  return cutter(graph)(removed);
}

/** `cuts` for many walks of one graph, in the same memory: an answer is good until the next walk. */
export function cutter({ ids, start, neighbours }: WeightedGraph): (removed?: Uint8Array) => Cuts {
  const size = ids.length;
  const found = new Int32Array(size);
  const low = new Int32Array(size);
  const parent = new Int32Array(size);
  const next = new Uint32Array(size);
  const below = new Uint32Array(size);
  /** Of the pieces under a node: their sum, the largest, the sum of squares, their number. */
  const cutSum = new Float64Array(size);
  const cutMost = new Float64Array(size);
  const cutSquares = new Float64Array(size);
  const cutCount = new Uint32Array(size);
  const stack = new Uint32Array(size);
  const order = new Uint32Array(size);
  const largestWithout = new Float64Array(size);
  const squaresWithout = new Float64Array(size);
  return (removed) => {
    const bridges: [number, number][] = [];
    const roots: { from: number; to: number }[] = [];
    found.fill(-1);
    parent.fill(-1);
    next.set(start.subarray(0, size));
    for (const sums of [cutSum, cutMost, cutSquares, cutCount, largestWithout, squaresWithout]) sums.fill(0);
    let clock = 0;
    for (let root = 0; root < size; root++) {
      if (found[root] !== -1 || removed?.[root] === 1) continue;
      const from = clock;
      let top = 0;
      stack[top++] = root;
      found[root] = low[root] = clock;
      order[clock++] = root;
      below[root] = 1;
      while (top > 0) {
        const node = stack[top - 1] as number;
        const slot = next[node] as number;
        if (slot < (start[node + 1] as number)) {
          next[node] = slot + 1;
          const other = neighbours[slot] as number;
          if (removed?.[other] === 1) continue;
          if (found[other] === -1) {
            parent[other] = node;
            found[other] = low[other] = clock;
            order[clock++] = other;
            below[other] = 1;
            stack[top++] = other;
          } else if (other !== parent[node] && (found[other] as number) < (low[node] as number))
            low[node] = found[other] as number;
          continue;
        }
        top -= 1;
        const up = parent[node] as number;
        if (up === -1) continue;
        const part = below[node] as number;
        below[up] = (below[up] as number) + part;
        if ((low[node] as number) < (low[up] as number)) low[up] = low[node] as number;
        if ((low[node] as number) < (found[up] as number)) continue;
        cutSum[up] = (cutSum[up] as number) + part;
        cutSquares[up] = (cutSquares[up] as number) + part * part;
        cutCount[up] = (cutCount[up] as number) + 1;
        if (part > (cutMost[up] as number)) cutMost[up] = part;
        if ((low[node] as number) > (found[up] as number)) bridges.push(up < node ? [up, node] : [node, up]);
      }
      roots.push({ from, to: clock });
    }
    let [largest, second, squares] = [0, 0, 0];
    for (const { from, to } of roots) {
      const whole = to - from;
      squares += whole * whole;
      if (whole > largest) [largest, second] = [whole, largest];
      else if (whole > second) second = whole;
    }
    const articulation: number[] = [];
    for (const { from, to } of roots) {
      const whole = to - from;
      const elsewhere = whole === largest ? second : largest;
      for (let at = from; at < to; at++) {
        const node = order[at] as number;
        const rest = whole - 1 - (cutSum[node] as number);
        largestWithout[node] = Math.max(elsewhere, rest, cutMost[node] as number);
        squaresWithout[node] = squares - whole * whole + rest * rest + (cutSquares[node] as number);
        if ((cutCount[node] as number) > (at === from ? 1 : 0)) articulation.push(node);
      }
    }
    articulation.sort((a, b) => a - b);
    bridges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return { articulation, bridges, largest, squares, largestWithout, squaresWithout };
  };
}
