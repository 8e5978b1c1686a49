import { degreeOf, type WeightedGraph } from './WeightedGraph.ts';

/** Core number of each node (Batagelj & Zaversnik 2003): the most k such that it stays where all keep k neighbours. */
export function coreNumbers(graph: WeightedGraph): Uint32Array {
  const size = graph.ids.length;
  const degree = Uint32Array.from({ length: size }, (_, node) => degreeOf(graph, node));
  const most = degree.reduce((max, value) => Math.max(max, value), 0);
  /** Where the nodes of each degree begin in `order`. */
  const begin = new Uint32Array(most + 2);
  for (const value of degree) begin[value + 1] = (begin[value + 1] as number) + 1;
  for (let at = 0; at <= most; at++) begin[at + 1] = (begin[at + 1] as number) + (begin[at] as number);
  const next = begin.slice();
  const order = new Uint32Array(size);
  const place = new Uint32Array(size);
  for (let node = 0; node < size; node++) {
    const value = degree[node] as number;
    place[node] = next[value] as number;
    order[place[node] as number] = node;
    next[value] = (next[value] as number) + 1;
  }
  for (let at = 0; at < size; at++) {
    const node = order[at] as number;
    for (let slot = graph.start[node] as number; slot < (graph.start[node + 1] as number); slot++) {
      const other = graph.neighbours[slot] as number;
      const value = degree[other] as number;
      if (value <= (degree[node] as number)) continue;
      // Swaps it with the first of its degree, which then begins one later.
      const first = begin[value] as number;
      const firstNode = order[first] as number;
      const own = place[other] as number;
      order[own] = firstNode;
      place[firstNode] = own;
      order[first] = other;
      place[other] = first;
      begin[value] = first + 1;
      degree[other] = value - 1;
    }
  }
  return degree;
}
