import { type Graph, takeLease } from '../../graph/index.ts';
import { joinMarkings } from '../markings/marking.ts';
import type { AuditRecord } from './AuditRecord.ts';
import type { Audit } from './audit.ts';
import { newSalt } from './entrySeal.ts';
import { holdingAnywhere } from './idQuery.ts';
import { findEntriesByHash, findHashesWithId, rewriteContents } from './repository.ts';
import { ERASURE_OPERATION } from './verify/erasures.ts';

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
}

/** Entries rewritten in one transaction. */
const BATCH = 200;
const LEASE_WAIT_MS = 60_000;

/**
 * Replaces ids by a tombstone in every entry that touched or named them, as a whole or as a part of an id made of several
 * with bars between them: in its ids, its arguments and its purpose. Each batch is one transaction with the entry that says which entries it rewrote and what is left of them, so that verifying
 * accepts this and nothing else. Safe to call again after a failure.
 * @returns how many entries were rewritten
 * @throws LinchpinError CONFLICT where another erasure or pruning is under way, UNAVAILABLE
 */
export async function eraseFromAudit(
  graph: Graph,
  audit: Audit,
  erasure: AuditErasure,
): Promise<{ readonly entries: number }> {
  const lease = await takeLease(graph, 'care of the audit', LEASE_WAIT_MS);
  let entries = 0;
  try {
    for (;;) {
      const hashes = await findHashesWithId(graph, holdingAnywhere(erasure.ids), BATCH);
      if (hashes.length === 0) return { entries };
      entries += await eraseBatch(graph, audit, erasure, hashes);
    }
  } finally {
    await lease.release();
  }
}

async function eraseBatch(
  graph: Graph,
  audit: Audit,
  { ids, principal, purpose, requestId }: AuditErasure,
  hashes: readonly string[],
): Promise<number> {
  const found = await findEntriesByHash(graph, hashes);
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
    content: audit.contentSeal(entry),
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
    (tx) => rewriteContents(tx, rewritten),
  );
  return rewritten.length;
}

/** `s:P1` must not be taken out of `s:P12`, nor out of `s:P1-a`; what ends a sentence ends it. */
const BEFORE = '(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][.:@/-])';
const AFTER = '(?![\\p{L}\\p{N}_]|[.:@/-][\\p{L}\\p{N}])';

function withoutIds(text: string, ids: readonly string[]): string {
  // In JSON an id stands as JSON writes it.
  const forms = ids.flatMap((id) => [id, JSON.stringify(id).slice(1, -1)]);
  return text.replace(new RegExp(`${BEFORE}(?:${anyOf(forms)})${AFTER}`, 'gu'), TOMBSTONE);
}

const withoutParts = (text: string, ids: readonly string[]): string =>
  text.replace(new RegExp(`(?<=^|\\|)(?:${anyOf(ids)})(?=$|\\|)`, 'gu'), TOMBSTONE);

const anyOf = (words: readonly string[]) =>
  words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
