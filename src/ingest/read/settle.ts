import type { BundleFile, ReferenceKind } from '../types.ts';
import { FILE_COLUMNS } from './fileColumns.ts';
import { SHOWN_CHARACTERS } from './limits.ts';
import type { Staging } from './staging.ts';

/** Which files define what a reference may point to. */
const DEFINED_IN: Readonly<Record<ReferenceKind, readonly BundleFile[]>> = {
  PERSON: ['persons.csv'],
  OFFENCE: ['offences.csv'],
  LOCATION: ['locations.csv'],
  OTHER: ['intelligence.csv', 'events.csv', 'custody.csv', 'forensics.csv', 'orders.csv'],
};
const OTHER_FILES = DEFINED_IN.OTHER.map((file) => `'${file}'`).join(', ');
/** What to do about a row of somebody who was erased. */
const REINSTATE =
  'Leave the row out. If there is a lawful ground to hold it again, ask a supervisor to reinstate the record (docs/retention.md).';
/** What rows of one key mean in a file; see FileReader. */
export type Repeated = 'once' | 'latest' | 'sum';

/**
 * Decides among rows of one key: all but one are out, as duplicates or as rejected, and weights are added up where they
 * are. Then finds what rows point to that no row of the bundle defines (`loose`).
 */
export async function settleKeys(
  staging: Staging,
  repeated: ReadonlyMap<BundleFile, Repeated>,
): Promise<void> {
  staging.flush();
  await staging.run('CREATE TABLE rules (file VARCHAR, repeated VARCHAR, first_column VARCHAR)');
  for (const [file, rule] of repeated)
    await staging.run('INSERT INTO rules VALUES ($file, $rule, $column)', {
      file,
      rule,
      column: FILE_COLUMNS[file].required[0] ?? 'id',
    });
  await staging.run(`
    CREATE TABLE rivals AS
    WITH keyed AS (SELECT s.*, p.file, p.name FROM staged s JOIN parts p USING (part)),
    keys AS (SELECT file, k FROM keyed GROUP BY ALL HAVING count(*) > 1),
    rows AS (SELECT n, part, file, name, row_no, k, latest, weight, md5_number(payload) AS content, payload->>'marking' AS marking
             FROM keyed SEMI JOIN keys USING (file, k))
    SELECT rows.*, r.repeated, r.first_column,
      first_value(row_no || CASE WHEN several THEN ' of ' || name ELSE '' END) OVER first_row AS winner_row,
      content = first_value(content) OVER first_row AS same_content,
      row_number() OVER first_row AS place,
      row_number() OVER newest AS newest_place
    FROM rows JOIN rules r USING (file) JOIN (SELECT file, count(*) > 1 AS several FROM parts GROUP BY file) USING (file)
    WINDOW first_row AS (PARTITION BY file, k ORDER BY n),
      newest AS (PARTITION BY file, k ORDER BY latest DESC NULLS LAST, n DESC)`);
  await staging.run(`
    CREATE TABLE outs AS
    SELECT n, CASE WHEN repeated = 'once' AND NOT same_content THEN 'rejected' ELSE 'duplicate' END AS state
    FROM rivals WHERE CASE WHEN repeated = 'latest' THEN newest_place ELSE place END > 1`);
  await staging.run(`
    INSERT INTO problems
    SELECT CASE repeated WHEN 'sum' THEN 'remark' ELSE 'rejected' END, n, part, row_no, first_column,
      left(${keyAsStated('k')}, ${SHOWN_CHARACTERS}),
      CASE repeated WHEN 'sum' THEN 'states other facts than row ' || winner_row || ' of the same tie; only its weight was added'
      ELSE 'differs from row ' || winner_row || ' of the same key, which was accepted' END,
      'Keep the row that is right, or give the other its own key.'
    FROM rivals WHERE repeated IN ('once', 'sum') AND place > 1 AND NOT same_content`);
  // Sorted before they are added, since sums of floating point numbers hang on their order.
  await staging.run(`
    CREATE TABLE sums AS
    SELECT min(n) AS n, list_sum(list_sort(list(weight))) AS weight,
      string_agg(DISTINCT marking, '|' ORDER BY marking) AS markings
    FROM rivals WHERE repeated = 'sum' GROUP BY file, k`);
  await staging.run(
    `CREATE TABLE defined AS ${Object.entries(DEFINED_IN)
      .map(([kind, files]) => definedQuery(kind, files))
      .join(' UNION ALL ')}`,
  );
  await staging.run(`
    CREATE TABLE loose AS
    SELECT r.n, c.file, c.col, c.kind, c.essential, r.id
    FROM refs r JOIN ref_columns c USING (code) ANTI JOIN outs ON outs.n = r.n
    WHERE c.kind <> 'ANY' AND NOT EXISTS (FROM defined d WHERE d.id = r.id AND d.kind = c.kind)`);
  await staging.run(`
    CREATE TABLE mentioned AS
    SELECT r.n, c.file, c.col, r.id FROM refs r JOIN ref_columns c USING (code) ANTI JOIN outs ON outs.n = r.n
    WHERE c.kind = 'ANY'`);
}

/** Query for the ids of a kind that the bundle points to and does not define. */
export function outsideQuery(kind: ReferenceKind): string {
  return `
    SELECT id FROM loose WHERE kind = '${kind}'
    UNION SELECT id FROM mentioned m WHERE NOT EXISTS (FROM defined d WHERE d.id = m.id)
    ${
      // What defines them may itself be rejected yet, while the graph has known them before.
      kind === 'OTHER'
        ? `UNION SELECT s.k FROM staged s JOIN parts p USING (part) SEMI JOIN loose l ON l.n = s.n AND l.essential
             SEMI JOIN mentioned m ON m.id = s.k WHERE p.file IN (${OTHER_FILES})`
        : ''
    }
    ORDER BY 1`;
}

