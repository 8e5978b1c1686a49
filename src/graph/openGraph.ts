import { setTimeout as pause } from 'node:timers/promises';
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { guardCall } from './callGuard.ts';
import type { CallOptions, Graph, GraphTransaction } from './Graph.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { parametersOf, rowOf, settings } from './messages.ts';
import { type Outage, watchOutage, within } from './outage.ts';
import type { CatalogueQuery } from './parseQueryFile.ts';
import type { QueryName, Row } from './queries.generated.ts';
import { brokeInHandshake, translateError } from './translateError.ts';

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
/** Of a transaction that says nothing. */
const TRANSACTION_MS = 120_000;
/** A server that still has not ended a query this long after its time is not waited for. */
const GRACE_MS = 5_000;
const AGAIN_MS = 100;

type TransactionConfig = ReturnType<typeof settings>;

/**
 * Opens the one connection pool of a process. Nothing is sent before the first call.
 * @throws LinchpinError QUERY_INVALID when a file of the catalogue is not well formed
 */
export function openGraph(connection: GraphConnection): Graph {
  const catalogue = loadCatalogue();
  const retryMs = connection.retryMs ?? MAX_RETRY_MS;
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.username, connection.password), {
    disableLosslessIntegers: true,
    maxTransactionRetryTime: retryMs,
    connectionAcquisitionTimeout: 15_000,
    connectionTimeout: 5_000,
    telemetryDisabled: true,
    userAgent: 'linchpin',
  });
  return new DriverGraph(driver, connection.database, catalogue, retryMs);
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
  private readonly retryMs: number;
  private readonly outage: Outage;

  constructor(
    driver: Driver,
    database: string,
    catalogue: ReadonlyMap<string, CatalogueQuery>,
    retryMs: number,
  ) {
    this.driver = driver;
    this.database = database;
    this.catalogue = catalogue;
    this.retryMs = retryMs;
    this.outage = watchOutage(() => this.ping());
  }

  read: Graph['read'] = (name, params, options = {}) => this.one(name, params, options, 'READ');
  write: Graph['write'] = (name, params, options = {}) => this.one(name, params, options, 'WRITE');

  async *stream<N extends QueryName>(
    name: N,
    params: object,
    options: CallOptions = {},
  ): AsyncGenerator<Row<N>> {
    const query = this.query(name);
    await this.outage.mayCall();
    const session = this.driver.session({ database: this.database, defaultAccessMode: neo4j.session.READ });
    const guard = guardCall(options.signal, query.timeoutMs + GRACE_MS, () => leave(session));
    try {
      const result = session.run(query.text, parametersOf(query, params), settings(options, query.timeoutMs));
      for await (const record of result) yield rowOf<N>(query, record);
    } catch (error) {
      throw guard.failure ?? this.failure(error, name);
    } finally {
      guard.stop();
      if (guard.failure === undefined) await session.close();
    }
  }

  transaction<T>(work: (tx: GraphTransaction) => Promise<T>, options: CallOptions = {}): Promise<T> {
    const run = async (managed: ManagedTransaction) =>
      work({ run: (name, params) => this.runIn(managed, name, params) });
    const timeoutMs = options.timeoutMs ?? TRANSACTION_MS;
    return this.inSession('WRITE', { ...options, timeoutMs }, 'transaction', (session) =>
      this.managed(session, 'WRITE', settings(options, timeoutMs), run),
    );
  }

  async verify(timeoutMs: number): Promise<void> {
    await within(timeoutMs, this.outage.ask());
  }

  async close(): Promise<void> {
    await this.driver.close();
  }

  private async ping(): Promise<void> {
    const query = this.query('graph/ping');
    const session = this.driver.session({ database: this.database, defaultAccessMode: neo4j.session.READ });
    try {
      await session.run(query.text, {}, settings({}, query.timeoutMs));
    } catch (error) {
      throw translateError(error, query.name);
    } finally {
      await session.close();
    }
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
    const begun = performance.now();
    return this.inSession(mode, { ...options, timeoutMs }, name, async (session) => {
      try {
        return await this.runIn(session, name, params, settings(options, timeoutMs));
      } catch (error) {
        if (!mayPass(error) || performance.now() - begun > this.retryMs) throw error;
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
      if (mayPass(error)) throw error;
      throw translateError(error, name);
    }
  }

  private async inSession<T>(
    mode: 'READ' | 'WRITE',
    options: CallOptions & { readonly timeoutMs: number },
    name: string,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    options.signal?.throwIfAborted();
    await this.outage.mayCall();
    const session = this.driver.session({ database: this.database, defaultAccessMode: mode });
    const limitMs = this.retryMs + options.timeoutMs + GRACE_MS;
    const guard = guardCall(options.signal, limitMs, () => leave(session));
    try {
      return await Promise.race([work(session), guard.over]);
    } catch (error) {
      throw guard.failure ?? this.failure(error, name);
    } finally {
      guard.stop();
      // Of a session that was left one does not know when it is closed: its server may hang.
      if (guard.failure === undefined) await session.close();
    }
  }

  private failure(error: unknown, name: string): LinchpinError {
    const failure = translateError(error, name);
    if (failure.code === 'UNAVAILABLE') this.outage.lost();
    return failure;
  }

  private async managed<T>(
    session: Session,
    mode: 'READ' | 'WRITE',
    config: TransactionConfig,
    work: (managed: ManagedTransaction) => Promise<T>,
  ): Promise<T> {
    const begun = performance.now();
    for (;;) {
      try {
        return await (mode === 'READ'
          ? session.executeRead(work, config)
          : session.executeWrite(work, config));
      } catch (error) {
        if (!brokeInHandshake(error) || performance.now() - begun > this.retryMs) throw error;
        await pause(AGAIN_MS);
      }
    }
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

/** Whether the same may go well at once or a little later. */
function mayPass(error: unknown): boolean {
  return neo4j.isRetryableError(error) || brokeInHandshake(error);
}

/** Closing a session resets its connection, which ends the query in the server. */
function leave(session: Session): void {
  session.close().catch(() => undefined);
}
