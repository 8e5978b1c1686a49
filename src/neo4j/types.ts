import type { Readable } from 'node:stream';
import type { NeoSettings } from '../config/index.ts';
import type { StoreFiles } from '../graph/index.ts';

/** What came of laying files into a store: `busy` and `failed` leave it as it was. */
export type Replacement = 'done' | 'busy' | 'failed';

/** What a replacement of the store asks of those who use it; nobody else can reach the home meanwhile. */
export interface ReplacementSteps {
  /** The files, finished when nobody else can write any more. */
  readonly files: () => Promise<StoreFiles>;
  /** What must be done before anyone else may use the new store; runs when the server answers again. */
  readonly reopen: () => Promise<void>;
}

/** What a dump of the store asks of those who want it; nobody else can reach the home meanwhile. */
export interface DumpSteps {
  /** The last look at the store before its server stops. @param storeBytes size of its files; a dump is smaller */
  readonly ready: (storeBytes: number) => Promise<void>;
  /** Calls `dump` once; it resolves when the whole dump has gone through `take`. */
  readonly work: (dump: (take: (output: Readable) => Promise<void>) => Promise<void>) => Promise<void>;
}

/** A server that answers, and how to leave it. */
export interface ServerConnection {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly provider: 'uri' | 'local' | 'container';
  /**
   * Lays files into the store in place of all it holds; only a server of our own, and only for its single user.
   * See `replaceStore`.
   */
  readonly replaceStore?: (steps: ReplacementSteps) => Promise<Replacement>;
  /** Stops the server, dumps its store, starts it again; only a server of our own, only for its single user. */
  readonly dumpStore?: (steps: DumpSteps) => Promise<void>;
  /** Starts a server of our own again when it has gone or failed, until the signal; see `keepRunning`. */
  readonly keepRunning?: (signal: AbortSignal) => Promise<void>;
  /** Leaves the server: stops it if this process was its last holder and it was not started by hand. */
  release(): Promise<void>;
}

export interface ServerRequest {
  /** Absolute path below which the local server, its store and its password live. */
  readonly home: string;
  readonly neo4j: NeoSettings;
  /** Tests get a smaller server, and a container of their own where containers are used. */
  readonly purpose: 'service' | 'test';
  /** Lines for the configuration of a local server, beside those of `neo4j/neo4j.conf`. */
  readonly settings?: readonly string[] | undefined;
  readonly onProgress?: ((message: string) => void) | undefined;
}

/** The local server of one home, as `linchpin neo4j status` tells it. */
export interface ServerStatus {
  /** `starting`: the process runs and does not answer yet. */
  readonly state: 'stopped' | 'starting' | 'running';
  readonly home: string;
  readonly pid?: number | undefined;
  readonly uri?: string | undefined;
  readonly startedAt?: string | undefined;
  /** True after `linchpin neo4j start`: it then runs until `linchpin neo4j stop`. */
  readonly startedByHand: boolean;
  /** Processes that use it now. */
  readonly holders: readonly number[];
}
