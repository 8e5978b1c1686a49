import { type Caller, type Pseudonyms, requireReason } from '../access/index.ts';
import type { Clock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph, GraphTransaction } from '../graph/index.ts';
import {
  findStandIn,
  listNotices,
  listNoticesIn,
  listRecipients,
  listRecipientsIn,
  renameNotices,
  writeNotices,
} from './repository.ts';

type Recipient = Awaited<ReturnType<typeof listRecipients>>[number];

/** Somebody who received a fact that was wrong or is erased, and whether they were told (DPA 2018 s38(4)-(5)). */
export interface CorrectionNotice extends Omit<Recipient, 'marking'> {
  readonly sentAt: string | undefined;
  readonly sentBy: string | undefined;
  readonly note: string | undefined;
  /** Nobody has told them, or they received it again since. */
  readonly outstanding: boolean;
}
interface Asker {
  readonly caller: Pick<Caller, 'subject' | 'visible'>;
  readonly pseudonyms: Pick<Pseudonyms, 'erased'>;
  readonly clock: Clock;
}

/** Who received what is known under an id, or was until it was erased: one line a reader, by name. */
export async function correctionNotices(
  graph: Graph,
  id: string,
  { caller, pseudonyms }: Pick<Asker, 'caller' | 'pseudonyms'>,
  options?: CallOptions,
): Promise<readonly CorrectionNotice[]> {
  const { visible } = caller;
  const live = await listRecipients(graph, { ids: [id], visible }, options);
  const kept = await listNotices(graph, { about: [id, pseudonyms.erased(id)], visible }, options);
  const known = joined(live, kept);
  const subjects = [...new Set(known.map(({ subject }) => subject))].sort();
  return subjects.map((subject) => {
    const told = kept
      .filter((row) => row.subject === subject)
      .filter(({ sentAt }) => (sentAt ?? null) !== null)
      .sort((a, b) => instant(b.sentAt) - instant(a.sentAt))[0];
    const { marking: _marking, ...sum } = known.filter((row) => row.subject === subject).reduce(together);
    return {
      ...sum,
      sentAt: told?.sentAt ?? undefined,
      sentBy: told?.sentBy ?? undefined,
      note: told?.note ?? undefined,
      outstanding: told === undefined || instant(told.sentAt) < instant(sum.lastAt),
    };
  });
}

/**
 * Notes that everybody who received a fact, as far as the caller may see, was told what is wrong with it.
 * @returns the notices as they now stand
 * @throws LinchpinError BAD_INPUT (note), NOT_FOUND where nobody received it
 */
export async function recordCorrection(
  graph: Graph,
  { id, note }: { readonly id: string; readonly note: string },
  asker: Asker,
  options?: CallOptions,
): Promise<readonly CorrectionNotice[]> {
  const words = requireReason(note, 'note');
  const { caller, pseudonyms, clock } = asker;
  const { visible, subject } = caller;
  const live = await listRecipients(graph, { ids: [id], visible }, options);
  const standIn = pseudonyms.erased(id);
  const kept = await listNotices(graph, { about: [id, standIn], visible }, options);
  const erased = await findStandIn(graph, { recordId: id, standIn }, options);
  const about = erased === undefined ? id : standIn;
  const rows = joined(live, kept);
  if (rows.length === 0)
    throw new LinchpinError('NOT_FOUND', `Nobody is known to have received "${id}".`, {
      place: { argument: 'id' },
    });
  const sent = { at: clock.now().toISOString(), by: subject, note: words };
  await graph.transaction(
    (tx) => writeNotices(tx, { about, rows: rows.map(noticeOf(id, pseudonyms)), sent }),
    options,
  );
  return correctionNotices(graph, id, asker, options);
}

/**
 * Keeps who received what is about to be erased, before the audit forgets its id: whoever it was, also above what its
 * eraser may see. Each notice is marked like the entries that it stands for, and is shown to those alone who see them.
 */
export async function keepNotices(
  tx: GraphTransaction,
  { recordId, personId }: { readonly recordId: string; readonly personId: string },
  pseudonyms: Pick<Pseudonyms, 'erased'>,
): Promise<void> {
  const about = pseudonyms.erased(recordId);
  const keyed = noticeOf(recordId, pseudonyms);
  const told = await listNoticesIn(tx, [recordId]);
  await renameNotices(tx, { recordId, standIn: about, rows: told.map(keyed) });
  const rows = await listRecipientsIn(tx, [recordId, personId]);
  await writeNotices(tx, { about, rows: rows.map(keyed), sent: undefined });
}

/**
 * By what an id may be named in the audit: by its stand-in once its record was erased and is gone, so that the audit
 * does not hold it again; by itself in all other cases.
 */
export async function auditedName(
  graph: Graph,
  id: string,
  pseudonyms: Pick<Pseudonyms, 'erased'>,
  options?: CallOptions,
): Promise<string> {
  const standIn = pseudonyms.erased(id);
  const erased = await findStandIn(graph, { recordId: id, standIn }, options);
  return erased?.gone === true ? standIn : id;
}

/** Under the pseudonym key, and the same before and after the fact is erased: nobody can try ids against it. */
const noticeOf =
  (id: string, pseudonyms: Pick<Pseudonyms, 'erased'>) =>
  ({ subject, marking, firstAt, lastAt, times, operations, exported }: Recipient) => ({
    id: pseudonyms.erased(JSON.stringify([id, subject, marking])),
    ...{ subject, marking, firstAt, lastAt, times, operations, exported },
  });

/**
 * What the audit says of readers and what was kept of them, a row for each reader and marking. The audit counts what the
 * notices have counted already, unless its entries are erased: it is not added.
 */
function joined(live: readonly Recipient[], kept: readonly Recipient[]): readonly Recipient[] {
  const rows = new Map<string, Recipient>();
  for (const { subject, marking, firstAt, lastAt, times, operations, exported } of [...live, ...kept]) {
    const row = { subject, marking, firstAt, lastAt, times, operations, exported };
    const key = JSON.stringify([subject, marking]);
    const known = rows.get(key);
    rows.set(
      key,
      known === undefined ? row : { ...together(known, row), times: Math.max(known.times, times) },
    );
  }
  return [...rows.values()];
}

function together(a: Recipient, b: Recipient): Recipient {
  return {
    ...a,
    firstAt: instant(b.firstAt) < instant(a.firstAt) ? b.firstAt : a.firstAt,
    lastAt: instant(b.lastAt) > instant(a.lastAt) ? b.lastAt : a.lastAt,
    times: a.times + b.times,
    operations: [...new Set([...a.operations, ...b.operations])],
    exported: a.exported || b.exported,
  };
}

const instant = (text: string | null | undefined): number => Date.parse(text ?? '');
