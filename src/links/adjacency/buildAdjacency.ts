import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { type Adjacency, CLEARED, ENDED, REVERSED } from './Adjacency.ts';
import { growing } from './growing.ts';
import { besideOf, guardedBy } from './guardedOf.ts';
import { interner } from './interner.ts';
import { LINK_KINDS, type LinkKind, NODE_KINDS, type NodeKind } from './kinds.ts';
import { nodeIndex } from './nodeOrder.ts';

export interface NodeRow {
  readonly kind: NodeKind;
  readonly id: string;
  /** None for identifiers alone, which are seen by their uses. */
  readonly marking?: string | undefined;
  /** The area of a place, the year of what happened, the kind of an identifier. */
  readonly stratum?: string | undefined;
}

/** One relationship between nodes that were added before. */
export interface LinkRow {
  readonly kind: LinkKind;
  readonly start: number;
  readonly end: number;
  readonly marking: string;
  /** Record of the person at the start or the end that the link rests on. */
  readonly recordOfStart?: string | undefined;
  readonly recordOfEnd?: string | undefined;
  /** As `dayNumber` gives them. */
  readonly from?: number;
  readonly to?: number;
  readonly ended?: boolean;
  /** A suspect who was eliminated or acquitted. */
  readonly cleared?: boolean;
}

export interface AdjacencyBuilder {
  /** @returns the node's number until it is built */
  addNode(row: NodeRow): number;
  addLink(row: LinkRow): void;
  find(kind: NodeKind, id: string): number | undefined;
  build(): Adjacency;
}

/** Collects nodes and links and makes the flat arrays of them. */
export function adjacencyBuilder(): AdjacencyBuilder {
  const ids: string[] = [];
  const byId = NODE_KINDS.map(() => new Map<string, number>());
  const markings = interner();
  const records = interner();
  const strata = interner();
  const nodeKind = growing(Uint8Array);
  const nodeMarking = growing(Uint16Array);
  const nodeStratum = growing(Uint32Array);
  const starts = growing(Uint32Array);
  const ends = growing(Uint32Array);
  const kinds = growing(Uint8Array);
  const linkMarking = growing(Uint16Array);
  const recordOfStart = growing(Uint32Array);
  const recordOfEnd = growing(Uint32Array);
  const from = growing(Uint16Array);
  const to = growing(Uint16Array);

  return {
    addNode: ({ kind, id, marking, stratum }) => {
      const place = NODE_KINDS.indexOf(kind);
      const node = ids.push(id) - 1;
      byId[place]?.set(id, node);
      nodeKind.push(place);
      nodeMarking.push(markings.numberOf(marking));
      nodeStratum.push(strata.numberOf(stratum));
      return node;
    },
    addLink: (row) => {
      starts.push(row.start);
      ends.push(row.end);
      kinds.push(kindBits(row));
      linkMarking.push(markings.numberOf(row.marking));
      recordOfStart.push(records.numberOf(row.recordOfStart));
      recordOfEnd.push(records.numberOf(row.recordOfEnd));
      from.push(row.from ?? 0);
      to.push(row.to ?? 0);
    },
    find: (kind, id) => byId[NODE_KINDS.indexOf(kind)]?.get(id),
    build: () => {
      const { order, placeOf } = inOrder(ids, nodeKind.array());
      const size = ids.length;
      const sorted = Array.from(order, (node) => ids[node] ?? '');
      const kindByNode = new Uint8Array(size);
      const markingByNode = new Uint16Array(size);
      const stratumByNode = new Uint32Array(size);
      const [kindAdded, markingAdded, stratumAdded] = [
        nodeKind.array(),
        nodeMarking.array(),
        nodeStratum.array(),
      ];
      for (const [place, node] of order.entries()) {
        kindByNode[place] = kindAdded[node] ?? 0;
        markingByNode[place] = markingAdded[node] ?? 0;
        stratumByNode[place] = stratumAdded[node] ?? 0;
      }
      const startOf = starts.array().map((node) => placeOf[node] ?? 0);
      const endOf = ends.array().map((node) => placeOf[node] ?? 0);
      return {
        size,
        nodeKind: kindByNode,
        nodeMarking: markingByNode,
        nodeStratum: stratumByNode,
        ...halfLinks(kindByNode, startOf, endOf, kinds.array()),
        linkMarking: linkMarking.array(),
        recordOfStart: recordOfStart.array(),
        recordOfEnd: recordOfEnd.array(),
        from: from.array(),
        to: to.array(),
        markings: markings.texts,
        records: records.texts,
        strata: strata.texts,
        ...nodeIndex(sorted, kindByNode),
      };
    },
  };
}

