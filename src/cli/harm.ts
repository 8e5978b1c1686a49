import Table from 'cli-table3';
import type { Command } from 'commander';
import { importEdition, listEditions, mapOffenceCode } from '../harm/index.ts';
import type { CliDeps } from './deps.ts';

/** Reasons printed of an import; the count says how many there are. */
const REASONS_SHOWN = 20;

/** `linchpin harm editions`, `linchpin harm import` and `linchpin harm map`. */
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

  harm
    .command('map')
    .description('decide which offence type a code of the unmatched queue means, for every source')
    .argument('<code>', 'code as offences state it; with --title, a title')
    .argument('<offence type>', 'code of the type, such as 8N or 008/06')
    .requiredOption('--reason <text>', 'why, at least 10 characters; kept with the decision')
    .option('--title', 'the first argument is a title')
    .option('--purpose <text>', 'why, for the audit; the reason where nothing is said')
    .option('--json', 'print one object')
    .action((stated: string, type: string, options: MapOptions) => map(deps, stated, type, options));
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

interface MapOptions {
  readonly reason: string;
  readonly title?: boolean;
  readonly purpose?: string;
  readonly json?: boolean;
}

async function map(deps: CliDeps, stated: string, type: string, options: MapOptions): Promise<void> {
  const { reason, title, purpose = reason, json } = options;
  const decided = title ? { title: stated } : { code: stated };
  const offences = await deps.withGraph(
    // A later decision takes the place of this one on the alias, so the audit says what was decided.
    { name: `harm map ${title ? 'title ' : ''}${stated} to ${type}`, purpose, action: 'ALTERATION' },
    ({ graph, caller }) =>
      mapOffenceCode(graph, {
        ...decided,
        type,
        reason,
        decidedBy: caller.subject,
        decidedAt: deps.clock.now().toISOString(),
      }),
  );
  if (json) return deps.out(JSON.stringify({ ...decided, type, offences }, null, 2));
  deps.out(`${stated} means ${type} from now on; ${offences} offences of the store were given that type`);
}

interface ImportOptions {
  readonly id: string;
  readonly name: string;
  readonly purpose?: string;
  readonly json?: boolean;
}

async function load(deps: CliDeps, file: string, options: ImportOptions): Promise<void> {
  const { id, name, purpose, json } = options;
  const edition = await deps.withGraph({ name: 'harm import', purpose, action: 'COLLECTION' }, ({ graph }) =>
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
