import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audit, auditKeyOf, openAudit } from '../../src/access/index.ts';
import { type Clock, systemClock } from '../../src/config/index.ts';
import type { Graph } from '../../src/graph/index.ts';
import { atFileEnd } from './atFileEnd.ts';

/** The key of tests; each file that makes it a home of its own. */
export const testAuditKey = auditKeyOf('the key of the audit in tests');

let home: string | undefined;

/** Where this file's audits keep their heads. */
export function testAuditHome(): string {
  if (home !== undefined) return home;
  const made = mkdtempSync(join(tmpdir(), 'linchpin-audit-'));
  home = made;
  atFileEnd(() => {
    home = undefined;
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** An audit of a test store, sealed by the key of tests, its heads in a folder that goes with the file. */
export function testAudit(graph: Graph, clock: Clock = systemClock): Audit {
  const audit = openAudit({ graph, clock, key: testAuditKey, home: testAuditHome() });
  atFileEnd(() => audit.close());
  return audit;
}