/** What `kind` of its half links holds, REVERSED apart. */
export const kindBits = ({ kind, ended, cleared }: Pick<LinkRow, 'kind' | 'ended' | 'cleared'>): number =>
  LINK_KINDS.indexOf(kind) | (ended === true ? ENDED : 0) | (cleared === true ? CLEARED : 0);

/** Nodes by kind and id: what is hidden from a caller then changes nothing in the order of what they see. */
function inOrder(ids: readonly string[], kinds: Uint8Array) {
  const order = Uint32Array.from(ids, (_, node) => node).sort(
    (a, b) => (kinds[a] ?? 0) - (kinds[b] ?? 0) || compareCodePoints(ids[a] ?? '', ids[b] ?? ''),
  );
  const placeOf = new Uint32Array(ids.length);
  for (const [place, node] of order.entries()) placeOf[node] = place;
  return { order, placeOf };
}

/** The half links of each node, by kind and then by the node they lead to. */
function halfLinks(nodeKind: Uint8Array, startOf: Uint32Array, endOf: Uint32Array, kindOf: Uint8Array) {
  const size = nodeKind.length;
  const links = startOf.length;
  const start = new Uint32Array(size + 1);
  for (const ends of [startOf, endOf]) for (const node of ends) start[node + 1] = (start[node + 1] ?? 0) + 1;
  for (let node = 0; node < size; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  // Links in the order of the kind and the other end are put one after the other into the lists of both their ends.
  const otherOf = (half: number) => (half < links ? (endOf[half] ?? 0) : (startOf[half - links] ?? 0));
  const bitsOf = (half: number) =>
    half < links ? (kindOf[half] ?? 0) : (kindOf[half - links] ?? 0) | REVERSED;
  const unordered = Uint32Array.from({ length: 2 * links }, (_, half) => half);
  const order = sortedBy(sortedBy(unordered, otherOf, size), bitsOf, BITS);
  const next = start.slice();
  const other = new Uint32Array(2 * links);
  const link = new Uint32Array(2 * links);
  const kind = new Uint8Array(2 * links);
  const guarded = new Uint8Array(size);
  for (const half of order) {
    const node = half < links ? (startOf[half] ?? 0) : (endOf[half - links] ?? 0);
    const place = next[node] ?? 0;
    next[node] = place + 1;
    other[place] = otherOf(half);
    link[place] = half % links;
    kind[place] = bitsOf(half);
  }
  for (let node = 0; node < size; node += 1)
    guarded[node] = guardedBy(nodeKind[node], kind.subarray(start[node], start[node + 1]));
  const lists = { start, other, link, kind, guarded };
  for (let node = 0; node < size; node += 1) guarded[node] = (guarded[node] ?? 0) | besideOf(lists, node);
  return lists;
}

/** Values of the bits of a half link's kind. */
const BITS = 256;

/** Numbers in the order of their keys; those of the same key stay as they were. @param keys how many there are */
function sortedBy(numbers: Uint32Array, keyOf: (number: number) => number, keys: number): Uint32Array {
  const next = new Uint32Array(keys + 1);
  for (const number of numbers) next[keyOf(number) + 1] = (next[keyOf(number) + 1] ?? 0) + 1;
  for (let key = 0; key < keys; key += 1) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0);
  const sorted = new Uint32Array(numbers.length);
  for (const number of numbers) {
    const key = keyOf(number);
    const place = next[key] ?? 0;
    sorted[place] = number;
    next[key] = place + 1;
  }
  return sorted;
}
