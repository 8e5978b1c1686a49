import type { WeightedGraph } from './WeightedGraph.ts';

/** Connected components over the ties that `joined` lets through: of each node its number, and the sizes. */
export function components(
  { ids, start, neighbours }: WeightedGraph,
  joined: (a: number, b: number) => boolean = () => true,
): { readonly of: Uint32Array; readonly sizes: readonly number[] } {
  const none = 0xffffffff;
  const of = new Uint32Array(ids.length).fill(none);
  const stack = new Uint32Array(ids.length);
  const sizes: number[] = [];
  for (let root = 0; root < ids.length; root++) {
    if (of[root] !== none) continue;
    let [top, size] = [0, 0];
    stack[top++] = root;
    of[root] = sizes.length;
    while (top > 0) {
      const node = stack[--top] as number;
      size += 1;
      for (let slot = start[node] as number; slot < (start[node + 1] as number); slot++) {
        const other = neighbours[slot] as number;
        if (of[other] !== none || !joined(node, other)) continue;
        of[other] = sizes.length;
        stack[top++] = other;
      }
    }
    sizes.push(size);
  }
  return { of, sizes };
}
