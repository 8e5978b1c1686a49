import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type Graph, takeLease } from '../../graph/index.ts';
import { joinMarkings } from '../markings/marking.ts';
import type { AuditRecord } from './AuditRecord.ts';
import type { Audit } from './audit.ts';
import type { AuditKey } from './auditKey.ts';
import {
  countEntries,
  findChainEnd,
  findEntriesAt,
  findFirstKept,
  findNextChain,
  findStoreIdentity,
  listChains,
  listErasuresOfChain,
  pruneChain,
} from './repository.ts';
import { stumpSeal } from './stump.ts';
import { erasedIn } from './verify/erasures.ts';
import { verifyAudit } from './verify/verifyAudit.ts';

export interface PruneRequest {
  readonly graph: Graph;
  readonly audit: Audit;
  readonly key: AuditKey;
  /** Those of before, after a change of keys. */
  readonly olderKeys?: readonly AuditKey[];
  readonly home: string;
  /** The home's own store, see `verifyAudit`. */
  readonly own: boolean;
  readonly principal: AuditRecord['principal'];
  readonly purpose: string;
  readonly requestId: string;
  /** What is older goes. */
  readonly before: Date;
  readonly now: Date;
}

/** Entries deleted in one transaction. */
const BATCH = 2_000;
const LEASE_WAIT_MS = 60_000;

/**
 * Deletes entries that are older than a day from the beginning of each chain, leaving a sealed stump, so that verifying
 * stays clean. The last entry of a chain always stays; so does the record of an erasure while an entry that it explains
 * does. Safe to call again after a failure.
 * @returns how many entries went
 * @throws LinchpinError CONFLICT where the audit is not whole: pruning would remove the traces
 */
export async function pruneAudit(request: PruneRequest): Promise<{ readonly entries: number }> {
  const {
    graph,
    audit,
    key,
    olderKeys = [],
    home,
    own,
    principal,
    purpose,
    requestId,
    before,
    now,
  } = request;
  const lease = await takeLease(graph, 'care of the audit', LEASE_WAIT_MS);
  try {
    const { findings } = await verifyAudit({ graph, keys: [key, ...olderKeys], home, own });
    if (findings.length > 0)
      throw new LinchpinError(
        'CONFLICT',
        'The audit is not whole, so nothing of it is pruned: linchpin audit verify names what is broken.',
      );
    const store = await findStoreIdentity(graph);
    if (store === undefined) return { entries: 0 };
    await audit.record({
      principal,
      purpose,
      action: 'ERASURE',
      operation: 'audit prune',
      decision: 'ALLOWED',
      requestId,
      ids: [],
      resultCount: 0,
      variables: JSON.stringify({ before: before.toISOString() }),
      // How much there was of what is hidden is hidden, too.
      marking: joinMarkings(...(principal.visible ?? [])),
    });
    let entries = 0;
    // A chain may have waited for what another one held.
    for (let pruned = -1; pruned !== 0; entries += pruned) {
      pruned = 0;
      for (let instance = await findNextChain(graph, ''); instance !== undefined; ) {
        pruned += await pruneOne(graph, key, store, instance, before, now);
        instance = await findNextChain(graph, instance);
      }
    }
    return { entries };
  } finally {
    await lease.release();
  }
}

async function pruneOne(
  graph: Graph,
  key: AuditKey,
  store: string,
  instance: string,
  before: Date,
  now: Date,
): Promise<number> {
  const last = await lastToGo(graph, instance, before);
  let entries = 0;
  const stump = (await listChains(graph)).find((chain) => chain.instance === instance)?.stump;
  for (let from = stump?.sequence ?? 0; from < last; ) {
    const sequence = Math.min(from + BATCH, last);
    const [row] = await findEntriesAt(graph, [{ instance, sequence }]);
    if (row === undefined) return entries;
    const left = { sequence, hash: row.hash, at: now.getTime() };
    entries += await pruneChain(graph, {
      instance,
      stump: {
        stumpSequence: sequence,
        stumpHash: row.hash,
        stumpAt: left.at,
        stumpSeal: stumpSeal(key, store, instance, left),
        stumpKeyId: key.id,
      },
    });
    from = sequence;
  }
  return entries;
}

/** The last entry of a chain that may go; 0 where none may. */
async function lastToGo(graph: Graph, instance: string, before: Date): Promise<number> {
  const end = await findChainEnd(graph, instance);
  const firstKept = await findFirstKept(graph, instance, before.getTime());
  const last = Math.min((firstKept ?? Number.MAX_SAFE_INTEGER) - 1, (end?.sequence ?? 1) - 1);
  for (const { sequence, variables } of await listErasuresOfChain(graph, instance, last))
    if (
      (await countEntries(
        graph,
        erasedIn(variables).map(({ hash }) => hash),
      )) > 0
    )
      return sequence - 1;
  return last;
}
