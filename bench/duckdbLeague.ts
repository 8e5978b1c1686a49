import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { projectRoot } from '../src/config/index.ts';

/** One line of the table as DuckDB has it. */
export interface PeerLine {
  readonly personId: string;
  readonly harmMicros: number;
  readonly victims: number;
  readonly offences: number;
}

/** The `vawg` league at 2023-06-30 over 365 days, computed by DuckDB straight from the CSV files of the seed. */
export async function duckdbLeague(
  bundle: string,
): Promise<{ readonly lines: readonly PeerLine[]; readonly milliseconds: number }> {
  const tables = join(projectRoot, 'src/harm/tables');
  const csv = (path: string) =>
    `read_csv('${path.replaceAll("'", "''")}', all_varchar = true, header = true, quote = '"', escape = '"')`;
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const started = performance.now();
  const reader = await connection.runAndReadAll(`
    WITH scope AS (SELECT code FROM ${csv(join(tables, 'programme_vawg.csv'))}),
    weight AS (SELECT code, CAST(CAST(days AS DECIMAL(18, 6)) * 1000000 AS BIGINT) AS micros FROM ${csv(join(tables, 'cchi_public.csv'))}),
    person AS (SELECT id, sex FROM ${csv(join(bundle, 'persons.csv'))}),
    offence AS (
      SELECT o.id, w.micros FROM ${csv(join(bundle, 'offences.csv'))} o
      JOIN scope s ON s.code = o.offence_code LEFT JOIN weight w ON w.code = o.offence_code
      WHERE length(o.reported_on) = 10 AND o.reported_on BETWEEN '2022-07-01' AND '2023-06-30'),
    role AS (SELECT person_id, offence_id, role, coalesce(status, 'NAMED') AS status FROM ${csv(join(bundle, 'involvements.csv'))}),
    victim AS (
      SELECT DISTINCT r.offence_id, r.person_id FROM role r JOIN person p ON p.id = r.person_id
      WHERE r.role = 'VICTIM' AND p.sex = 'F'),
    suspect AS (
      SELECT DISTINCT r.offence_id, r.person_id, o.micros FROM role r JOIN person p ON p.id = r.person_id
      JOIN offence o ON o.id = r.offence_id
      WHERE r.role = 'SUSPECT' AND p.sex = 'M' AND r.status NOT IN ('ELIMINATED', 'ACQUITTED')
        AND r.offence_id IN (SELECT offence_id FROM victim)),
    harm AS (SELECT person_id, sum(micros) AS micros, count(*) AS offences FROM suspect GROUP BY person_id),
    hurt AS (
      SELECT s.person_id, count(DISTINCT v.person_id) AS victims FROM suspect s
      JOIN victim v ON v.offence_id = s.offence_id AND v.person_id <> s.person_id GROUP BY s.person_id)
    SELECT 'london:' || h.person_id AS person, h.micros::DOUBLE AS micros, coalesce(v.victims, 0)::INTEGER AS victims, h.offences::INTEGER AS offences
    FROM harm h LEFT JOIN hurt v ON v.person_id = h.person_id
    ORDER BY h.micros DESC, victims DESC, offences DESC, person`);
  const lines = reader.getRowsJS().map(([personId, harmMicros, victims, offences]) => ({
    personId: String(personId),
    harmMicros: Number(harmMicros),
    victims: Number(victims),
    offences: Number(offences),
  }));
  return { lines, milliseconds: performance.now() - started };
}
