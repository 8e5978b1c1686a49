import { join } from 'node:path';
import pino from 'pino';
import { generateSeed } from '../../seed/index.ts';
import { openAudit, openAuditKey, openPseudonyms, openVerifier, type Pseudonyms } from '../access/index.ts';
import { openLogger, startService } from '../api/index.ts';
import { takeLease } from '../graph/index.ts';
import { importBundle, needsSource } from '../ingest/index.ts';
import { watchTables } from '../league/index.ts';
import { readAhead } from '../links/index.ts';
import { watchErasures } from '../retention/index.ts';
import type { CliDeps, Register } from './deps.ts';
import { forgetInAudit } from './forgetInAudit.ts';
import { progressOn } from './import.ts';
import { type OpenStore, openStore, timed, workDirectoryOf } from './openStore.ts';
import { warmUp } from './warmUp.ts';

/** Seed number of the London that `npm start` makes. */
const SEED_NUMBER = 2023;
const SEED_SIZES = { london: 35_000, 'london-small': 3_500 } as const;
const SEED_SOURCE = 'london';
/** How long a second service waits while the first one imports the seed. */
const SEED_WAIT_MS = 15 * 60_000;
/** A request that meets a store that is away is told so soon; a restart of the local server takes less. */
const RETRY_MS = 10_000;

export const registerServe: Register = (program, deps) => {
  program
    .command('serve')
    .description(
      'start or join Neo4j, bring the store up to date, load the seed into an empty one, and serve the API',
    )
    .action(() => serve(deps));
};

async function serve({ config, clock, out, err, signal }: CliDeps): Promise<void> {
  const logger = openLogger(config.logLevel, pino.destination(2));
  // Keys first: a production service without them must not start anything.
  const verify = await openVerifier(config, clock, (text) => logger.warn(text));
  const pseudonyms = await openPseudonyms(config);
  const store = await openStore(config, err, { retryMs: RETRY_MS });
  const key = await openAuditKey(config);
  try {
    await seedIfEmpty(store, { config, clock, err, signal, pseudonyms });
    const audit = openAudit({
      graph: store.graph,
      clock,
      key,
      home: config.home,
      onAnchor: ({ day, chains, digest }) =>
        logger.info(
          { day, chains, digest },
          'anchor of the audit: keep this digest where this machine cannot write',
        ),
    });
    const services = {
      graph: store.graph,
      database: store.connection.database,
      clock,
      audit,
      pseudonyms,
      revealMinutes: config.revealMinutes,
      verify,
      rules: config.rules,
      logger,
      production: config.production,
      workDirectory: workDirectoryOf(config),
      settings: config.service,
    };
    await timed(err, 'planned the first queries', () => warmUp(store.graph)).catch((error: unknown) =>
      logger.warn({ err: error }, 'the first queries were not planned; the first searches will be slow'),
    );
    const service = await timed(err, 'service', () => startService(services, config));
    out(
      `Linchpin is ready: http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${service.port}`,
    );
    // Ends with the signal; what it is computing then ends with the store.
    void watchTables(store.graph, clock, {
      signal,
      onError: (error, programme) =>
        logger.error({ err: error, programme }, 'a table was not brought up to date'),
    });
    void readAhead(store.graph).catch((error: unknown) =>
      logger.warn({ err: error }, 'the links were not read ahead; the first question about them reads them'),
    );
    void store.connection.keepRunning?.(signal);
    void watchErasures(store.graph, {
      clock,
      signal,
      forgetInAudit: forgetInAudit(store.graph, audit),
      onError: (error) => logger.error({ err: error }, 'an erasure was not finished'),
    });
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    err('stopping: finishing the requests under way');
    await service.stop();
    await audit.close();
  } finally {
    await store.close();
    err('stopped');
  }
}

/** Generates and imports the London seed where nothing was ever imported, or where that import was cut off. */
async function seedIfEmpty(
  { graph, load }: OpenStore,
  {
    config,
    clock,
    err,
    signal,
    pseudonyms,
  }: Pick<CliDeps, 'config' | 'clock' | 'err' | 'signal'> & { readonly pseudonyms: Pseudonyms },
): Promise<void> {
  if (config.seed === 'none' || !(await needsSource(graph, SEED_SOURCE))) return;
  const lease = await takeLease(graph, 'seed', SEED_WAIT_MS);
  try {
    // Another service may have done it while this one waited.
    if (!(await needsSource(graph, SEED_SOURCE))) return;
    const size = SEED_SIZES[config.seed];
    const folder = join(config.home, 'seed', config.seed);
    await timed(err, `generated the synthetic London of ${size} suspects`, () =>
      generateSeed({ size, seed: SEED_NUMBER, out: folder }),
    );
    const progress = progressOn(err);
    await timed(err, 'imported it', () =>
      importBundle(graph, {
        path: join(folder, 'bundle'),
        clock,
        workDirectory: workDirectoryOf(config),
        load,
        pseudonyms,
        signal,
        onProgress: progress.show,
      }).finally(progress.end),
    );
  } finally {
    await lease.release().catch(() => undefined);
  }
}
