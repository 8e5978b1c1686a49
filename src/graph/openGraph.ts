import neo4j, {
  type Driver,
  type Record as DriverRecord,
  type ManagedTransaction,
  type Session,
} from 'neo4j-driver';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph, GraphTransaction } from './Graph.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import type { CatalogueQuery } from './parseQueryFile.ts';
import type { QueryName, Row } from './queries.generated.ts';
import { translateError } from './translateError.ts';
import { fromDriver, toDriver } from './values.ts';

/** How to reach a store. */
export interface GraphConnection {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Longest time one call is tried again on transient errors before it gives up; 30 s where nothing is said. */
  readonly retryMs?: number | undefined;
}

const MAX_RETRY_MS = 30_000;

type TransactionConfig = ReturnType<typeof settings>;

/**
 * Opens the one connection pool of a process. Nothing is sent before the first call.
 * @throws LinchpinError QUERY_INVALID when a file of the catalogue is not well formed
 */
export function openGraph(connection: GraphConnection): Graph {
  const catalogue = loadCatalogue();
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.username, connection.password), {
    disableLosslessIntegers: true,
    maxTransactionRetryTime: connection.retryMs ?? MAX_RETRY_MS,
    connectionAcquisitionTimeout: 15_000,
    connectionTimeout: 5_000,
    telemetryDisabled: true,
    userAgent: 'linchpin',
  });
  return new DriverGraph(driver, connection.database, catalogue);
}

/** Gives the driver of a graph to the one library that needs it raw: the generated catalogue of `@neo4j/graphql`. */
export function driverOf(graph: Graph): Driver {
  if (graph instanceof DriverGraph) return graph.driver;
  throw new LinchpinError('INTERNAL', 'This graph has no driver.');
}

class DriverGraph implements Graph {
  readonly driver: Driver;
  private readonly database: string;
  private readonly catalogue: ReadonlyMap<string, CatalogueQuery>;

  constructor(driver: Driver, database: string, catalogue: ReadonlyMap<string, CatalogueQuery>) {
    this.driver = driver;
    this.database = database;
    this.catalogue = catalogue;
  }

  read: Graph['read'] = (name, params, options = {}) => this.one(name, params, options, 'READ');
  write: Graph['write'] = (name, params, options = {}) => this.one(name, params, options, 'WRITE');

  async *stream<N extends QueryName>(
    name: N,
    params: object,
    options: CallOptions = {},
  ): AsyncGenerator<Row<N>> {
    const query = this.query(name);
    const session = this.driver.session({ database: this.database, defaultAccessMode: neo4j.session.READ });
    const stop = endOnAbort(session, options.signal);
    try {
      const result = session.run(query.text, parametersOf(query, params), settings(options, query.timeoutMs));
      for await (const record of result) yield rowOf<N>(query, record);
    } catch (error) {
      throw options.signal?.aborted ? cancelled(error) : translateError(error, name);
    } finally {
      stop();
      await session.close();
    }
  }

  transaction<T>(work: (tx: GraphTransaction) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const run = async (managed: ManagedTransaction) =>
      work({ run: (name, params) => this.runIn(managed, name, params) });
    const timeoutMs = options.timeoutMs ?? 120_000;
    return this.inSession('WRITE', options, 'transaction', (session) =>
      this.managed(session, 'WRITE', settings(options, timeoutMs), run),
    );
  }

