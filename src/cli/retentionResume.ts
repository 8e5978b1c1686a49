import type { Command } from 'commander';
import { finishErasures } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';
import { forgetInAudit } from './forgetInAudit.ts';
import { keyIn } from './keyIn.ts';

/** `linchpin retention resume`. */
export function registerResume(retention: Command, { clock, withGraph, out }: CliDeps): void {
  retention
    .command('resume')
    .description('finish erasures that were begun: copies, notes of changes, the audit')
    .option('--key-file <file...>', 'keys of the audit of before, if the key was changed')
    .option('--purpose <text>', 'why, for the audit', 'finishing erasures')
    .action(async ({ keyFile = [], purpose }: { keyFile?: readonly string[]; purpose: string }) => {
      const olderKeys = await Promise.all(keyFile.map(keyIn));
      const done = await withGraph(
        { name: 'retention resume', purpose, action: 'ERASURE' },
        ({ graph, audit }) =>
          finishErasures(graph, { clock, forgetInAudit: forgetInAudit(graph, audit, olderKeys), now: true }),
      );
      out(`${done} erasures are finished`);
    });
}
