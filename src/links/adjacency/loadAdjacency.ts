import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Adjacency } from './Adjacency.ts';
import { adjacencyBuilder } from './buildAdjacency.ts';
import { dayNumber } from './days.ts';
import type { LinkKind, NodeKind } from './kinds.ts';
import { streamLinks, streamNodes } from './repository.ts';

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

/** Reads every node and link of the store. */
export async function loadAdjacency(graph: Graph, options?: CallOptions): Promise<Adjacency> {
  const builder = adjacencyBuilder();
  /** First and last day of nodes that stand for a time, and whether they have ended, by node. */
  const times = new Map<number, readonly [from: number, to: number, ended: boolean]>();
  for await (const row of streamNodes(graph, options)) {
    const kind = row.kind as NodeKind;
    const node = builder.addNode({ kind, id: row.id, marking: row.marking ?? undefined });
    const [from, to] = [dayNumber(text(row.from)), dayNumber(text(row.to))];
    if (from > 0 || to > 0 || row.ended) times.set(node, [from, to, row.ended]);
  }
  for await (const row of streamLinks(graph, options)) {
    const kind = row.kind as LinkKind;
    const [startKind, endKind = row.endKind as NodeKind] = ENDS[kind];
    const [start, end] = [builder.find(startKind, row.start), builder.find(endKind, row.end)];
    // Written between the two readings: whoever asks finds that the graph has changed, and reads again.
    if (start === undefined || end === undefined) continue;
    const at = times.get(start) ?? times.get(end);
    const lasting = LASTING.has(kind);
    const endedOn = dayNumber(text(row.endedOn));
    const [from, to] = [dayNumber(text(row.from)), dayNumber(text(row.to))];
    const record = row.record ?? undefined;
    builder.addLink({
      kind,
      start,
      end,
      marking: row.marking,
      recordOfStart: startKind === 'PERSON' ? record : undefined,
      recordOfEnd:
        endKind !== 'PERSON' ? undefined : kind === 'TIED_TO' ? (row.otherRecord ?? undefined) : record,
      ...(lasting && (from > 0 || to > 0 || kind !== 'INVOLVED')
        ? { from, to: to === 0 ? endedOn : endedOn === 0 ? to : Math.min(to, endedOn) }
        : { from: at?.[0] ?? 0, to: at?.[1] ?? 0 }),
      ended: (!lasting && endedOn > 0) || at?.[2] === true,
    });
  }
  return builder.build();
}

const text = (day: unknown): string | undefined =>
  day === null || day === undefined ? undefined : String(day);
