import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { openPseudonyms } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { EXPORT_FORMATS, exportRun } from '../league/index.ts';
import { victimsOf } from '../records/index.ts';
import type { CliDeps } from './deps.ts';
import { namesIn } from './namesIn.ts';

interface ExportOptions {
  readonly out: string;
  readonly format?: string;
  readonly force?: boolean;
  readonly purpose: string;
}

/** `linchpin league export`: a stored run as a file to take away. */
export function registerLeagueExport(league: Command, deps: CliDeps): void {
  league
    .command('export')
    .description('write a stored run to a file, with its marking, your name and what has to be read with it')
    .argument('<run id>')
    .requiredOption('--out <file>', 'where to')
    .option(`--format <${EXPORT_FORMATS.join(' | ')}>`, 'default: as the file ends')
    .option('--force', 'write over a file that is there')
    .action((id: string, _options: unknown, command: Command) =>
      exportToFile(id, command.optsWithGlobals<ExportOptions>(), deps),
    );
}

async function exportToFile(id: string, options: ExportOptions, deps: CliDeps): Promise<void> {
  const { out: file, purpose } = options;
  const format = options.format ?? extname(file).slice(1);
  const operation = { name: 'league export', purpose, action: 'DISCLOSURE' } as const;
  const pseudonyms = await openPseudonyms(deps.config);
  const { body, personIds } = await deps.withGraph(operation, async ({ graph, caller, touch }) => {
    const asked = {
      id,
      format,
      victimsOf: (offenceIds: readonly string[], visible: readonly string[], exportId: string) =>
        victimsOf(graph, { offenceIds, visible }, pseudonyms.forExport(exportId)),
    };
    const made = await exportRun(graph, asked, caller, namesIn(graph), deps.clock);
    touch([id, ...made.personIds]);
    return made;
  });
  // Nothing is written that has not been audited.
  await writeNew(file, body, options.force === true);
  deps.err(`wrote ${personIds.length} persons of ${id} to ${file}`);
}

/** @throws LinchpinError CONFLICT where the file is there and is not to be written over, BAD_INPUT where it cannot be written */
async function writeNew(file: string, body: Buffer, force: boolean): Promise<void> {
  try {
    await writeFile(file, body, { flag: force ? 'w' : 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as { readonly code?: string };
    throw code === 'EEXIST'
      ? new LinchpinError('CONFLICT', `${file} is there already; --force writes over it.`, {
          place: { argument: 'out' },
        })
      : new LinchpinError('BAD_INPUT', `${file} cannot be written (${code ?? String(error)}).`, {
          place: { argument: 'out' },
        });
  }
}