/**
 * With what the graph knows: rejects rows whose essential reference leads nowhere, then leaves out the other references
 * that do. In that order, since a rejected row is itself nothing to point to; persons, offences and places point to
 * nothing essential, so that one round settles it.
 */
export async function settleReferences(staging: Staging): Promise<void> {
  staging.flush();
  await leaveOutErased(staging);
  const unknown = 'NOT EXISTS (FROM known d WHERE d.id = l.id AND d.kind = l.kind)';
  await staging.run(`CREATE TABLE lost AS SELECT * FROM loose l WHERE essential AND ${unknown}`);
  await staging.run(`
    INSERT INTO problems
    SELECT 'rejected', n, s.part, s.row_no, col, left(${afterSource('l.id')}, ${SHOWN_CHARACTERS}),
      CASE WHEN e.day IS NULL THEN 'points to nothing: no such ' || lower(kind) || ' in this bundle or an earlier one of this source'
      ELSE 'points to a person who was erased on ' || e.day END,
      CASE WHEN e.day IS NULL THEN 'Add the missing row, or correct the id.' ELSE '${REINSTATE}' END
    FROM lost l JOIN staged s USING (n) LEFT JOIN erased e ON l.kind = 'PERSON' AND e.id = l.id`);
  await staging.run(`
    INSERT INTO outs
    SELECT n, CASE WHEN bool_and(kind = 'PERSON' AND e.day IS NOT NULL) THEN 'erased' ELSE 'rejected' END
    FROM lost l LEFT JOIN erased e ON e.id = l.id GROUP BY n`);
  await staging.run(`DELETE FROM defined WHERE kind = 'OTHER'`);
  await staging.run(`INSERT INTO defined ${definedQuery('OTHER', DEFINED_IN.OTHER)}`);
  await staging.run('INSERT INTO defined SELECT kind, id FROM known');
  await staging.run(`
    CREATE TABLE mentions AS
    SELECT m.n, m.file, m.col, m.id, min(d.kind) AS kind, count(DISTINCT d.kind) AS kinds
    FROM mentioned m LEFT JOIN defined d ON d.id = m.id ANTI JOIN outs ON outs.n = m.n
    GROUP BY ALL`);
  await staging.run(`
    CREATE TABLE gone AS
    SELECT n, file, col, id, false AS ambiguous FROM loose l ANTI JOIN outs USING (n) WHERE NOT essential AND ${unknown}
    UNION ALL SELECT n, file, col, id, kinds > 1 FROM mentions WHERE kinds <> 1`);
  await staging.run(`
    INSERT INTO problems
    SELECT 'dropped', n, s.part, s.row_no, g.col, left(${afterSource('g.id')}, ${SHOWN_CHARACTERS}),
      CASE WHEN ambiguous THEN 'is the id of several things of different kinds; the link was left out'
      ELSE 'points to nothing in this bundle or an earlier one of this source; the link was left out' END,
      'Add the missing row, or correct the id.'
    FROM gone g JOIN staged s USING (n)`);
}

/**
 * Persons who were erased do not come back: their own rows are out, and nothing may point to them, whether the bundle
 * or the graph knows them.
 */
async function leaveOutErased(staging: Staging): Promise<void> {
  const [some] = await staging.all('SELECT 1 FROM erased LIMIT 1');
  if (some === undefined) return;
  await staging.run(`
    INSERT INTO problems
    SELECT 'rejected', n, s.part, s.row_no, 'id', left(${afterSource('s.k')}, ${SHOWN_CHARACTERS}),
      'was erased on ' || e.day || '; the row was not taken', '${REINSTATE}'
    FROM staged s JOIN parts p USING (part) JOIN erased e ON e.id = s.k ANTI JOIN outs ON outs.n = s.n
    WHERE p.file = 'persons.csv'`);
  await staging.run(`
    INSERT INTO outs SELECT n, 'erased' FROM staged s JOIN parts p USING (part) JOIN erased e ON e.id = s.k
    ANTI JOIN outs ON outs.n = s.n WHERE p.file = 'persons.csv'`);
  await staging.run(`
    INSERT INTO loose
    SELECT r.n, c.file, c.col, c.kind, c.essential, r.id
    FROM refs r JOIN ref_columns c USING (code) ANTI JOIN outs ON outs.n = r.n
    WHERE c.kind = 'PERSON' AND EXISTS (FROM erased e WHERE e.id = r.id) AND EXISTS (FROM defined d WHERE d.id = r.id AND d.kind = 'PERSON')`);
  for (const table of ['defined', 'known'])
    await staging.run(`DELETE FROM ${table} WHERE kind = 'PERSON' AND id IN (SELECT id FROM erased)`);
}

function definedQuery(kind: string, files: readonly BundleFile[]): string {
  const names = files.map((file) => `'${file}'`).join(', ');
  return `SELECT '${kind}' AS kind, k AS id FROM staged JOIN parts USING (part) ANTI JOIN outs USING (n) WHERE file IN (${names})`;
}

/** An id as its cell has it. */
function afterSource(id: string): string {
  return `substr(${id}, strpos(${id}, ':') + 1)`;
}

/** The parts of a key as their cells have them. */
function keyAsStated(k: string): string {
  return `array_to_string(list_transform(string_split(${k}, chr(31)), lambda part: ${afterSource('part')}), ', ')`;
}
