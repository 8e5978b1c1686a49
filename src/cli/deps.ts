import type { Command } from 'commander';
import type { Audit, AuditAction, Caller } from '../access/index.ts';
import type { Clock, Config } from '../config/index.ts';
import type { Graph } from '../graph/index.ts';
import type { ServerConnection } from '../neo4j/index.ts';
import type { OpenStore } from './openStore.ts';

/** What a command that reads or writes the store works with. */
export interface Session {
  readonly graph: Graph;
  readonly load: OpenStore['load'];
  /** Dumps the store of a server of our own; see `dumpStore`. */
  readonly dump?: ServerConnection['dumpStore'] | undefined;
  readonly caller: Caller;
  readonly audit: Audit;
  /** Names persons and facts that the command has shown, for its audit entry. */
  readonly touch: (ids: readonly string[]) => void;
}

/** What commands are given; nothing else reaches the outside. */
export interface CliDeps {
  readonly config: Config;
  readonly clock: Clock;
  /** Standard output: data only. */
  readonly out: (text: string) => void;
  /** Standard error: everything else. */
  readonly err: (text: string) => void;
  /** Aborts on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * Starts or joins the server, opens a migrated graph with its reference data, runs `work` as the local operator,
   * audits it as `cli:<user>`, and leaves everything as it was found.
   */
  readonly withGraph: <T>(
    operation: {
      readonly name: string;
      readonly purpose: string | undefined;
      /** What it does, for the audit; reading where nothing is said. */
      readonly action?: AuditAction;
    },
    work: (session: Session) => Promise<T>,
  ) => Promise<T>;
}

export type Register = (program: Command, deps: CliDeps) => void;
