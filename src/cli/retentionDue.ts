import Table from 'cli-table3';
import type { Command } from 'commander';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { retentionDue } from '../retention/index.ts';
import type { CliDeps } from './deps.ts';

interface DueOptions {
  readonly group?: string;
  readonly before?: string;
  readonly first: string;
  readonly purpose: string;
  readonly json?: boolean;
}

/** `linchpin retention due`. */
export function registerDue(retention: Command, deps: CliDeps): void {
  retention
    .command('due')
    .description('list the persons whose review is due, longest overdue first')
    .option('--group <id>', 'only this group')
    .option('--before <yyyy-MM-dd>', 'due on this day or earlier; today where nothing is said')
    .option('--first <number>', 'how many at most', '50')
    .requiredOption('--purpose <text>', 'why, at least 10 characters; kept in the audit')
    .option('--json', 'print one object')
    .action((options: DueOptions) => due(options, deps));
}

async function due(options: DueOptions, { withGraph, clock, out }: CliDeps): Promise<void> {
  const limit = Number(options.first);
  if (!Number.isInteger(limit) || limit < 1)
    throw new LinchpinError('BAD_INPUT', '--first must be a whole number from 1 on.');
  const rows = await withGraph(
    { name: 'retention due', purpose: options.purpose },
    async ({ graph, caller, touch }) => {
      const question = { group: options.group, before: options.before, limit };
      const found = await retentionDue(graph, question, caller, clock);
      touch(found.flatMap(({ personId, recordIds }) => [personId, ...recordIds]));
      return found;
    },
  );
  if (options.json === true) return out(JSON.stringify({ retentionDue: rows }, null, 2));
  const head = ['due', 'person', 'group', 'why', 'last fact', 'decided'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { dueOn, personId, group, because, lastFact, undated, decisions } of rows) {
    const fact = (lastFact ?? null) === null ? 'unknown' : `${lastFact?.on} ${lastFact?.kind}`;
    const [last] = decisions;
    table.push([
      dueOn ?? 'unknown',
      personId,
      group.id,
      because,
      undated > 0 ? `${fact}, ${undated} without a day` : fact,
      last === undefined ? '' : `${last.decision} by ${last.by}`,
    ]);
  }
  out(table.toString());
}
