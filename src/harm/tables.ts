import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const FILES = {
  countCodes: 'home_office_codes.csv',
  classifications: 'home_office_subcodes.csv',
  classToCount: 'class_to_count.csv',
  near: 'near_offences.csv',
  cchiPublic: 'cchi_public.csv',
  onsCss2020: 'ons_css_2020_labelled.csv',
  vawg: 'programme_vawg.csv',
} as const;
export type TableName = keyof typeof FILES;

const cache = new Map<TableName, readonly Readonly<Record<string, string>>[]>();

/** Rows of a shipped table, header names as keys. What each holds is in `tables/SOURCE.md`. */
export function table(name: TableName): readonly Readonly<Record<string, string>>[] {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const rows: Record<string, string>[] = parse(contentOf(name), { columns: true, bom: true });
  cache.set(name, rows);
  return rows;
}

/** Digest of the tables an edition is made from: equal digests need no second load. */
export function tablesDigest(names: readonly TableName[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(contentOf(name));
  return hash.digest('hex');
}

function contentOf(name: TableName): string {
  return readFileSync(new URL(`./tables/${FILES[name]}`, import.meta.url), 'utf8');
}
