import type { Row } from '../../graph/index.ts';
import type { NodeRow } from './buildAdjacency.ts';
import { dayNumber, dayText } from './days.ts';
import type { NodeKind } from './kinds.ts';

export type StoredNode = Row<'links/load-nodes'>;

/** Stands for the marking of a node that has none, though it should: nobody sees it. */
const NOBODYS = '';

/** A node as the adjacency keeps it: in the stratum of its area or kind, else of the year of its first day. */
export function nodeRowOf(row: StoredNode): NodeRow {
  const year = dayText(dayNumber(text(row.from)))?.slice(0, 4);
  return {
    kind: row.kind as NodeKind,
    id: row.id,
    marking: row.kind === 'IDENTIFIER' ? undefined : (row.marking ?? NOBODYS),
    stratum: row.areaOrKind ?? year,
  };
}

/** First and last day of a node that stands for a time, and whether its source has taken it back. */
export type Times = readonly [from: number, to: number, ended: boolean];

/** @returns undefined for a node that stands for no time */
export function timesOf(row: StoredNode): Times | undefined {
  const [from, to] = [dayNumber(text(row.from)), dayNumber(text(row.to))];
  return from > 0 || to > 0 || row.ended ? [from, to, row.ended] : undefined;
}

export const text = (day: unknown): string | undefined =>
  day === null || day === undefined ? undefined : String(day);
