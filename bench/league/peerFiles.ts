import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { CsvTable } from '../../src/ingest/bulk/CsvTable.ts';
import type { MadeLeague } from './makeLeague.ts';

/**
 * What the peers load, from the same rows as the store: `persons` (id, sex), `offences` (id, code, reported_on) and
 * `roles` (person_id, offence_id, role, status), ids as the store has them.
 */
export interface PeerFiles {
  readonly persons: string;
  readonly offences: string;
  readonly roles: string;
}

const filesIn = (folder: string): PeerFiles => ({
  persons: join(folder, 'peer-persons.csv'),
  offences: join(folder, 'peer-offences.csv'),
  roles: join(folder, 'peer-roles.csv'),
});

export function writePeerFiles(league: MadeLeague, folder: string): PeerFiles {
  const files = filesIn(folder);
  const { source } = league;
  const persons = new CsvTable(files.persons, ['id', 'sex']);
  for (const [index, sex] of league.suspects.entries()) persons.add(`${source}:P${index + 1},${sex}`);
  for (const [index, sex] of league.victims.entries()) persons.add(`${source}:V${index + 1},${sex ?? ''}`);
  persons.finish();
  const offences = new CsvTable(files.offences, ['id', 'code', 'reported_on']);
  const roles = new CsvTable(files.roles, ['person_id', 'offence_id', 'role', 'status']);
  for (const [index, { code, reportedOn, suspects, victim, status }] of league.offences.entries()) {
    const id = `${source}:O${index + 1}`;
    offences.add(`${id},${code ?? ''},${reportedOn}`);
    for (const suspect of suspects) roles.add(`${source}:P${suspect + 1},${id},SUSPECT,${status}`);
    roles.add(`${source}:V${victim + 1},${id},VICTIM,`);
  }
  offences.finish();
  roles.finish();
  return files;
}

/** The same of a bundle's files; a report date of which only month or year is known stands in no window of days. */
export async function peerFilesOfBundle(bundle: string, source: string, folder: string): Promise<PeerFiles> {
  const files = filesIn(folder);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = (file: string) =>
    `read_csv('${join(bundle, file).replaceAll("'", "''")}', all_varchar = true, header = true, quote = '"', escape = '"')`;
  const copy = (select: string, path: string) =>
    connection.run(`COPY (${select}) TO '${path.replaceAll("'", "''")}' (HEADER, DELIMITER ',')`);
  const id = (column: string) => `'${source}:' || ${column}`;
  await copy(`SELECT ${id('id')} AS id, sex FROM ${read('persons.csv')}`, files.persons);
  await copy(
    `SELECT ${id('id')} AS id, offence_code AS code, CASE WHEN length(reported_on) = 10 THEN reported_on END AS reported_on FROM ${read('offences.csv')}`,
    files.offences,
  );
  await copy(
    `SELECT ${id('person_id')} AS person_id, ${id('offence_id')} AS offence_id, role, status FROM ${read('involvements.csv')} WHERE role IN ('SUSPECT', 'VICTIM')`,
    files.roles,
  );
  connection.closeSync();
  instance.closeSync();
  return files;
}
