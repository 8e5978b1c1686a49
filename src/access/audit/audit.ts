import { randomUUID } from 'node:crypto';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import type { Principal } from '../Caller.ts';
import { joinMarkings, markingId, parseMarking } from '../markings/marking.ts';
import { ensureMarkings } from '../markings/visibleMarkings.ts';
import { writeEntries } from './repository.ts';

/** What is kept of one request or command (DPA 2018 s62: who, when, why, what). */
export interface AuditRecord {
  readonly principal: Pick<Principal, 'subject' | 'roles' | 'clearance' | 'compartments'>;
  readonly purpose: string;
  readonly operation: string;
  readonly decision: 'ALLOWED' | 'REFUSED' | 'FAILED';
  readonly requestId: string;
  readonly ids: readonly string[];
  readonly resultCount: number;
  /** Already redacted. */
  readonly variables: string;
}

export interface Audit {
  /** Resolves when the entry is durable; an answer must not leave before. */
  record(entry: AuditRecord): Promise<void>;
}

/** Most entries written in one transaction. */
const GROUP = 500;
/** Ids kept of one answer; the count tells how many there were. */
const MAX_IDS = 2_000;

/**
 * The one audit function of a process. Entries that arrive while a write is under way are written together, so that
 * durability costs one transaction a group and not one a request.
 */
export function openAudit(graph: Graph, clock: Clock): Audit {
  const instance = randomUUID();
  /** Markings that are sure to be in the store. */
  const known = new Set<string>();
  let sequence = 0;
  let waiting: { row: AuditRow; done: () => void; fail: (error: unknown) => void }[] = [];
  let writing = false;

  const drain = async () => {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, GROUP);
      waiting = waiting.slice(GROUP);
      try {
        const entries = group.map(({ row }) => row);
        const markings = entries.map(({ marking }) => marking).filter((marking) => !known.has(marking));
        if (markings.length > 0) await graph.transaction((tx) => ensureMarkings(tx, markings));
        await writeEntries(graph, entries);
        for (const marking of markings) known.add(marking);
        for (const { done } of group) done();
      } catch (cause) {
        const error = new LinchpinError(
          'UNAVAILABLE',
          'The audit cannot be written, so nothing is answered.',
          { cause },
        );
        for (const { fail } of group) fail(error);
      }
    }
    writing = false;
  };

  return {
    record: (entry) =>
      new Promise((done, fail) => {
        sequence += 1;
        waiting.push({ row: rowOf(entry, instance, sequence, clock), done, fail });
        void drain();
      }),
  };
}

type AuditRow = ReturnType<typeof rowOf>;

function rowOf(entry: AuditRecord, instance: string, sequence: number, clock: Clock) {
  const { principal, ids, ...rest } = entry;
  const { subject, roles, clearance, compartments } = principal;
  const level = parseMarking(clearance)?.level ?? 'TOP SECRET';
  return {
    instance,
    sequence,
    at: clock.now().toISOString(),
    subject,
    roles,
    // Who looked at what may itself be secret: an entry is never below what its reader could see.
    marking: joinMarkings(markingId({ level, compartments })),
    ids: ids.slice(0, MAX_IDS),
    idCount: ids.length,
    ...rest,
  };
}
