import type { Command } from 'commander';
import { openPseudonyms } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type ErasureGround, eraseRecord } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';

interface EraseOptions {
  readonly ground: string;
  readonly reason: string;
  readonly purpose?: string;
}
const GROUNDS: Readonly<Record<string, ErasureGround>> = {
  retention: 'RETENTION',
  'court-order': 'COURT_ORDER',
  'data-subject-request': 'DATA_SUBJECT_REQUEST',
};

/** `linchpin retention erase`. */
export function registerErase(retention: Command, deps: CliDeps): void {
  retention
    .command('erase')
    .description('erase what one source holds of a person; offences and the numbers of stored runs stay')
    .argument('<record id>')
    .option('--ground <ground>', Object.keys(GROUNDS).join(', '), 'retention')
    .requiredOption('--reason <text>', 'why, without the id; kept')
    .option('--purpose <text>', 'why, for the audit, without the id; the reason where nothing is said')
    .action((recordId: string, options: EraseOptions) => erase(recordId, options, deps));
}

async function erase(
  recordId: string,
  { ground: stated, reason, purpose = reason }: EraseOptions,
  { config, clock, withGraph, out, err }: CliDeps,
): Promise<void> {
  const ground = GROUNDS[stated.toLowerCase()];
  if (ground === undefined)
    throw new LinchpinError('BAD_INPUT', `--ground must be one of ${Object.keys(GROUNDS).join(', ')}.`);
  const pseudonyms = await openPseudonyms(config);
  const done = await withGraph(
    { name: 'retention erase', purpose, action: 'ERASURE' },
    async ({ graph, caller, touch }) => {
      const eraser = { caller, clock, pseudonyms, includeProtected: true };
      const erased = await eraseRecord(graph, { recordId, ground, reason }, eraser);
      // Never the record's own id: the audit is to forget it.
      touch([erased.id]);
      return erased;
    },
  );
  out(JSON.stringify(done, null, 2));
  if (done.step !== 'DONE')
    err('the audit forgets the id within two minutes where a service runs; else: linchpin retention resume');
  if (done.texts.length > 0) err(`free text that still holds a name: ${done.texts.join(', ')}`);
}
