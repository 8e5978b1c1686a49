import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { subDays } from 'date-fns';
import { anchorToday, exportAudit, openAuditKey, pruneAudit, verifyAudit } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CliDeps, Register } from './deps.ts';
import { findingLine } from './findingLine.ts';
import { keyIn } from './keyIn.ts';

interface ExportOptions {
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly id?: string;
  readonly force?: boolean;
  readonly purpose: string;
}

interface VerifyOptions {
  readonly keyFile: readonly string[];
  readonly store?: string;
  readonly purpose?: string;
  readonly json?: boolean;
}

export const registerAudit: Register = (program, deps) => {
  const audit = program.command('audit').description('the audit: is it whole, who did what, what may go');
  audit
    .command('verify')
    .description(
      'prove that nothing was changed, deleted, inserted, reordered or cut off; exit 1 names what was',
    )
    .option('--key-file <file...>', 'keys of before, if the key was changed', [])
    .option(
      '--store <id>',
      'what the store must be, as an earlier verify printed it: its audit may have been taken away',
    )
    .option('--purpose <text>', 'why, for the audit')
    .option('--json', 'print one object')
    .action((options: VerifyOptions) => verify(deps, options));
  audit
    .command('export')
    .description('write entries to a CSV file, newest first, and print its SHA-256')
    .requiredOption('--out <file>', 'where to')
    .option('--from <day>', 'first day, in UTC', dayOption)
    .option('--to <day>', 'last day, in UTC', dayOption)
    .option('--subject <name>', 'only who asked')
    .option('--id <id>', 'only who was shown this, or asked for it')
    .option('--force', 'write over a file that is there')
    .requiredOption('--purpose <text>', 'why, for the audit')
    .action((options: ExportOptions) => exportTo(deps, options));
  audit
    .command('anchor')
    .description("write today's heads of every chain outside the database and print their SHA-256")
    .option('--purpose <text>', 'why, for the audit')
    .action((options: { purpose?: string }) => anchor(deps, options));
  audit
    .command('prune')
    .description('delete entries older than LINCHPIN_AUDIT_KEEP_DAYS, leaving a sealed stump of each chain')
    .option('--key-file <file...>', 'keys of before, if the key was changed', [])
    .requiredOption('--purpose <text>', 'why, for the audit')
    .action((options: { purpose: string; keyFile: readonly string[] }) => prune(deps, options));
};

/** Where no NEO4J_URI is given, the store is the home's own. */
const ownStore = ({ config }: CliDeps) => config.neo4j.uri === undefined;

async function verify(
  deps: CliDeps,
  { keyFile, store: expected, purpose, json }: VerifyOptions,
): Promise<void> {
  const { config, withGraph, out, err } = deps;
  const keys = [await openAuditKey(config), ...(await Promise.all(keyFile.map(keyIn)))];
  const verdict = await withGraph({ name: 'audit verify', purpose }, ({ graph }) =>
    verifyAudit({ graph, keys, home: config.home, own: ownStore(deps), expected }),
  );
  const { findings, chains, entries, unanswered, store, otherStores } = verdict;
  if (findings.length > 0) process.exitCode = 1;
  if (json === true) out(JSON.stringify(verdict));
  else for (const finding of findings) out(findingLine(finding));
  err(
    `${entries} entries in ${chains} chains, ${findings.length} broken, of the store ${store ?? 'that has no audit'}`,
  );
  if (unanswered > 0)
    err(
      `${unanswered} entries stand above their head: their process was stopped before it answered, or is at it`,
    );
  if (otherStores.length > 0 && !ownStore(deps))
    err(`this home holds the heads of other stores too: ${otherStores.join(', ')}`);
}

async function exportTo(deps: CliDeps, options: ExportOptions): Promise<void> {
  const { out: file, from, to, subject, id, purpose, force } = options;
  if (force !== true && existsSync(file))
    throw new LinchpinError('CONFLICT', `${file} is there already; --force writes over it.`, {
      place: { argument: 'out' },
    });
  const { rows, digest } = await deps.withGraph(
    { name: 'audit export', purpose, action: 'DISCLOSURE' },
    async ({ graph, caller, audit, touch }) => {
      if (id !== undefined) touch([id]);
      // Nothing is written that has not been audited.
      await audit.record({
        principal: caller,
        purpose: caller.purpose,
        action: 'DISCLOSURE',
        operation: 'audit export',
        decision: 'ALLOWED',
        requestId: randomUUID(),
        ids: [],
        named: id === undefined ? [] : [id],
        resultCount: 0,
        variables: JSON.stringify({ from, to, subject, id }),
      });
      return exportAudit({ graph, visible: caller.visible, filter: { from, to, subject }, id, file });
    },
  );
  deps.err(`wrote ${rows} entries to ${file}`);
  deps.out(`${digest}  ${file}`);
}

async function anchor({ config, clock, withGraph, out, err }: CliDeps, { purpose }: { purpose?: string }) {
  const key = await openAuditKey(config);
  const made = await withGraph({ name: 'audit anchor', purpose }, ({ graph }) =>
    anchorToday({ graph, clock, key, home: config.home }),
  );
  err(`the heads of ${made.chains} chains; keep the digest where this machine cannot write`);
  out(`${made.digest}  ${made.path}`);
}

async function prune(
  deps: CliDeps,
  { purpose, keyFile }: { purpose: string; keyFile: readonly string[] },
): Promise<void> {
  const { config, clock, withGraph, err } = deps;
  const days = config.auditKeepDays;
  if (days === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      'LINCHPIN_AUDIT_KEEP_DAYS is not set: nothing is pruned until it says for how many days entries are kept.',
    );
  const key = await openAuditKey(config);
  const olderKeys = await Promise.all(keyFile.map(keyIn));
  const now = clock.now();
  const { entries } = await withGraph(
    { name: 'audit prune', purpose, action: 'ERASURE' },
    ({ graph, audit, caller }) =>
      pruneAudit({
        graph,
        audit,
        key,
        olderKeys,
        home: config.home,
        own: ownStore(deps),
        principal: caller,
        purpose: caller.purpose,
        requestId: randomUUID(),
        before: subDays(now, days),
        now,
      }),
  );
  err(`pruned ${entries} entries older than ${days} days`);
}

function dayOption(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text))
    return text;
  throw new LinchpinError('BAD_INPUT', `"${text}" is not a day; write 2023-06-30.`);
}
