import { setImmediate as pause } from 'node:timers/promises';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { type Adjacency, KIND_BITS, REVERSED } from './Adjacency.ts';
import { kindBits, type LinkRow, type NodeRow } from './buildAdjacency.ts';
import { interner } from './interner.ts';
import { NODE_KINDS, PERSON, PROTECTING } from './kinds.ts';
import { keyOf, type NodeKey } from './nodeKey.ts';
import { nodeIndex } from './nodeOrder.ts';

export interface ChangedLink extends Omit<LinkRow, 'start' | 'end'> {
  readonly start: NodeKey;
  readonly end: NodeKey;
}

/** What a change of the graph left. */
export interface Change {
  /** Nodes of which `links` holds every link. */
  readonly touched: readonly NodeKey[];
  readonly links: readonly ChangedLink[];
  /** Nodes as they stand: new ones, both ends of `links`, others that may have changed. */
  readonly nodes: readonly NodeRow[];
  /** Nodes that are there no more, and with them whatever led to them. */
  readonly gone: readonly NodeKey[];
}

const NOWHERE = 0xffffffff;
/** Nodes between which others are let in. */
const TURN = 1 << 18;

/** The adjacency after a change, as if it had been built anew; the one before it stays as it was. */
export async function replaceLinks(before: Adjacency, change: Change): Promise<Adjacency> {
  const nodes = placeNodes(before, change);
  const removed = removedLinks(before, change);
  await pause();
  const links = placeLinks(before, change, nodes, removed.links);
  const lists = await placeHalves(before, nodes, links, removed.ends);
  const { placeOf, oldOf, ...placed } = nodes;
  return { ...placed, ...lists, ...links.columns };
}

type Placed = Pick<
  Adjacency,
  'size' | 'nodeKind' | 'nodeMarking' | 'nodeStratum' | 'strata' | 'idOf' | 'find' | 'placeFor'
> & {
  /** By old node its new number, or NOWHERE; by new node its old one. */
  readonly placeOf: Uint32Array;
  readonly oldOf: Uint32Array;
  readonly markings: string[];
};

function placeNodes(before: Adjacency, { nodes, gone }: Change): Placed {
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
    nodeMarking[node] = marking === undefined ? 0 : numberOf(markings, marking);
    nodeStratum[node] = strata.numberOf(stratum);
  }
  const columns = { nodeKind, nodeMarking, nodeStratum, strata: inUse(strata.texts, [nodeStratum]) };
  return { size, ...columns, ...index, placeOf, oldOf, markings };
}

/** Markings are few. */
function numberOf(texts: string[], text: string): number {
  const known = texts.indexOf(text, 1);
  return known >= 0 ? known : texts.push(text) - 1;
}

/** By link 1 where it is read anew or gone, and the nodes at the ends of these. */
function removedLinks(before: Adjacency, { touched, gone }: Change) {
  const { start, other, link, find } = before;
  const links = new Uint8Array(before.linkMarking.length);
  const ends = new Set<number>();
  for (const { kind, id } of [...touched, ...gone]) {
    const node = find(kind, id);
    if (node === undefined) continue;
    ends.add(node);
    for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) {
      links[link[half] ?? 0] = 1;
      ends.add(other[half] ?? 0);
    }
  }
  return { links, ends };
}

interface Half {
  readonly other: number;
  readonly link: number;
  readonly kind: number;
}

