import type { Audit, Caller } from '../access/index.ts';
import type { Clock, Config } from '../config/index.ts';
import type { Graph } from '../graph/index.ts';

/** A store that is open for one command, and for whom. */
export interface StoreSession {
  readonly graph: Graph;
  readonly caller: Caller;
  readonly audit: Audit;
}

/** What every command is given. */
export interface CliDeps {
  readonly config: Config;
  readonly clock: Clock;
  /** To stdout: data only. */
  readonly out: (text: string) => void;
  /** To stderr: everything else. */
  readonly err: (text: string) => void;
  /**
   * Starts or reaches the server, opens a migrated graph with its reference data, runs the work as the local operator,
   * audits it as `cli:<user>`, and releases everything.
   */
  withGraph<T>(
    operation: { readonly name: string; readonly purpose: string | undefined },
    work: (session: StoreSession) => Promise<T>,
  ): Promise<T>;
}
