import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Row } from './World.ts';

/** Columns of each file in the order of the contract. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'persons.csv': [
    'id',
    'given_names',
    'family_name',
    'aliases',
    'sex',
    'born_on',
    'ethnicity',
    'status',
    'warnings',
    'marking',
  ],
  'offences.csv': [
    'id',
    'crime_number',
    'offence_code',
    'offence_title',
    'reported_on',
    'occurred_from',
    'location_id',
    'outcome',
    'found_by',
    'modus_operandi',
    'officer_in_case',
  ],
  'involvements.csv': ['person_id', 'offence_id', 'role', 'status', 'relationship', 'age', 'since'],
  'locations.csv': ['id', 'address', 'postcode', 'borough', 'latitude', 'longitude', 'kind'],
  'residences.csv': ['person_id', 'location_id', 'from', 'marking'],
  'identifiers.csv': ['person_id', 'kind', 'value', 'from', 'marking'],
  'associations.csv': ['person_id', 'other_person_id', 'kind', 'from', 'marking'],
  'intelligence.csv': [
    'id',
    'written_at',
    'source_grade',
    'information_grade',
    'handling',
    'text',
    'mentions',
    'marking',
  ],
  'events.csv': [
    'id',
    'kind',
    'at',
    'person_id',
    'person_ids',
    'identifier_kind',
    'identifier_value',
    'other_identifier_kind',
    'other_identifier_value',
    'location_id',
    'duration_seconds',
    'marking',
  ],
  'custody.csv': ['id', 'person_id', 'arrested_at', 'released_at', 'station', 'outcome'],
  'forensics.csv': ['id', 'offence_id', 'exhibit', 'submitted_on', 'result_on', 'result', 'person_id'],
  'orders.csv': ['id', 'person_id', 'kind', 'from', 'to', 'conditions'],
  'judgements.csv': ['person_id', 'other_person_id', 'verdict', 'decided_on', 'decided_by', 'reason'],
};
const CHUNK = 20_000;

/** Writes one bundle: a CSV file for each kind of row and the manifest. @returns rows by file */
export async function writeBundle(
  folder: string,
  rows: ReadonlyMap<string, readonly Row[]>,
  asOf: string,
): Promise<Record<string, number>> {
  await mkdir(folder, { recursive: true });
  const counts: Record<string, number> = {};
  for (const [file, list] of rows) {
    if (list.length === 0) continue;
    counts[file] = list.length;
    await writeRows(join(folder, file), list, COLUMNS[file]);
  }
  await writeFile(
    join(folder, 'manifest.yaml'),
    `# Synthetic: nobody in it is real.\nsource: london\nas_of: ${asOf}\n`,
  );
  return counts;
}

export async function writeRows(
  path: string,
  rows: readonly Row[],
  columns: readonly string[] = Object.keys(rows[0] ?? {}),
): Promise<void> {
  const file = createWriteStream(path);
  for (let at = 0; at === 0 || at < rows.length; at += CHUNK) {
    const text = stringify(rows.slice(at, at + CHUNK), { columns: [...columns], header: at === 0 });
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
