import type { Command } from 'commander';
import { openPseudonyms } from '../access/index.ts';
import { correctionNotices, recordCorrection, reinstateRecord } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';

/** `linchpin retention corrections` and `linchpin retention reinstate`. */
export function registerCorrections(retention: Command, deps: CliDeps): void {
  retention
    .command('corrections')
    .description(
      'list who received what is known under an id, or was until it was erased, so that they can be told',
    )
    .argument('<id>')
    .option('--told <note>', 'note that they were told, and what')
    .requiredOption('--purpose <text>', 'why, at least 10 characters; kept in the audit')
    .action((id: string, options: { told?: string; purpose: string }) => corrections(id, options, deps));

  retention
    .command('reinstate')
    .description('let a record that was erased come back with the next bundle')
    .argument('<record id>')
    .requiredOption('--purpose <text>', 'the lawful ground, without the id; kept in the audit')
    .action((recordId: string, options: { purpose: string }) => reinstate(recordId, options, deps));
}

async function corrections(
  id: string,
  { told, purpose }: { told?: string; purpose: string },
  { config, clock, withGraph, out }: CliDeps,
): Promise<void> {
  const pseudonyms = await openPseudonyms(config);
  const notices = await withGraph({ name: 'retention corrections', purpose }, ({ graph, caller }) => {
    const asker = { caller, clock, pseudonyms };
    return told === undefined
      ? correctionNotices(graph, id, asker)
      : recordCorrection(graph, { id, note: told }, asker);
  });
  out(JSON.stringify({ correctionNotices: notices }, null, 2));
}

async function reinstate(
  recordId: string,
  { purpose }: { purpose: string },
  { config, withGraph, out }: CliDeps,
): Promise<void> {
  const pseudonyms = await openPseudonyms(config);
  await withGraph(
    { name: 'retention reinstate', purpose, action: 'ALTERATION' },
    async ({ graph, caller, touch }) => {
      await reinstateRecord(graph, recordId, { caller, pseudonyms });
      touch([recordId]);
    },
  );
  out('the record comes back with the next bundle that holds it');
}
