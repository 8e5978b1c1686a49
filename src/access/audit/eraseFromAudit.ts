import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type Graph, takeLease } from '../../graph/index.ts';
import { joinMarkings } from '../markings/marking.ts';
import { anyOf, wholeIds } from '../wholeIds.ts';
import type { AuditRecord } from './AuditRecord.ts';
import type { Audit } from './audit.ts';
import type { AuditKey } from './auditKey.ts';
import { contentSeal, newSalt } from './entrySeal.ts';
import { holdingAnywhere } from './idQuery.ts';
import { findHashesByPurpose, findHashesWithId, rewriteContents } from './repository.ts';
import { ERASURE_OPERATION } from './verify/erasures.ts';
import { openWholeEntries, type WholeEntries } from './wholeEntries.ts';

/** What stands where an id was. */
export const TOMBSTONE = '[erased]';

export interface AuditErasure {
  /** Ids to take out of old entries, of a person, a record, an offence or anything else that was touched or named. */
  readonly ids: readonly string[];
  /** Who decided. */
  readonly principal: AuditRecord['principal'];
  /** Why; kept, so it must not hold the id itself. */
  readonly purpose: string;
  readonly requestId: string;
  /** Those of before, after a change of keys. */
  readonly olderKeys?: readonly AuditKey[] | undefined;
}

/** Entries rewritten in one transaction. */
const BATCH = 200;
/** Ids in the entries of one transaction, unless a single entry has more. */
const BATCH_IDS = 100_000;
const LEASE_WAIT_MS = 60_000;

/**
 * Replaces ids by a tombstone in every entry that touched or named them, or whose purpose does, as a whole or as a part of an id made of several
 * with bars between them: in its ids, its arguments and its purpose. Each batch is one transaction with the entry that says which entries it rewrote and what is left of them, so that verifying
 * accepts this and nothing else. An entry that is not as it was left is not touched: a new seal would hide that. Safe to call again after a failure.
 * @returns how many entries were rewritten
 * @throws LinchpinError CONFLICT where another erasure or pruning is under way or an entry is not whole, UNAVAILABLE
 */
export async function eraseFromAudit(
  graph: Graph,
  audit: Audit,
  erasure: AuditErasure,
): Promise<{ readonly entries: number }> {
  const lease = await takeLease(graph, 'care of the audit', LEASE_WAIT_MS);
  const keys = [...(erasure.olderKeys ?? []), audit.key].map((key) => [key.id, key] as const);
  const whole = openWholeEntries(graph, new Map(keys));
  let entries = 0;
  try {
    const { ids } = erasure;
    // Whoever named it in a purpose need not have been shown it.
    const named = { ids, pattern: `(?s).*${wholeIds(ids).source}.*`, limit: BATCH };
    for (const find of [
      () => findHashesWithId(graph, holdingAnywhere(ids), BATCH),
      () => findHashesByPurpose(graph, named),
    ])
      for (let found = await find(); found.length > 0; found = await find())
        entries += await eraseBatch(whole, audit, erasure, batchOf(found));
    return { entries };
  } finally {
    await lease.release();
  }
}

/** The first of these that have no more ids together than one transaction takes. */
function batchOf(found: Awaited<ReturnType<typeof findHashesWithId>>): readonly string[] {
  let ids = 0;
  return found.flatMap(({ hash, size }, index) => {
    ids += size;
    return index === 0 || ids <= BATCH_IDS ? [hash] : [];
  });
}

async function eraseBatch(
  whole: WholeEntries,
  audit: Audit,
  { ids, principal, purpose, requestId }: AuditErasure,
  hashes: readonly string[],
): Promise<number> {
  const found = await whole.read(hashes);
  const rewritten = found.map((entry) => ({
    hash: entry.hash,
    salt: newSalt(),
    purpose: withoutIds(entry.purpose, ids),
    ids: entry.ids.map((one) => withoutParts(one, ids)),
    named: entry.named.map((one) => withoutParts(one, ids)),
    variables: withoutIds(entry.variables, ids),
    erasures: entry.erasures + 1,
  }));
  const erased = rewritten.map((entry) => ({
    hash: entry.hash,
    generation: entry.erasures,
    content: contentSeal(audit.key, entry),
  }));
  await audit.record(
    {
      principal,
      purpose,
      action: 'ERASURE',
      operation: ERASURE_OPERATION,
      decision: 'ALLOWED',
      requestId,
      ids: [],
      resultCount: rewritten.length,
      variables: JSON.stringify({ erased }),
      marking: joinMarkings(...found.map(({ marking }) => marking)),
    },
    async (tx) => {
      if ((await rewriteContents(tx, rewritten)) !== rewritten.length)
        throw new LinchpinError(
          'CONFLICT',
          'Another erasure has rewritten the same audit entries meanwhile.',
        );
    },
  );
  whole.note(erased, audit.key.id);
  return rewritten.length;
}

function withoutIds(text: string, ids: readonly string[]): string {
  // In JSON an id stands as JSON writes it.
  const forms = ids.flatMap((id) => [id, JSON.stringify(id).slice(1, -1)]);
  return text.replace(wholeIds(forms), TOMBSTONE);
}

const withoutParts = (text: string, ids: readonly string[]): string =>
  text.replace(new RegExp(`(?<=^|\\|)(?:${anyOf(ids)})(?=$|\\|)`, 'gu'), TOMBSTONE);