function placeLinks(
  before: Adjacency,
  change: Change,
  { find, oldOf, markings }: Placed,
  removed: Uint8Array,
) {
  const old = removed.length;
  const placeOf = new Uint32Array(old);
  let kept = 0;
  for (let link = 0; link < old; link += 1) {
    placeOf[link] = kept;
    if (removed[link] === 0) kept += 1;
  }
  const added = change.links.flatMap((row) => {
    const [start, end] = [find(row.start.kind, row.start.id), find(row.end.kind, row.end.id)];
    return start === undefined || end === undefined ? [] : [{ row, start, end }];
  });
  const size = kept + added.length;
  const column = <T extends Uint16Array | Uint32Array>(from: T, to: T): T => {
    for (let link = 0; link < old; link += 1)
      if (removed[link] === 0) to[placeOf[link] ?? 0] = from[link] ?? 0;
    return to;
  };
  const linkMarking = column(before.linkMarking, new Uint16Array(size));
  const recordOfStart = column(before.recordOfStart, new Uint32Array(size));
  const recordOfEnd = column(before.recordOfEnd, new Uint32Array(size));
  const from = column(before.from, new Uint16Array(size));
  const to = column(before.to, new Uint16Array(size));
  const records = recordNumbers(before);
  /** By new node, what is added to its list. */
  const halves = new Map<number, Half[]>();
  const add = (node: number, half: Half) => {
    const list = halves.get(node);
    if (list === undefined) halves.set(node, [half]);
    else list.push(half);
  };
  for (const [number, { row, start, end }] of added.entries()) {
    const link = kept + number;
    linkMarking[link] = numberOf(markings, row.marking);
    recordOfStart[link] = records.numberOf(oldOf[start] ?? NOWHERE, row.recordOfStart);
    recordOfEnd[link] = records.numberOf(oldOf[end] ?? NOWHERE, row.recordOfEnd);
    from[link] = row.from ?? 0;
    to[link] = row.to ?? 0;
    const kind = kindBits(row);
    add(start, { other: end, link, kind });
    add(end, { other: start, link, kind: kind | REVERSED });
  }
  const columns = { linkMarking, recordOfStart, recordOfEnd, from, to, markings };
  return {
    placeOf,
    removed,
    halves,
    columns: { ...columns, records: inUse(records.texts, [recordOfStart, recordOfEnd]) },
  };
}

/** Numbers of records. One that is known is found at its person: all that rests on it hangs there. */
function recordNumbers({ records, start, link, kind, recordOfStart, recordOfEnd }: Adjacency) {
  const texts = [...records];
  const numbers = new Map<string, number>();
  const looked = new Set<number>();
  const look = (person: number) => {
    looked.add(person);
    for (let half = start[person] ?? 0; half < (start[person + 1] ?? 0); half += 1) {
      const column = ((kind[half] ?? 0) & REVERSED) === 0 ? recordOfStart : recordOfEnd;
      const record = column[link[half] ?? 0] ?? 0;
      const text = texts[record];
      if (record > 0 && text !== undefined && !numbers.has(text)) numbers.set(text, record);
    }
  };
  return {
    texts,
    /** @param person as numbered before; NOWHERE for a new one */
    numberOf: (person: number, text: string | undefined): number => {
      if (text === undefined) return 0;
      if (person !== NOWHERE && !looked.has(person)) look(person);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

/** What nothing rests on any more is not kept: a record that was erased must not stay in memory. */
function inUse(texts: string[], columns: readonly Uint32Array[]): string[] {
  const used = new Uint8Array(texts.length);
  for (const column of columns) for (const number of column) used[number] = 1;
  for (let number = 1; number < texts.length; number += 1) if (used[number] === 0) texts[number] = '';
  return texts;
}

async function placeHalves(
  before: Adjacency,
  { size, nodeKind, oldOf, placeOf }: Placed,
  links: ReturnType<typeof placeLinks>,
  changed: ReadonlySet<number>,
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
    if (node % TURN === 0) await pause();
  }
  const total = start[size] ?? 0;
  const other = new Uint32Array(total);
  const link = new Uint32Array(total);
  const kind = new Uint8Array(total);
  const guarded = new Uint8Array(size);
  const put = (at: number, half: Half) => {
    other[at] = half.other;
    link[at] = half.link;
    kind[at] = half.kind;
  };
  for (let node = 0; node < size; node += 1) {
    const { old, first, end } = runOf(node);
    const added = halves.get(node);
    let at = start[node] ?? 0;
    if (node % TURN === 0) await pause();
    if (added === undefined && !changed.has(old)) {
      for (let half = first; half < end; half += 1, at += 1) {
        other[at] = placeOf[before.other[half] ?? 0] ?? 0;
        link[at] = links.placeOf[before.link[half] ?? 0] ?? 0;
        kind[at] = before.kind[half] ?? 0;
      }
      guarded[node] = old === NOWHERE ? 0 : (before.guarded[old] ?? 0);
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
    const guards = list.some((half) => (PROTECTING >>> (half.kind & KIND_BITS)) & 1);
    guarded[node] = nodeKind[node] === PERSON && guards ? 1 : 0;
  }
  return { start, other, link, kind, guarded };
}
