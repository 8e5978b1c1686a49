import type { Turn } from '../../turns/Turn.ts';
import { type Adjacency, REVERSED } from '../Adjacency.ts';
import { kindBits } from '../buildAdjacency.ts';
import type { Change } from './Change.ts';
import { inUse } from './inUse.ts';
import { markingNumber, NOWHERE, type PlacedNodes } from './placeNodes.ts';
import { recordNumbers } from './recordNumbers.ts';

export interface Half {
  readonly other: number;
  readonly link: number;
  readonly kind: number;
}

/** The columns of the links after a change. @param removed by link before it: 1 where it is read anew or gone */
export async function placeLinks(
  before: Adjacency,
  change: Change,
  { find, oldOf, markings }: PlacedNodes,
  removed: Uint8Array,
  turn: Turn,
) {
  const old = removed.length;
  const placeOf = new Uint32Array(old);
  let kept = 0;
  for (let link = 0; link < old; link += 1) {
    placeOf[link] = kept;
    if (removed[link] === 0) kept += 1;
    if (turn.isOver(1)) await turn.end();
  }
  const added = change.links.flatMap((row) => {
    const [start, end] = [find(row.start.kind, row.start.id), find(row.end.kind, row.end.id)];
    return start === undefined || end === undefined ? [] : [{ row, start, end }];
  });
  const size = kept + added.length;
  const column = async <T extends Uint16Array | Uint32Array>(from: T, to: T): Promise<T> => {
    for (let link = 0; link < old; link += 1) {
      if (removed[link] === 0) to[placeOf[link] ?? 0] = from[link] ?? 0;
      if (turn.isOver(1)) await turn.end();
    }
    return to;
  };
  const linkMarking = await column(before.linkMarking, new Uint16Array(size));
  const recordOfStart = await column(before.recordOfStart, new Uint32Array(size));
  const recordOfEnd = await column(before.recordOfEnd, new Uint32Array(size));
  const from = await column(before.from, new Uint16Array(size));
  const to = await column(before.to, new Uint16Array(size));
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
    linkMarking[link] = markingNumber(markings, row.marking);
    recordOfStart[link] = records.numberOf(oldOf[start] ?? NOWHERE, row.recordOfStart);
    recordOfEnd[link] = records.numberOf(oldOf[end] ?? NOWHERE, row.recordOfEnd);
    from[link] = row.from ?? 0;
    to[link] = row.to ?? 0;
    const kind = kindBits(row);
    add(start, { other: end, link, kind });
    add(end, { other: start, link, kind: kind | REVERSED });
  }
  const columns = { linkMarking, recordOfStart, recordOfEnd, from, to, markings };
  const inLinks = inUse(records.texts, [recordOfStart, recordOfEnd]);
  return { placeOf, removed, halves, columns: { ...columns, records: inLinks } };
}

export type PlacedLinks = Awaited<ReturnType<typeof placeLinks>>;
