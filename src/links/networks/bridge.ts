import type { Turn } from '../turns/Turn.ts';
import { components } from './components.ts';
import type { RemovalSearch } from './removalSearch.ts';
import { degreeOf, type WeightedGraph } from './WeightedGraph.ts';

/** Two people whose tie would join again what was taken apart. */
export interface Bridge {
  readonly personIds: readonly [string, string];
  /** Removed people whom both knew. */
  readonly sharedRemoved: number;
  readonly shareLeftAfter: number;
}

/**
 * The tie between what is left as the two largest components that would join them: of all such pairs the two who both
 * knew most of the removed, then those with most ties left.
 */
export async function bridgeOf(
  graph: WeightedGraph,
  removed: readonly number[],
  search: RemovalSearch,
  turn: Turn,
): Promise<Bridge | null> {
  const gone = new Set(removed);
  const { of, sizes } = components(graph, (a, b) => !gone.has(a) && !gone.has(b));
  const lone = new Set(removed.map((node) => of[node] as number));
  const [first, second] = [...sizes.keys()]
    .filter((part) => !lone.has(part))
    .sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  if (first === undefined || second === undefined) return null;
  const members = (part: number) => [...graph.ids.keys()].filter((node) => of[node] === part);
  const knew = (node: number) => neighboursOf(graph, node).filter((other) => gone.has(other));
  const candidates = (part: number) =>
    members(part)
      .map((node) => ({ node, knew: knew(node), ties: degreeOf(graph, node) }))
      .sort((a, b) => b.knew.length - a.knew.length || b.ties - a.ties || a.node - b.node)
      .slice(0, 1_000);
  let best: { one: number; two: number; shared: number; ties: number } | undefined;
  const others = candidates(second);
  for (const one of candidates(first)) {
    if (turn.isOver(others.length)) await turn.end();
    for (const two of others) {
      const shared = one.knew.filter((node) => two.knew.includes(node)).length;
      const ties = one.ties - one.knew.length + two.ties - two.knew.length;
      if (best === undefined || shared > best.shared || (shared === best.shared && ties > best.ties))
        best = { one: one.node, two: two.node, shared, ties };
    }
  }
  if (best === undefined) return null;
  return {
    personIds: [graph.ids[best.one] as string, graph.ids[best.two] as string],
    sharedRemoved: best.shared,
    shareLeftAfter: ((sizes[first] as number) + (sizes[second] as number)) / search.largest,
  };
}

function neighboursOf({ start, neighbours }: WeightedGraph, node: number): readonly number[] {
  return [...neighbours.subarray(start[node] as number, start[node + 1] as number)];
}
