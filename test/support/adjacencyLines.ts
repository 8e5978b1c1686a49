import type { Adjacency } from '../../src/links/adjacency/Adjacency.ts';
import { NODE_KINDS } from '../../src/links/adjacency/kinds.ts';

/** An adjacency by what it says, whatever its links, markings and records are numbered: a text a node, then its links. */
export function adjacencyLines(adjacency: Adjacency): readonly string[] {
  const {
    size,
    nodeKind,
    nodeMarking,
    nodeStratum,
    guarded,
    openDegree,
    start,
    other,
    link,
    kind,
    markings,
    records,
  } = adjacency;
  const name = (node: number) => `${NODE_KINDS[nodeKind[node] ?? 0]} ${adjacency.idOf(node)}`;
  return Array.from({ length: size }, (_, node) => node).flatMap((node) => {
    const halves = Array.from(
      { length: (start[node + 1] ?? 0) - (start[node] ?? 0) },
      (_, at) => (start[node] ?? 0) + at,
    );
    const places = halves.map((half) => [kind[half] ?? 0, other[half] ?? 0] as const);
    const ordered = places.every(([bits, target], at) => {
      const [bitsBefore, targetBefore] = places[at - 1] ?? [0, 0];
      return bits > bitsBefore || (bits === bitsBefore && target >= targetBefore);
    });
    const lines = halves.map((half) => {
      const row = link[half] ?? 0;
      const recordsOf = [adjacency.recordOfStart[row] ?? 0, adjacency.recordOfEnd[row] ?? 0];
      const days = `${adjacency.from[row]}-${adjacency.to[row]}`;
      const marking = markings[adjacency.linkMarking[row] ?? 0];
      const shown = recordsOf.map((record) => records[record]).join('/');
      return `  ${kind[half]} ${name(other[half] ?? 0)} ${marking} ${shown} ${days}`;
    });
    const found = NODE_KINDS.some((wanted) => adjacency.find(wanted, adjacency.idOf(node)) === node);
    const own = `${name(node)} ${markings[nodeMarking[node] ?? 0]} ${guarded[node]} ${openDegree[node]} ${ordered} ${found}`;
    const stratum = adjacency.strata[nodeStratum[node] ?? 0];
    return [`${own} ${stratum}`, ...lines.sort()];
  });
}
