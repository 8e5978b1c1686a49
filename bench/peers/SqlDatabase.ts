import type { PeerFiles } from '../league/peerFiles.ts';

/** A peer that computes the league from its own loaded tables, in SQL. */
export interface SqlDatabase {
  readonly name: string;
  readonly version: string;
  run(sql: string): Promise<void>;
  /** Rows as arrays; whole numbers may come as text. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Loads the files into `person`, `offence`, `suspect_in` and `victim_of`, and makes them ready to be asked. */
  load(files: PeerFiles): Promise<void>;
  close(): Promise<void>;
}

export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
