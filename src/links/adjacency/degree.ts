import { type Adjacency, KIND_BITS, NOT_OPEN } from './Adjacency.ts';

/** `openDegree` of a node. Of what is guarded and beside it must be known before. */
export function openDegreeOf(lists: Pick<Adjacency, 'start' | 'kind' | 'guarded'>, node: number): number {
  return lists.guarded[node] === 0 ? mostOfOneKind(lists, node, () => true) : NOT_OPEN;
}

const counts = new Uint32Array(KIND_BITS + 1);

/** The largest number of links of one kind that a node has. @param counted whether a half link counts */
export function mostOfOneKind(
  { start, kind }: Pick<Adjacency, 'start' | 'kind'>,
  node: number,
  counted: (half: number) => boolean,
): number {
  counts.fill(0);
  let most = 0;
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
    if (!counted(half)) continue;
    const place = (kind[half] ?? 0) & KIND_BITS;
    const count = (counts[place] ?? 0) + 1;
    counts[place] = count;
    if (count > most) most = count;
  }
  return most;
}
