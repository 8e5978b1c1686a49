import { cpus } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import type { PeerFiles } from '../league/peerFiles.ts';
import { type SqlDatabase, sqlText } from './SqlDatabase.ts';
import { loadReference } from './sqlLeague.ts';

/** DuckDB in this process, its tables in memory, with as many threads as the machine has cores. */
export async function openDuckdb(): Promise<SqlDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(cpus().length) });
  const connection = await instance.connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  const run = async (sql: string) => void (await connection.run(sql));
  const [[version] = []] = await rows('SELECT version()');
  const database: SqlDatabase = {
    name: 'DuckDB',
    version: String(version),
    run,
    rows,
    load: async (files: PeerFiles) => {
      const csv = (path: string) => `read_csv(${sqlText(path)}, all_varchar = true, header = true)`;
      await run(`CREATE TABLE person AS SELECT id, sex FROM ${csv(files.persons)}`);
      await run(
        `CREATE TABLE offence AS SELECT id, code, CAST(reported_on AS DATE) AS reported_on FROM ${csv(files.offences)}`,
      );
      const roles = csv(files.roles);
      await run(
        `CREATE TABLE suspect_in AS SELECT person_id, offence_id, status FROM ${roles} WHERE role = 'SUSPECT'`,
      );
      await run(`CREATE TABLE victim_of AS SELECT person_id, offence_id FROM ${roles} WHERE role = 'VICTIM'`);
      await loadReference(database);
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
  return database;
}
