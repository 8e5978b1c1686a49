import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audit, type AuditRecord, openAudit, verifyAudit } from '../../src/access/index.ts';
import { systemClock } from '../../src/config/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { atFileEnd } from './atFileEnd.ts';
import { testAuditKey } from './testAudit.ts';

/** A home of its own, removed with the file that asked for it. */
export async function auditHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'linchpin-audit-'));
  atFileEnd(() => rm(home, { recursive: true, force: true }));
  return home;
}

export const auditOf = (graph: Graph, home: string): Audit =>
  openAudit({ graph, clock: systemClock, key: testAuditKey, home });

/** An entry as a read leaves it. */
export const lookAt = (ids: readonly string[], more: Partial<AuditRecord> = {}): AuditRecord => ({
  principal: { subject: 'analyst-1', roles: ['analyst'], visible: ['OFFICIAL'] },
  purpose: 'review of the list',
  action: 'CONSULTATION',
  operation: 'query { person }',
  decision: 'ALLOWED',
  requestId: `r-${ids.join('-')}`,
  ids,
  resultCount: ids.length,
  variables: '{}',
  ...more,
});

/** Writes so many entries, in groups of a few. */
export async function writeSome(audit: Audit, number: number, prefix = 's:P'): Promise<void> {
  for (let start = 0; start < number; start += 7)
    await Promise.all(
      Array.from({ length: Math.min(7, number - start) }, (_, index) =>
        audit.record(lookAt([`${prefix}${start + index}`])),
      ),
    );
}

export const verified = (graph: Graph, home: string) =>
  verifyAudit({ graph, keys: [testAuditKey], home, own: false });
