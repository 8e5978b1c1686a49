import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { atOnce, type Parts } from '../turns/inParts.ts';
import { type Adjacency, CLEARED, ENDED, REVERSED } from './Adjacency.ts';
import { openDegreeOf } from './degree.ts';
import { growing } from './growing.ts';
import { besideOf, guardedBy } from './guardedOf.ts';
import { interner } from './interner.ts';
import { LINK_KINDS, type LinkKind, NODE_KINDS, type NodeKind } from './kinds.ts';
import { nodeIndex } from './nodeOrder.ts';
import { PART, sorted, sortedBy } from './sorted.ts';

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
  /** What was added is put into its place part by part: nothing is added any more. */
  building(): Parts<Adjacency>;
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
    building,
    build: () => atOnce(building()),
  };

  function* building(): Parts<Adjacency> {
    const { order, placeOf } = yield* inOrder(ids, nodeKind.array());
    const size = ids.length;
    const orderedIds = new Array<string>(size);
    const kindByNode = new Uint8Array(size);
    const markingByNode = new Uint16Array(size);
    const stratumByNode = new Uint32Array(size);
    const added = { kind: nodeKind.array(), marking: nodeMarking.array(), stratum: nodeStratum.array() };
    for (let place = 0; place < size; place += 1) {
      const node = order[place] ?? 0;
      orderedIds[place] = ids[node] ?? '';
      kindByNode[place] = added.kind[node] ?? 0;
      markingByNode[place] = added.marking[node] ?? 0;
      stratumByNode[place] = added.stratum[node] ?? 0;
      if (place % PART === 0) yield;
    }
    const startOf = yield* placed(starts.array(), placeOf);
    const endOf = yield* placed(ends.array(), placeOf);
    return {
      size,
      nodeKind: kindByNode,
      nodeMarking: markingByNode,
      nodeStratum: stratumByNode,
      ...(yield* halfLinks(kindByNode, startOf, endOf, kinds.array())),
      linkMarking: linkMarking.array(),
      recordOfStart: recordOfStart.array(),
      recordOfEnd: recordOfEnd.array(),
      from: from.array(),
      to: to.array(),
      markings: markings.texts,
      records: records.texts,
      strata: strata.texts,
      ...nodeIndex(orderedIds, kindByNode),
    };
  }
}

/** What `kind` of its half links holds, REVERSED apart. */
export const kindBits = ({ kind, ended, cleared }: Pick<LinkRow, 'kind' | 'ended' | 'cleared'>): number =>
  LINK_KINDS.indexOf(kind) | (ended === true ? ENDED : 0) | (cleared === true ? CLEARED : 0);

/** Nodes by kind and id: what is hidden from a caller then changes nothing in the order of what they see. */
function* inOrder(ids: readonly string[], kinds: Uint8Array) {
  const order = yield* sorted(
    Uint32Array.from(ids.keys()),
    (a, b) => (kinds[a] ?? 0) - (kinds[b] ?? 0) || compareCodePoints(ids[a] ?? '', ids[b] ?? ''),
  );
  const placeOf = new Uint32Array(ids.length);
  for (let place = 0; place < order.length; place += 1) {
    placeOf[order[place] ?? 0] = place;
    if (place % PART === 0) yield;
  }
  return { order, placeOf };
}

function* placed(nodes: Uint32Array, placeOf: Uint32Array): Parts<Uint32Array> {
  for (let at = 0; at < nodes.length; at += 1) {
    nodes[at] = placeOf[nodes[at] ?? 0] ?? 0;
    if (at % PART === 0) yield;
  }
  return nodes;
}

/** The half links of each node, by kind and then by the node they lead to. */
function* halfLinks(nodeKind: Uint8Array, startOf: Uint32Array, endOf: Uint32Array, kindOf: Uint8Array) {
  const size = nodeKind.length;
  const links = startOf.length;
  const start = new Uint32Array(size + 1);
  for (const ends of [startOf, endOf])
    for (let at = 0; at < links; at += 1) {
      const node = ends[at] ?? 0;
      start[node + 1] = (start[node + 1] ?? 0) + 1;
      if (at % PART === 0) yield;
    }
  for (let node = 0; node < size; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  // Links in the order of the kind and the other end are put one after the other into the lists of both their ends.
  const otherOf = (half: number) => (half < links ? (endOf[half] ?? 0) : (startOf[half - links] ?? 0));
  const bitsOf = (half: number) =>
    half < links ? (kindOf[half] ?? 0) : (kindOf[half - links] ?? 0) | REVERSED;
  const unordered = new Uint32Array(2 * links);
  for (let half = 0; half < unordered.length; half += 1) {
    unordered[half] = half;
    if (half % PART === 0) yield;
  }
  const order = yield* sortedBy(yield* sortedBy(unordered, otherOf, size), bitsOf, BITS);
  const next = start.slice();
  const other = new Uint32Array(2 * links);
  const link = new Uint32Array(2 * links);
  const kind = new Uint8Array(2 * links);
  const guarded = new Uint8Array(size);
  for (let at = 0; at < order.length; at += 1) {
    const half = order[at] ?? 0;
    const node = half < links ? (startOf[half] ?? 0) : (endOf[half - links] ?? 0);
    const place = next[node] ?? 0;
    next[node] = place + 1;
    other[place] = otherOf(half);
    link[place] = half % links;
    kind[place] = bitsOf(half);
    if (at % PART === 0) yield;
  }
  for (let node = 0; node < size; node += 1) {
    guarded[node] = guardedBy(nodeKind[node], kind.subarray(start[node], start[node + 1]));
    if (node % PART === 0) yield;
  }
  const lists = { start, other, link, kind, guarded };
  const openDegree = new Uint32Array(size);
  for (let node = 0; node < size; node += 1) {
    guarded[node] = (guarded[node] ?? 0) | besideOf(lists, node);
    openDegree[node] = openDegreeOf(lists, node);
    if (node % PART === 0) yield;
  }
  return { ...lists, openDegree };
}

/** Values of the bits of a half link's kind. */
const BITS = 256;
