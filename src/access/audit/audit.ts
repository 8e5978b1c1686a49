import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import { ensureMarkings } from '../markings/visibleMarkings.ts';
import type { AuditRecord } from './AuditRecord.ts';
import { anchorWriter } from './anchorEntries.ts';
import type { AuditKey } from './auditKey.ts';
import { type Chain, type LooseEntry, openChain, type Within } from './chain.ts';
import { type DayAnchor, dayAnchorWriter } from './dayAnchor.ts';
import { entryMarker } from './entryMarkings.ts';

export interface Audit {
  /**
   * Resolves when the entry is durable; an answer must not leave before.
   * @param within runs in the transaction of the entry, perhaps twice
   * @throws LinchpinError UNAVAILABLE
   */
  record(entry: AuditRecord, within?: Within): Promise<void>;
  /** What this process seals with. */
  readonly key: AuditKey;
  /** Waits for what is being written and leaves the chain in good order. */
  close(): Promise<void>;
}

export interface AuditOptions {
  readonly graph: Graph;
  readonly clock: Clock;
  readonly key: AuditKey;
  /** Where heads and anchors are kept: `<home>/audit`. */
  readonly home: string;
  /** Told of each day's anchor, so that its digest can go where nobody of this machine can change it. */
  readonly onAnchor?: (anchor: DayAnchor) => void;
}

/** Most entries written in one transaction. */
const GROUP = 500;
/** An answer does not wait longer for its entry; what is then written all the same was answered by nobody. */
const WAIT_MS = 10_000;
/** Ids kept of one answer; the count tells how many there were. */
const MAX_IDS = 100_000;

interface Waiting {
  readonly record: AuditRecord;
  readonly at: number;
  readonly within: Within | undefined;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The one audit function of a process. Entries that arrive while a write is under way are written together, so that
 * durability costs one transaction and one write of the head a group and not one a request.
 */
export function openAudit(options: AuditOptions): Audit {
  const { graph, clock, key, home } = options;
  const mark = entryMarker(graph);
  const anchors = anchorWriter(graph, clock, key);
  const days = dayAnchorWriter(options);
  /** Markings that are sure to be in the store. */
  const known = new Set<string>();
  let chain: Chain | undefined;
  const waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;

  const write = async (group: readonly Waiting[]) => {
    const markings = await mark(group.map(({ record }) => record));
    const strange = markings.filter((marking) => !known.has(marking));
    if (strange.length > 0) await graph.transaction((tx) => ensureMarkings(tx, strange));
    for (const marking of strange) known.add(marking);
    const entries = group.map(({ record, at }, index) => looseEntry(record, at, markings[index] ?? ''));
    if (chain === undefined || !chain.sound()) {
      await chain?.close();
      chain = await openChain(graph, home, key);
    }
    const anchor = await anchors.due(chain.instance, entries.length);
    const within = group.flatMap((one) => one.within ?? []);
    await chain.append(anchor === undefined ? entries : [...entries, anchor], within);
    days.note(chain.folder);
  };

  const drain = async () => {
    while (waiting.length > 0) {
      const group = waiting.splice(0, GROUP);
      try {
        await write(group);
        for (const { done } of group) done();
      } catch (cause) {
        const error = notWritten(cause);
        for (const { fail } of group) fail(error);
      }
    }
    writing = undefined;
  };

  return {
    record: (record, within) =>
      new Promise((settle, refuse) => {
        const late = setTimeout(() => refuse(notWritten(undefined)), WAIT_MS);
        const done = () => {
          clearTimeout(late);
          settle();
        };
        const fail = (error: unknown) => {
          clearTimeout(late);
          refuse(error);
        };
        waiting.push({ record, at: clock.now().getTime(), within, done, fail });
        writing ??= drain();
      }),
    key,
    close: async () => {
      await writing;
      await days.settled();
      await chain?.close();
      chain = undefined;
    },
  };
}

const notWritten = (cause: unknown) =>
  new LinchpinError('UNAVAILABLE', 'The audit cannot be written, so nothing is answered.', { cause });

function looseEntry(record: AuditRecord, at: number, marking: string): LooseEntry {
  const { principal, purpose, action, operation, decision, requestId, ids, named = [], variables } = record;
  return {
    at,
    subject: whole(principal.subject),
    roles: principal.roles.map(whole),
    breakGlass: (principal.breakGlass ?? []).map(({ id }) => id),
    purpose: whole(purpose),
    action,
    operation: whole(operation),
    decision,
    requestId,
    ids: ids.slice(0, MAX_IDS).map(whole),
    named: named.slice(0, MAX_IDS).map(whole),
    idCount: ids.length,
    resultCount: record.resultCount,
    variables,
    marking,
  };
}

/** Half a letter, which JSON can hold, would stand in the store as another sign than in the seal: like tampering. */
const whole = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');
