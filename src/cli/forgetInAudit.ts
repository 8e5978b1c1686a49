import { randomUUID } from 'node:crypto';
import { type Audit, type AuditKey, eraseFromAudit } from '../access/index.ts';
import type { Graph } from '../graph/index.ts';
import type { ForgetInAudit } from '../retention/index.ts';

/**
 * Takes erased ids out of this audit, in the name of whoever erased and for their reason.
 * @param olderKeys those of before, after a change of keys
 */
export const forgetInAudit =
  (graph: Graph, audit: Audit, olderKeys?: readonly AuditKey[]): ForgetInAudit =>
  ({ ids, by, reason }) =>
    eraseFromAudit(graph, audit, {
      ids,
      principal: { subject: by, roles: [] },
      purpose: reason,
      requestId: randomUUID(),
      olderKeys,
    });
