import Table from 'cli-table3';
import type { Command } from 'commander';
import { importEdition, listEditions } from '../harm/index.ts';
import type { CliDeps } from './deps.ts';

/** Reasons printed of an import; the count says how many there are. */
const REASONS_SHOWN = 20;

/** `linchpin harm editions` and `linchpin harm import`. */
export function registerHarm(program: Command, deps: CliDeps): void {
  const harm = program.command('harm').description('sets of harm weights');

  harm
    .command('editions')
    .description('list the loaded editions')
    .option('--purpose <text>', 'why, at least 10 characters; kept in the audit')
    .option('--json', 'print one object')
    .action((options: { purpose?: string; json?: boolean }) => editions(deps, options));

  harm
    .command('import')
    .description('load the official Cambridge workbook, or a CSV with its columns, as an edition of its own')
    .argument('<file>', 'workbook (.xlsx) or .csv')
    .requiredOption('--id <id>', 'id of the edition, such as cchi-2026')
    .requiredOption('--name <name>', 'its name in words')
    .option('--purpose <text>', 'why, at least 10 characters; kept in the audit')
    .option('--json', 'print one object')
    .action((file: string, options: ImportOptions) => load(deps, file, options));
}

async function editions(deps: CliDeps, options: { purpose?: string; json?: boolean }): Promise<void> {
  const found = await deps.withGraph(
    { name: 'harm editions', purpose: options.purpose },
    ({ graph, caller }) => listEditions(graph, caller.visible),
  );
  if (options.json) return deps.out(JSON.stringify({ harmEditions: found }, null, 2));
  const table = new Table({ head: ['id', 'name', 'date', 'complete', 'weights', 'provisional', 'licence'] });
  for (const { id, name, date, complete, weights, provisionalWeights, licence } of found)
    table.push([id, name, date, complete ? 'yes' : 'no', weights, provisionalWeights, licence]);
  deps.out(table.toString());
}

interface ImportOptions {
  readonly id: string;
  readonly name: string;
  readonly purpose?: string;
  readonly json?: boolean;
}

async function load(deps: CliDeps, file: string, options: ImportOptions): Promise<void> {
  const { id, name, purpose, json } = options;
  const edition = await deps.withGraph({ name: 'harm import', purpose }, ({ graph }) =>
    importEdition(graph, { file, id, name }),
  );
  if (json) return deps.out(JSON.stringify(edition, null, 2));
  const { weights, provisionalWeights, leftOut } = edition;
  deps.out(
    `${id}: ${weights} weights, ${provisionalWeights} of them provisional; left out: ${leftOut.length}`,
  );
  for (const reason of leftOut.slice(0, REASONS_SHOWN)) deps.err(`  ${reason}`);
  if (leftOut.length > REASONS_SHOWN)
    deps.err(`  and ${leftOut.length - REASONS_SHOWN} more; --json lists them all`);
}
