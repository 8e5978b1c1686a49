import { table } from '../../src/harm/index.ts';
import { type SqlDatabase, sqlText } from './SqlDatabase.ts';

/** One line of the table, as every side is compared. Harm in millionths of a day. */
export interface Line {
  readonly personId: string;
  readonly harmMicros: number;
  readonly victims: number;
  readonly offences: number;
}
/** One allegation of one of the listed, with one of its victims. */
export interface ContributionLine {
  readonly personId: string;
  readonly offenceId: string;
  readonly micros: number | undefined;
  readonly victimId: string;
}

/** The league that every side computes: `vawg` as of the newest report date, over 365 days, edition `cchi-public`. */
export const WINDOW = { from: '2022-07-01', to: '2023-06-30' } as const;
const LISTED = 100;

/** `scope` (code) and `weight` (code, micros), from the tables that ship with the project. */
export async function loadReference(database: SqlDatabase): Promise<void> {
  await database.run('CREATE TABLE scope (code VARCHAR PRIMARY KEY)');
  await database.run('CREATE TABLE weight (code VARCHAR PRIMARY KEY, micros BIGINT)');
  const scope = table('vawg').map(({ code = '' }) => `(${sqlText(code)})`);
  const weights = table('cchiPublic').map(
    ({ code = '', days }) => `(${sqlText(code)}, ${Math.round(Number(days) * 1_000_000)})`,
  );
  await database.run(`INSERT INTO scope VALUES ${scope.join(', ')}`);
  await database.run(`INSERT INTO weight VALUES ${weights.join(', ')}`);
}

/** The rules of the league (programme `vawg`): offences, their female victims, male suspects who count. */
const SCOPED = `
  scoped AS (
    SELECT o.id, w.micros FROM offence o JOIN scope c ON c.code = o.code LEFT JOIN weight w ON w.code = o.code
    WHERE o.reported_on BETWEEN DATE '${WINDOW.from}' AND DATE '${WINDOW.to}'),
  victim AS (
    SELECT DISTINCT r.offence_id, r.person_id FROM victim_of r
    JOIN scoped o ON o.id = r.offence_id JOIN person p ON p.id = r.person_id WHERE p.sex = 'F')`;
const COUNTS = "coalesce(s.status, 'NAMED') NOT IN ('ELIMINATED', 'ACQUITTED')";
const RANKED = `WITH ${SCOPED},
  suspect AS (
    SELECT DISTINCT s.offence_id, s.person_id, o.micros FROM suspect_in s
    JOIN scoped o ON o.id = s.offence_id JOIN person p ON p.id = s.person_id
    WHERE p.sex = 'M' AND ${COUNTS} AND EXISTS (SELECT 1 FROM victim v WHERE v.offence_id = s.offence_id)),
  harm AS (
    SELECT person_id, CAST(coalesce(sum(micros), 0) AS BIGINT) AS micros, count(*) AS offences FROM suspect GROUP BY person_id),
  hurt AS (
    SELECT s.person_id, count(DISTINCT v.person_id) AS victims FROM suspect s
    JOIN victim v ON v.offence_id = s.offence_id AND v.person_id <> s.person_id GROUP BY s.person_id)
  SELECT h.person_id, h.micros, coalesce(v.victims, 0) AS victims, h.offences
  FROM harm h LEFT JOIN hurt v ON v.person_id = h.person_id`;
const ORDER = 'micros DESC, victims DESC, offences DESC, person_id';
const TOTALS = `WITH ${SCOPED},
  wanted AS (SELECT o.id, o.micros FROM scoped o WHERE EXISTS (SELECT 1 FROM victim v WHERE v.offence_id = o.id)),
  counting AS (SELECT s.offence_id, s.person_id FROM suspect_in s WHERE ${COUNTS})
  SELECT count(*), CAST(coalesce(sum(micros), 0) AS BIGINT), sum(CASE WHEN micros IS NULL THEN 1 ELSE 0 END),
    sum(CASE WHEN EXISTS (SELECT 1 FROM suspect_in s WHERE s.offence_id = wanted.id) THEN 0 ELSE 1 END),
    (SELECT count(DISTINCT v.person_id) FROM victim v LEFT JOIN counting c ON c.offence_id = v.offence_id
     WHERE c.person_id IS NULL OR c.person_id <> v.person_id)
  FROM wanted`;
