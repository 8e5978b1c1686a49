import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { openPseudonyms } from '../access/index.ts';
import { type ImportProgress, type ImportReport, importBundle } from '../ingest/index.ts';
import type { Register } from './deps.ts';
import { workDirectoryOf } from './openStore.ts';

export const registerImport: Register = (program, { config, clock, withGraph, out, err, signal }) => {
  program
    .command('import')
    .description('import a bundle: a folder of CSV files, or a zip of one')
    .argument('<folder or zip>')
    .option('--map <file.yaml>', "mapping of other people's files, columns and codes, laid over the manifest")
    .option('--dry-run', 'read and check everything, write nothing')
    .option('--purpose <text>', 'why, for the audit', 'import of a bundle')
    .option('--json', 'print the reconciliation as JSON')
    .action(
      async (path: string, options: { map?: string; dryRun?: boolean; purpose: string; json?: boolean }) => {
        const progress = progressOn(err);
        const pseudonyms = await openPseudonyms(config);
        const report = await withGraph(
          { name: 'import', purpose: options.purpose, action: 'COLLECTION' },
          ({ graph, load }) =>
            importBundle(graph, {
              path,
              mapFile: options.map,
              dryRun: options.dryRun,
              clock,
              workDirectory: workDirectoryOf(config),
              load,
              pseudonyms,
              signal,
              onProgress: progress.show,
            }).finally(progress.end),
        );
        out(options.json === true ? JSON.stringify(report) : reconciliation(report));
        for (const file of report.reports) err(`see ${file}`);
        if (report.rejected > 0) process.exitCode = 3;
      },
    );
};

/** A bar on a terminal, plain lines otherwise. */
export function progressOn(err: (text: string) => void) {
  if (!process.stderr.isTTY) {
    const said = new Set<string>();
    const show = ({ step, file, done, total }: ImportProgress) => {
      if (done < total || said.has(`${step} ${file}`)) return;
      said.add(`${step} ${file}`);
      err(`${step === 'read' ? 'read' : 'wrote'} ${file}`);
    };
    return { show, end: () => undefined };
  }
  const bar = new SingleBar({
    format: '{step} {file} [{bar}] {percentage} %',
    stream: process.stderr,
    clearOnComplete: true,
  });
  let running = '';
  return {
    show: ({ step, file, done, total }: ImportProgress) => {
      if (running !== `${step} ${file}`) {
        if (running !== '') bar.stop();
        running = `${step} ${file}`;
        bar.start(total, 0, { step, file });
      }
      bar.update(Math.min(done, total));
    },
    end: () => {
      if (running !== '') bar.stop();
    },
  };
}

function reconciliation(report: ImportReport): string {
  const head = [
    'file',
    'read',
    'accepted',
    'duplicate',
    'rejected',
    'cells dropped',
    'created',
    'updated',
    'unchanged',
    'ended',
  ];
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
  });
  for (const {
    file,
    read,
    accepted,
    duplicate,
    rejected,
    dropped,
    created,
    updated,
    unchanged,
    ended,
  } of report.files)
    table.push([file, read, accepted, duplicate, rejected, dropped, created, updated, unchanged, ended]);
  const what = report.dryRun ? 'dry run, nothing was written' : `job ${report.job}`;
  return `${table.toString()}\n${what}; by ${report.way}; ${report.seconds.toFixed(1)} s; ${report.rejected} rows rejected, ${report.warnings} cells dropped`;
}
