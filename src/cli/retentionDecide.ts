import type { Command } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { decideRetention } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';

interface DecideOptions {
  readonly reason: string;
  readonly reviewOn?: string;
  readonly expected?: string;
  readonly purpose?: string;
}

/** `linchpin retention decide`. */
export function registerDecide(retention: Command, deps: CliDeps): void {
  retention
    .command('decide')
    .description('decide at a review to keep or to erase what is held about a person')
    .argument('<person id>')
    .argument('<keep or erase>')
    .requiredOption('--reason <text>', 'why, at least 10 characters; kept with the decision')
    .option('--review-on <yyyy-MM-dd>', "the next review; the group's interval where nothing is said")
    .option('--expected <id>', 'the newest decision that you saw')
    .option('--purpose <text>', 'why, for the audit; the reason where nothing is said')
    .action((personId: string, verdict: string, options: DecideOptions) =>
      decide(personId, verdict, options, deps),
    );
}

async function decide(
  personId: string,
  verdict: string,
  { reason, reviewOn, expected, purpose = reason }: DecideOptions,
  { withGraph, clock, out }: CliDeps,
): Promise<void> {
  const decision = ({ keep: 'KEEP', erase: 'ERASE' } as const)[verdict.toLowerCase()];
  if (decision === undefined) throw new LinchpinError('BAD_INPUT', 'Say keep or erase.');
  const made = await withGraph(
    { name: 'retention decide', purpose, action: 'ERASURE' },
    async ({ graph, caller, touch }) => {
      const review = { personId, decision, reason, reviewOn, expected };
      const written = await decideRetention(graph, review, caller, clock);
      touch([personId, written.id]);
      return written;
    },
  );
  out(JSON.stringify(made, null, 2));
}
