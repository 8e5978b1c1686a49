import type { BundleFile, ReferenceKind } from '../types.ts';
import { SHOWN_CHARACTERS } from './limits.ts';
import type { Staging } from './staging.ts';

/** Which file defines what a reference may point to. */
const DEFINED_IN: Readonly<Record<ReferenceKind, readonly BundleFile[]>> = {
  PERSON: ['persons.csv'],
  OFFENCE: ['offences.csv'],
  LOCATION: ['locations.csv'],
  OTHER: ['intelligence.csv', 'events.csv', 'custody.csv', 'forensics.csv', 'orders.csv'],
};

/** Decides among rows of one key: `state` becomes ok, duplicate or rejected; weights are added up where they are. */
export async function settleKeys(
  staging: Staging,
  repeated: ReadonlyMap<BundleFile, 'once' | 'latest' | 'sum'>,
): Promise<void> {
  staging.flush();
  await staging.run('CREATE TABLE rules (file VARCHAR, repeated VARCHAR)');
  for (const [file, rule] of repeated)
    await staging.run('INSERT INTO rules VALUES ($file, $rule)', { file, rule });
  await staging.run(`
    CREATE TABLE settled AS
    SELECT s.file, s.row_no, s.k, s.payload,
      CASE WHEN r.repeated = 'sum' THEN sum(s.weight) OVER same ELSE s.weight END AS weight,
      CASE
        WHEN r.repeated = 'latest' THEN CASE WHEN row_number() OVER newest = 1 THEN 'ok' ELSE 'duplicate' END
        WHEN row_number() OVER first_row = 1 THEN 'ok'
        WHEN r.repeated = 'sum' OR s.payload = first_value(s.payload) OVER first_row THEN 'duplicate'
        ELSE 'rejected' END AS state,
      first_value(s.row_no) OVER first_row AS winner
    FROM staged s JOIN rules r ON r.file = s.file
    WINDOW same AS (PARTITION BY s.file, s.k),
      first_row AS (PARTITION BY s.file, s.k ORDER BY s.row_no),
      newest AS (PARTITION BY s.file, s.k ORDER BY s.latest DESC NULLS LAST, s.row_no DESC)`);
  await staging.run('DROP TABLE staged');
  await staging.run(`
    INSERT INTO problems
    SELECT 'rejected', file, row_no, 'id', left(replace(k, chr(31), ', '), ${SHOWN_CHARACTERS}),
      'differs from row ' || winner || ' of the same key, which was accepted',
      'Keep the row that is right, or give the other its own key.'
    FROM settled WHERE state = 'rejected'`);
  await staging.run(`CREATE TABLE defined (kind VARCHAR, id VARCHAR)`);
  for (const [kind, files] of Object.entries(DEFINED_IN))
    for (const file of files)
      await staging.run(
        `INSERT INTO defined SELECT $kind, k FROM settled WHERE file = $file AND state = 'ok'`,
        {
          kind,
          file,
        },
      );
  // Rows that are out ask for nothing.
  await staging.run(`
    CREATE TABLE asked AS SELECT r.* FROM refs r JOIN settled s ON s.file = r.file AND s.row_no = r.row_no WHERE s.state = 'ok'`);
  await staging.run('CREATE TABLE known (kind VARCHAR, id VARCHAR)');
}

/** Query for the ids of a kind that the bundle points to and does not define. */
export function outsideQuery(kind: ReferenceKind): string {
  return `
    SELECT DISTINCT id FROM asked a
    WHERE (kind = '${kind}' AND NOT EXISTS (FROM defined d WHERE d.kind = a.kind AND d.id = a.id))
       OR (kind = 'ANY' AND NOT EXISTS (FROM defined d WHERE d.id = a.id))
    ORDER BY id`;
}

/**
 * With what the graph knows: rejects rows whose essential reference leads nowhere, then drops the other references
 * that do. In that order, since a rejected row is itself nothing to point to.
 */
export async function settleReferences(staging: Staging): Promise<void> {
  await staging.run('INSERT INTO defined SELECT kind, id FROM known');
  const unresolved = `NOT EXISTS (FROM defined d WHERE d.id = a.id AND (a.kind = 'ANY' OR d.kind = a.kind))`;
  await staging.run(`CREATE TABLE lost AS SELECT a.* FROM asked a WHERE a.essential AND ${unresolved}`);
  await staging.run(`
    INSERT INTO problems
    SELECT 'rejected', file, row_no, col, left(substr(id, strpos(id, ':') + 1), ${SHOWN_CHARACTERS}),
      'points to nothing: no such ' || lower(kind) || ' in this bundle or an earlier one of this source',
      'Add the missing row, or correct the id.'
    FROM lost`);
  await staging.run(`
    UPDATE settled SET state = 'rejected' FROM lost l
    WHERE settled.file = l.file AND settled.row_no = l.row_no AND settled.state = 'ok'`);
  await staging.run(`
    DELETE FROM defined d USING settled s
    WHERE s.state = 'rejected' AND s.k = d.id AND d.kind = 'OTHER'
      AND NOT EXISTS (FROM settled o WHERE o.k = s.k AND o.file = s.file AND o.state = 'ok')`);
  await staging.run(`
    CREATE TABLE dropped AS SELECT a.* FROM asked a
    WHERE NOT a.essential AND (${unresolved} OR (a.kind = 'ANY' AND (SELECT count(DISTINCT d.kind) FROM defined d WHERE d.id = a.id) > 1))
      AND EXISTS (FROM settled s WHERE s.file = a.file AND s.row_no = a.row_no AND s.state = 'ok')`);
  await staging.run(`
    INSERT INTO problems
    SELECT 'dropped', a.file, a.row_no, a.col, left(substr(a.id, strpos(a.id, ':') + 1), ${SHOWN_CHARACTERS}),
      CASE WHEN ${unresolved} THEN 'points to nothing in this bundle or an earlier one of this source; the link was left out'
      ELSE 'is the id of several things of different kinds; the link was left out' END,
      'Add the missing row, or correct the id.'
    FROM dropped a`);
}

/** Accepted rows of a file in key order, with the references that were dropped and the kinds of what is mentioned. */
export function rowsQuery(file: BundleFile): string {
  const mentions = file === 'intelligence.csv';
  return `
    WITH gone AS (SELECT row_no, string_agg(col || chr(31) || id, chr(30)) AS refs FROM dropped WHERE file = '${file}' GROUP BY row_no)
    ${
      mentions
        ? `, kinds AS (SELECT a.row_no, string_agg(d.kind || chr(31) || a.id, chr(30)) AS named
             FROM (SELECT DISTINCT row_no, id FROM asked WHERE file = '${file}' AND kind = 'ANY') a
             JOIN (SELECT DISTINCT kind, id FROM defined) d ON d.id = a.id GROUP BY a.row_no)`
        : ''
    }
    SELECT s.payload, substr(sha256(s.payload || coalesce(CAST(s.weight AS VARCHAR), '')), 1, 32), s.weight, gone.refs, ${mentions ? 'kinds.named' : 'NULL'}
    FROM settled s LEFT JOIN gone ON gone.row_no = s.row_no ${mentions ? 'LEFT JOIN kinds ON kinds.row_no = s.row_no' : ''}
    WHERE s.file = '${file}' AND s.state = 'ok'
    ORDER BY s.k`;
}