  async verify(timeoutMs: number): Promise<void> {
    const timer = new Promise<never>((_, reject) => {
      setTimeout(
        () => reject(new LinchpinError('UNAVAILABLE', 'The store does not answer.')),
        timeoutMs,
      ).unref();
    });
    try {
      await Promise.race([this.driver.verifyConnectivity({ database: this.database }), timer]);
    } catch (error) {
      throw translateError(error, 'verify');
    }
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  private one<N extends QueryName>(
    name: N,
    params: object,
    options: CallOptions,
    mode: 'READ' | 'WRITE',
  ): Promise<readonly Row<N>[]> {
    const query = this.query(name);
    if (query.mode === 'write' && mode === 'READ')
      throw new LinchpinError('QUERY_INVALID', `${name} writes; call it with write().`);
    const timeoutMs = options.timeoutMs ?? query.timeoutMs;
    // One message and its answer, where a transaction of its own takes three; it alone is tried again.
    return this.inSession(mode, options, name, async (session) => {
      try {
        return await this.runIn(session, name, params, settings(options, timeoutMs));
      } catch (error) {
        if (!neo4j.isRetryableError(error)) throw error;
        return this.managed(session, mode, settings(options, timeoutMs), (managed) =>
          this.runIn(managed, name, params),
        );
      }
    });
  }

  private async runIn<N extends QueryName>(
    where: Session | ManagedTransaction,
    name: N,
    params: object,
    config?: TransactionConfig,
  ): Promise<readonly Row<N>[]> {
    const query = this.query(name);
    const sent = parametersOf(query, params);
    try {
      const result = await withoutStack(() =>
        config === undefined ? where.run(query.text, sent) : (where as Session).run(query.text, sent, config),
      );
      return result.records.map((record) => rowOf<N>(query, record));
    } catch (error) {
      // Transient errors must reach the driver as they are, or it cannot try again.
      if (neo4j.isRetryableError(error)) throw error;
      throw translateError(error, name);
    }
  }

  private async inSession<T>(
    mode: 'READ' | 'WRITE',
    options: CallOptions,
    name: string,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    options.signal?.throwIfAborted();
    const session = this.driver.session({ database: this.database, defaultAccessMode: mode });
    const stop = endOnAbort(session, options.signal);
    try {
      return await work(session);
    } catch (error) {
      throw options.signal?.aborted ? cancelled(error) : translateError(error, name);
    } finally {
      stop();
      await session.close();
    }
  }

  private managed<T>(
    session: Session,
    mode: 'READ' | 'WRITE',
    config: TransactionConfig,
    work: (managed: ManagedTransaction) => Promise<T>,
  ): Promise<T> {
    return mode === 'READ' ? session.executeRead(work, config) : session.executeWrite(work, config);
  }

  private query(name: string): CatalogueQuery {
    const query = this.catalogue.get(name);
    if (query === undefined)
      throw new LinchpinError('QUERY_INVALID', `There is no query ${name} below cypher/.`);
    return query;
  }
}

/**
 * Starts a query without the stack that the driver keeps of each as text: our errors say where they come from, and
 * with source maps that text costs some 0.2 ms of CPU a query.
 */
function withoutStack<T>(start: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return start();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Closing a session resets its connection, which ends the query in the server. */
function endOnAbort(session: { close(): Promise<void> }, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => undefined;
  const end = () => void session.close().catch(() => undefined);
  signal.addEventListener('abort', end, { once: true });
  return () => signal.removeEventListener('abort', end);
}

function settings(options: CallOptions, timeoutMs: number) {
  const { user, operation, requestId } = options;
  const known = Object.entries({ user, operation, requestId }).filter(([, value]) => value !== undefined);
  return { timeout: timeoutMs, metadata: { app: 'linchpin', ...Object.fromEntries(known) } };
}

function parametersOf(query: CatalogueQuery, params: object): Record<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(params));
  const sent: Record<string, unknown> = {};
  for (const { name, type } of query.parameters) {
    sent[name] = toDriver(given.get(name), type, `${query.name}.$${name}`);
    given.delete(name);
  }
  const stranger = given.keys().next();
  if (!stranger.done)
    throw new LinchpinError('QUERY_INVALID', `${query.name} has no parameter $${stranger.value}.`);
  return sent;
}

function rowOf<N extends QueryName>(query: CatalogueQuery, record: DriverRecord): Row<N> {
  const row: Record<string, unknown> = {};
  for (const { name, type } of query.columns) {
    if (!record.has(name))
      throw new LinchpinError(
        'QUERY_INVALID',
        `${query.name} promises a column ${name} and does not return it.`,
      );
    const value = fromDriver(record.get(name));
    if (value === null && !type.nullable)
      throw new LinchpinError('QUERY_INVALID', `${query.name}: column ${name} is null and not declared so.`);
    row[name] = value;
  }
  return row as Row<N>;
}

function cancelled(cause: unknown): LinchpinError {
  return new LinchpinError('CANCELLED', 'The call was cancelled.', { cause });
}