const contributionsOf = (ids: readonly string[]) => `
  SELECT DISTINCT s.person_id, o.id, w.micros, r.person_id AS victim FROM suspect_in s
  JOIN person p ON p.id = s.person_id JOIN offence o ON o.id = s.offence_id JOIN scope c ON c.code = o.code
  LEFT JOIN weight w ON w.code = o.code JOIN victim_of r ON r.offence_id = o.id JOIN person v ON v.id = r.person_id
  WHERE s.person_id IN (${ids.map(sqlText).join(', ')}) AND p.sex = 'M' AND v.sex = 'F' AND ${COUNTS}
    AND o.reported_on BETWEEN DATE '${WINDOW.from}' AND DATE '${WINDOW.to}'`;

const lineOf = ([personId, micros, victims, offences]: readonly unknown[]): Line => ({
  personId: String(personId),
  harmMicros: Number(micros),
  victims: Number(victims),
  offences: Number(offences),
});
const contributionOf = ([personId, offenceId, micros, victimId]: readonly unknown[]): ContributionLine => ({
  personId: String(personId),
  offenceId: String(offenceId),
  micros: micros === null ? undefined : Number(micros),
  victimId: String(victimId),
});

/** The whole table and the totals of its scope, computed and left in the peer: nothing is sent but one line. */
export async function computeAll(database: SqlDatabase): Promise<readonly number[]> {
  await database.run('DROP TABLE IF EXISTS result');
  await database.run(
    `CREATE TABLE result AS SELECT row_number() OVER (ORDER BY ${ORDER}) AS place, * FROM (${RANKED}) AS ranked`,
  );
  const [totals = []] = await database.rows(TOTALS);
  return totals.map(Number);
}

/** What `computeAll` left, in order. */
export async function computedLines(database: SqlDatabase): Promise<readonly Line[]> {
  const rows = await database.rows('SELECT person_id, micros, victims, offences FROM result ORDER BY place');
  return rows.map(lineOf);
}

/** The hundred and all their contributions, computed from the loaded tables. */
export async function computeHundred(database: SqlDatabase) {
  const rows = await database.rows(`SELECT * FROM (${RANKED}) AS ranked ORDER BY ${ORDER} LIMIT ${LISTED}`);
  const lines = rows.map(lineOf);
  const found = await database.rows(contributionsOf(lines.map(({ personId }) => personId)));
  return { lines, contributions: found.map(contributionOf) };
}

/** Keeps everybody's contributions beside the table that `computeAll` left, in its order. */
export async function storeContributions(database: SqlDatabase): Promise<void> {
  await database.run(`CREATE TABLE stored_contribution AS
    SELECT t.place, c.* FROM (
      WITH ${SCOPED}
      SELECT DISTINCT s.person_id, o.id, o.micros, v.person_id AS victim FROM suspect_in s
      JOIN person p ON p.id = s.person_id JOIN scoped o ON o.id = s.offence_id JOIN victim v ON v.offence_id = o.id
      WHERE p.sex = 'M' AND ${COUNTS}) AS c
    JOIN result t ON t.person_id = c.person_id ORDER BY t.place`);
}

/** The hundred and all their contributions, read from what was stored. */
export async function readStored(database: SqlDatabase) {
  const rows = await database.rows(
    `SELECT person_id, micros, victims, offences FROM result WHERE place <= ${LISTED} ORDER BY place`,
  );
  const found = await database.rows(
    `SELECT person_id, id, micros, victim FROM stored_contribution WHERE place <= ${LISTED}`,
  );
  return { lines: rows.map(lineOf), contributions: found.map(contributionOf) };
}
