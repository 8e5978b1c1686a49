import { compareCodePoints } from '../../../collections/compareCodePoints.ts';
import type { Turn } from '../../turns/Turn.ts';
import type { Adjacency } from '../Adjacency.ts';
import { interner } from '../interner.ts';
import { NODE_KINDS } from '../kinds.ts';
import { keyOf } from '../nodeKey.ts';
import { nodeIndex } from '../nodeOrder.ts';
import type { Change } from './Change.ts';
import { inUse } from './inUse.ts';

export const NOWHERE = 0xffffffff;

/** The nodes after a change. */
export type PlacedNodes = Pick<
  Adjacency,
  'size' | 'nodeKind' | 'nodeMarking' | 'nodeStratum' | 'strata' | 'idOf' | 'find' | 'placeFor'
> & {
  /** By old node its new number, or NOWHERE; by new node its old one. */
  readonly placeOf: Uint32Array;
  readonly oldOf: Uint32Array;
  readonly markings: string[];
};

export async function placeNodes(
  before: Adjacency,
  { nodes, gone }: Change,
  turn: Turn,
): Promise<PlacedNodes> {
  const leaves = new Uint8Array(before.size);
  for (const { kind, id } of gone) {
    const node = before.find(kind, id);
    if (node !== undefined) leaves[node] = 1;
  }
  const added = [
    ...new Map(
      nodes
        .filter(({ kind, id }) => before.find(kind, id) === undefined)
        .map((row) => [keyOf(row), row] as const),
    ).values(),
  ]
    .map(({ kind, id }) => ({ kind: NODE_KINDS.indexOf(kind), id }))
    .map((row) => ({ ...row, at: before.placeFor(row.kind, row.id) }))
    .sort((a, b) => a.kind - b.kind || compareCodePoints(a.id, b.id));
  const size = before.size - leaves.reduce((sum, leaf) => sum + leaf, 0) + added.length;
  const placeOf = new Uint32Array(before.size).fill(NOWHERE);
  const oldOf = new Uint32Array(size).fill(NOWHERE);
  const nodeKind = new Uint8Array(size);
  const nodeMarking = new Uint16Array(size);
  const nodeStratum = new Uint32Array(size);
  const ids: string[] = [];
  const insert = (upTo: number, from: number): number => {
    let next = from;
    for (let row = added[next]; row !== undefined && row.at <= upTo; row = added[next]) {
      nodeKind[ids.length] = row.kind;
      ids.push(row.id);
      next += 1;
    }
    return next;
  };
  let next = 0;
  for (let node = 0; node < before.size; node += 1) {
    if (turn.isOver(1)) await turn.end();
    next = insert(node, next);
    if (leaves[node] === 1) continue;
    const place = ids.length;
    placeOf[node] = place;
    oldOf[place] = node;
    nodeKind[place] = before.nodeKind[node] ?? 0;
    nodeMarking[place] = before.nodeMarking[node] ?? 0;
    nodeStratum[place] = before.nodeStratum[node] ?? 0;
    ids.push(before.idOf(node));
  }
  insert(before.size, next);
  const index = nodeIndex(ids, nodeKind);
  const markings = [...before.markings];
  const strata = interner(before.strata);
  for (const { kind, id, marking, stratum } of nodes) {
    const node = index.find(kind, id) ?? 0;
    nodeMarking[node] = marking === undefined ? 0 : markingNumber(markings, marking);
    nodeStratum[node] = strata.numberOf(stratum);
  }
  const columns = { nodeKind, nodeMarking, nodeStratum, strata: inUse(strata.texts, [nodeStratum]) };
  return { size, ...columns, ...index, placeOf, oldOf, markings };
}

/** Markings are few. */
export function markingNumber(texts: string[], text: string): number {
  const known = texts.indexOf(text, 1);
  return known >= 0 ? known : texts.push(text) - 1;
}
