import { Command, CommanderError } from 'commander';
import { projectRoot, readConfig, systemClock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { registerAudit } from './audit.ts';
import { registerBackup } from './backup.ts';
import { registerCheck } from './check.ts';
import type { CliDeps, Register } from './deps.ts';
import { registerDocuments } from './documents.ts';
import { registerGenerate } from './generate.ts';
import { registerHarm } from './harm.ts';
import { registerImport } from './import.ts';
import { registerLeague } from './league.ts';
import { registerLinks } from './links.ts';
import { registerMigrate } from './migrate.ts';
import { registerNeo4j } from './neo4j.ts';
import { registerNetwork } from './network.ts';
import { registerQuery } from './query.ts';
import { registerRestore } from './restore.ts';
import { registerRetention } from './retention.ts';
import { registerSeed } from './seed.ts';
import { registerSeries } from './series.ts';
import { registerServe } from './serve.ts';
import { registerToken } from './token.ts';
import { withGraphOf } from './withGraph.ts';

const COMMANDS: readonly Register[] = [
  registerServe,
  registerNeo4j,
  registerMigrate,
  registerCheck,
  registerAudit,
  registerBackup,
  registerRestore,
  registerImport,
  registerSeed,
  registerHarm,
  registerLeague,
  registerLinks,
  registerNetwork,
  registerRetention,
  registerSeries,
  registerToken,
  registerQuery,
  registerGenerate,
  registerDocuments,
];

async function main(): Promise<void> {
  const err = (text: string) => void process.stderr.write(`${text}\n`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(signal));
  const program = new Command('linchpin')
    .description('Graph intelligence on reported harm. A rank is not guilt and not a forecast.')
    .showHelpAfterError('(add --help for what this command takes)')
    .showSuggestionAfterError()
    .exitOverride();
  try {
    const config = readConfig(process.env, projectRoot);
    const deps: CliDeps = {
      config,
      clock: systemClock,
      out: (text) => void process.stdout.write(`${text}\n`),
      err,
      signal: stop.signal,
      withGraph: withGraphOf(config, systemClock, err),
    };
    for (const register of COMMANDS) register(program, deps);
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      err(error instanceof LinchpinError ? `${error.code}: ${error.message}` : `INTERNAL: ${String(error)}`);
      if (error instanceof LinchpinError && error.code === 'INTERNAL') err(String(error.cause ?? ''));
      process.exitCode = 1;
    }
  }
}

await main();
