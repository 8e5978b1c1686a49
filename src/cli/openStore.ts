import { join } from 'node:path';
import { type Clock, type Config, systemClock } from '../config/index.ts';
import {
  type Graph,
  type GraphConnection,
  migrate,
  openGraph,
  pauseLeases,
  restoreStore,
  resumeLeases,
  type StoreFiles,
} from '../graph/index.ts';
import { ensureShippedEditions } from '../harm/index.ts';
import { ensureProgrammes } from '../league/index.ts';
import { acquireServer, type ServerConnection } from '../neo4j/index.ts';
import { ensureRetentionPolicy } from '../retention/index.ts';

/** A store that is migrated and has its reference data, and how to leave it. */
export interface OpenStore {
  readonly graph: Graph;
  readonly connection: ServerConnection;
  /** Lays files into the store in place of what it holds; see `replaceStore`. @returns false where it was not done */
  readonly load: ((files: () => Promise<StoreFiles>) => Promise<boolean>) | undefined;
  close(): Promise<void>;
}

/** Where staging areas, uploads and reports that cannot stand beside a bundle are put. */
export const workDirectoryOf = (config: Config): string => join(config.home, 'work');

/** Runs a step and says how long it took. */
export async function timed<T>(
  say: (text: string) => void,
  what: string,
  step: () => Promise<T>,
  clock: Clock = systemClock,
): Promise<T> {
  const started = clock.now().getTime();
  const result = await step();
  say(`${what} (${((clock.now().getTime() - started) / 1000).toFixed(1)} s)`);
  return result;
}

/**
 * Starts or joins the server of this configuration and brings its store up to date.
 * @param options how long a call is tried again while the store is away
 */
export async function openStore(
  config: Config,
  say: (text: string) => void,
  options: Pick<GraphConnection, 'retryMs'> = {},
): Promise<OpenStore> {
  const connection = await acquireServer({
    home: config.home,
    neo4j: config.neo4j,
    purpose: 'service',
    onProgress: say,
  });
  const graph = openGraph({ ...connection, ...options });
  const close = async () => {
    await graph.close();
    await connection.release();
  };
  const prepare = async () => {
    await timed(say, 'migrations', () => migrate(graph, { onProgress: say }));
    await timed(say, 'reference data', async () => {
      await ensureShippedEditions(graph);
      await ensureProgrammes(graph);
      await ensureRetentionPolicy(graph, systemClock, config.retentionFile);
    });
  };
  const { replaceStore } = connection;
  const load = async (files: () => Promise<StoreFiles>) => {
    const outcome = await replaceStore?.({
      files: async () => {
        await pauseLeases(graph);
        return files();
      },
      reopen: () => timed(say, 'constraints and indexes', () => restoreStore(graph)),
    }).finally(() => resumeLeases(graph));
    return outcome === 'done';
  };
  try {
    await prepare();
    return { graph, connection, load: replaceStore === undefined ? undefined : load, close };
  } catch (error) {
    await close();
    throw error;
  }
}
