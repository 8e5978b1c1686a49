import { runChecks } from '../graph/index.ts';
import type { Register } from './deps.ts';

export const registerCheck: Register = (program, { withGraph, out, err }) => {
  program
    .command('check')
    .description('run the invariants of cypher/checks; exit 1 with the rows that break one')
    .option('--purpose <text>', 'why, for the audit')
    .action(async ({ purpose }: { purpose?: string }) => {
      const results = await withGraph({ name: 'check', purpose }, ({ graph }) => runChecks(graph));
      for (const { check, purpose: meaning, violations } of results) {
        if (violations.length === 0) continue;
        process.exitCode = 1;
        err(`${check}: ${meaning}`);
        for (const row of violations) out(JSON.stringify({ check, ...row }));
      }
      const broken = results.filter(({ violations }) => violations.length > 0).length;
      err(`${results.length} checks, ${broken} broken`);
    });
};
