import type { Turn } from '../../turns/Turn.ts';
import { type Adjacency, GUARDED, linksOf } from '../Adjacency.ts';
import { openDegreeOf } from '../degree.ts';
import { besideOf, guardedBy } from '../guardedOf.ts';
import type { Half, PlacedLinks } from './placeLinks.ts';
import { NOWHERE, type PlacedNodes } from './placeNodes.ts';

/** The half links of each node after a change. @param changed nodes before it of whose links some are gone */
export async function placeHalves(
  before: Adjacency,
  { size, nodeKind, oldOf, placeOf }: PlacedNodes,
  links: PlacedLinks,
  changed: ReadonlySet<number>,
  turn: Turn,
) {
  const { removed, halves } = links;
  const start = new Uint32Array(size + 1);
  const runOf = (node: number) => {
    const old = oldOf[node] ?? NOWHERE;
    return old === NOWHERE
      ? { old, first: 0, end: 0 }
      : { old, first: before.start[old] ?? 0, end: before.start[old + 1] ?? 0 };
  };
  for (let node = 0; node < size; node += 1) {
    const { old, first, end } = runOf(node);
    let count = end - first + (halves.get(node)?.length ?? 0);
    if (changed.has(old))
      for (let half = first; half < end; half += 1) count -= removed[before.link[half] ?? 0] ?? 0;
    start[node + 1] = (start[node] ?? 0) + count;
    if (turn.isOver(1)) await turn.end();
  }
  const total = start[size] ?? 0;
  const other = new Uint32Array(total);
  const link = new Uint32Array(total);
  const kind = new Uint8Array(total);
  const guarded = new Uint8Array(size);
  const openDegree = new Uint32Array(size);
  /** Nodes of which it is to be told again what they are beside, and how many links they have. */
  const again = new Set<number>();
  const put = (at: number, half: Half) => {
    other[at] = half.other;
    link[at] = half.link;
    kind[at] = half.kind;
  };
  for (let node = 0; node < size; node += 1) {
    const { old, first, end } = runOf(node);
    const added = halves.get(node);
    let at = start[node] ?? 0;
    if (turn.isOver(end - first + 1)) await turn.end();
    if (added === undefined && !changed.has(old)) {
      for (let half = first; half < end; half += 1, at += 1) {
        other[at] = placeOf[before.other[half] ?? 0] ?? 0;
        link[at] = links.placeOf[before.link[half] ?? 0] ?? 0;
        kind[at] = before.kind[half] ?? 0;
      }
      guarded[node] = old === NOWHERE ? 0 : (before.guarded[old] ?? 0);
      openDegree[node] = old === NOWHERE ? 0 : (before.openDegree[old] ?? 0);
      continue;
    }
    const list: Half[] = [...(added ?? [])];
    for (let half = first; half < end; half += 1) {
      const number = before.link[half] ?? 0;
      if (removed[number] === 1) continue;
      const target = placeOf[before.other[half] ?? 0] ?? 0;
      list.push({ other: target, link: links.placeOf[number] ?? 0, kind: before.kind[half] ?? 0 });
    }
    list.sort((a, b) => a.kind - b.kind || a.other - b.other || a.link - b.link);
    for (const half of list) {
      put(at, half);
      at += 1;
    }
    guarded[node] = guardedBy(
      nodeKind[node],
      list.map((half) => half.kind),
    );
    again.add(node);
  }
  const lists = { start, other, link, kind, guarded };
  for (const node of [...again]) {
    const old = oldOf[node] ?? NOWHERE;
    const was = old === NOWHERE ? 0 : (before.guarded[old] ?? 0);
    // Whoever is guarded now, or no longer, changes that for all beside them.
    if ((((guarded[node] ?? 0) ^ was) & GUARDED) === 0) continue;
    for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) again.add(other[half] ?? 0);
  }
  for (const node of again) {
    guarded[node] = ((guarded[node] ?? 0) & GUARDED) | besideOf(lists, node);
    openDegree[node] = openDegreeOf(lists, node);
    if (turn.isOver(linksOf(lists, node) + 1)) await turn.end();
  }
  return { ...lists, openDegree };
}
