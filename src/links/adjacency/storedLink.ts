import type { Row } from '../../graph/index.ts';
import type { LinkRow } from './buildAdjacency.ts';
import { dayNumber } from './days.ts';
import type { LinkKind, NodeKind } from './kinds.ts';
import type { Times } from './storedNode.ts';

/** What stands at the two ends of each kind of link; the end of some is told by the row. */
const ENDS: Readonly<Record<LinkKind, readonly [start: NodeKind, end: NodeKind | undefined]>> = {
  SUSPECT_IN: ['PERSON', 'OFFENCE'],
  VICTIM_OF: ['PERSON', 'OFFENCE'],
  WITNESS_TO: ['PERSON', 'OFFENCE'],
  REPORTED: ['PERSON', 'OFFENCE'],
  OCCURRED_AT: ['OFFENCE', 'LOCATION'],
  LIVED_AT: ['PERSON', 'LOCATION'],
  USED: ['PERSON', 'IDENTIFIER'],
  INVOLVED: ['OFFENCE', 'IDENTIFIER'],
  TIED_TO: ['PERSON', 'PERSON'],
  MENTIONS: ['INTELLIGENCE_REPORT', undefined],
  BY: ['EVENT', undefined],
  WITH: ['EVENT', undefined],
  AT: ['EVENT', 'LOCATION'],
  HELD: ['CUSTODY_EPISODE', 'PERSON'],
  FOR: ['CUSTODY_EPISODE', 'OFFENCE'],
  SEIZED_FOR: ['EXHIBIT', 'OFFENCE'],
  MATCHED: ['EXHIBIT', 'PERSON'],
  BINDS: ['ORDER', 'PERSON'],
  PROTECTS: ['ORDER', 'PERSON'],
};
/** Links that state their own days; a source that states them no more ends them, and they stand as history. */
const LASTING: ReadonlySet<LinkKind> = new Set(['LIVED_AT', 'USED', 'INVOLVED', 'TIED_TO']);

export type StoredLink = Row<'links/read-links-of'>;

/** The links of one node of a row, each by itself. */
export function* linksOfRow({ start, ...of }: Row<'links/load-links'>): Generator<StoredLink> {
  for (const [nth, kind] of of.kinds.entries())
    yield {
      kind,
      start,
      end: of.ends[nth] ?? '',
      endKind: of.endKinds[nth] ?? null,
      marking: of.markings[nth] ?? '',
      record: of.records[nth] ?? null,
      otherRecord: of.otherRecords[nth] ?? null,
      from: of.froms[nth] ?? null,
      to: of.tos[nth] ?? null,
      endedOn: of.endedOns[nth] ?? null,
      cleared: of.cleared[nth] === true,
    };
}

/** Kinds of the nodes at the start and the end of a link. */
export function endsOf(row: StoredLink): readonly [start: NodeKind, end: NodeKind] {
  const [start, end = row.endKind as NodeKind] = ENDS[row.kind as LinkKind];
  return [start, end];
}

/** A link by what the store has of it. @param at times of its start, or else of its end */
export function linkOf<T>(
  row: StoredLink,
  start: T,
  end: T,
  at: Times | undefined,
): Omit<LinkRow, 'start' | 'end'> & { readonly start: T; readonly end: T } {
  const kind = row.kind as LinkKind;
  const [startKind, endKind] = endsOf(row);
  const lasting = LASTING.has(kind);
  const endedOn = dayNumber(row.endedOn);
  const [from, to] = [dayNumber(row.from), dayNumber(row.to)];
  const hasOwnDays = lasting && (from > 0 || to > 0 || kind !== 'INVOLVED');
  const last = to === 0 ? endedOn : endedOn === 0 ? to : Math.min(to, endedOn);
  const record = row.record ?? undefined;
  return {
    kind,
    start,
    end,
    marking: row.marking,
    recordOfStart: startKind === 'PERSON' ? record : undefined,
    recordOfEnd:
      endKind !== 'PERSON' ? undefined : kind === 'TIED_TO' ? (row.otherRecord ?? undefined) : record,
    from: hasOwnDays ? from : (at?.[0] ?? 0),
    to: hasOwnDays ? last : (at?.[1] ?? 0),
    cleared: row.cleared,
    ended: (!lasting && endedOn > 0) || at?.[2] === true,
  };
}
