import type { Params, QueryName, Row } from './queries.generated.ts';

/** What every call may carry: who asks and for what (kept in the store's query log), how long, and until when. */
export interface CallOptions {
  readonly user?: string | undefined;
  readonly operation?: string | undefined;
  readonly requestId?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** When it aborts, the running query is ended in the server. */
  readonly signal?: AbortSignal | undefined;
}

/** Several queries in one write transaction. */
export interface GraphTransaction {
  run<N extends QueryName>(name: N, params: Params<N>): Promise<readonly Row<N>[]>;
}

/** The store, spoken to only through the query catalogue. One per process. */
export interface Graph {
  read<N extends QueryName>(name: N, params: Params<N>, options?: CallOptions): Promise<readonly Row<N>[]>;
  /** Rows as they arrive, for results too large to hold. */
  stream<N extends QueryName>(name: N, params: Params<N>, options?: CallOptions): AsyncGenerator<Row<N>>;
  /** One query in one transaction, tried again on transient errors: it must be idempotent. */
  write<N extends QueryName>(name: N, params: Params<N>, options?: CallOptions): Promise<readonly Row<N>[]>;
  /** Several queries in one write transaction; `work` may run twice: it must be idempotent. */
  transaction<T>(work: (tx: GraphTransaction) => Promise<T>, options?: CallOptions): Promise<T>;
  /** @throws LinchpinError UNAVAILABLE when the store does not answer within `timeoutMs` */
  verify(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
