import type { WeightedGraph } from '../WeightedGraph.ts';

/** A level: a graph whose nodes stand for sets of nodes of the level below. */
export interface Level {
  readonly size: number;
  readonly start: Uint32Array;
  readonly other: Uint32Array;
  readonly weight: Float64Array;
  /** Strength (modularity) or number of first nodes (CPM). */
  readonly mass: Float64Array;
}

/** The graph itself as the lowest level. */
export function firstLevel(graph: WeightedGraph, quality: 'modularity' | 'cpm'): Level {
  const size = graph.ids.length;
  const mass = new Float64Array(size).fill(quality === 'cpm' ? 1 : 0);
  if (quality === 'modularity')
    for (let node = 0; node < size; node++)
      for (let slot = graph.start[node] as number; slot < (graph.start[node + 1] as number); slot++)
        mass[node] = (mass[node] as number) + (graph.weights[slot] as number);
  return { size, start: graph.start, other: graph.neighbours, weight: graph.weights, mass };
}

/** The level above, whose nodes are the parts. Ties inside a part are left out: they count the same wherever the part goes. */
export function aggregated(level: Level, part: Uint32Array, parts: number): Level {
  const begin = new Uint32Array(parts + 1);
  for (let node = 0; node < level.size; node++)
    begin[(part[node] as number) + 1] = (begin[(part[node] as number) + 1] as number) + 1;
  for (let at = 0; at < parts; at++) begin[at + 1] = (begin[at + 1] as number) + (begin[at] as number);
  const next = begin.slice();
  const members = new Uint32Array(level.size);
  const mass = new Float64Array(parts);
  for (let node = 0; node < level.size; node++) {
    const at = part[node] as number;
    members[next[at] as number] = node;
    next[at] = (next[at] as number) + 1;
    mass[at] = (mass[at] as number) + (level.mass[node] as number);
  }
  const start = new Uint32Array(parts + 1);
  const other = new Uint32Array(level.other.length);
  const weight = new Float64Array(level.other.length);
  const slotOf = new Int32Array(parts).fill(-1);
  let end = 0;
  for (let at = 0; at < parts; at++) {
    const first = end;
    for (let member = begin[at] as number; member < (begin[at + 1] as number); member++) {
      const node = members[member] as number;
      for (let slot = level.start[node] as number; slot < (level.start[node + 1] as number); slot++) {
        const to = part[level.other[slot] as number] as number;
        if (to === at) continue;
        const known = slotOf[to] as number;
        if (known >= first) weight[known] = (weight[known] as number) + (level.weight[slot] as number);
        else {
          slotOf[to] = end;
          other[end] = to;
          weight[end] = level.weight[slot] as number;
          end += 1;
        }
      }
    }
    start[at + 1] = end;
  }
  return { size: parts, start, other: other.slice(0, end), weight: weight.slice(0, end), mass };
}
