import { type Adjacency, BESIDE, ENDED, GUARDED, KIND_BITS } from './Adjacency.ts';
import { PERSON, PROTECTING } from './kinds.ts';

type Lists = Pick<Adjacency, 'start' | 'other' | 'kind' | 'guarded'>;

/** GUARDED where a node of a kind has a link whose kind may protect, else 0. @param kinds of its half links, with their bits */
export function guardedBy(nodeKind: number | undefined, kinds: Iterable<number>): number {
  if (nodeKind !== PERSON) return 0;
  for (const kind of kinds) if ((PROTECTING >>> (kind & KIND_BITS)) & 1) return GUARDED;
  return 0;
}

/** BESIDE where a node has a link that leads to somebody guarded or is ended, else 0. Who is guarded must be known before. */
export function besideOf({ start, other, kind, guarded }: Lists, node: number): number {
  for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1)
    if ((kind[half] ?? 0) & ENDED || (guarded[other[half] ?? 0] ?? 0) & GUARDED) return BESIDE;
  return 0;
}
