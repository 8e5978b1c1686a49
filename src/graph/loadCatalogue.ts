import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { type CatalogueQuery, parseQueryFile } from './parseQueryFile.ts';

/** Folder of every query; migrations have their own reader. */
export const cypherFolder: string = join(projectRoot, 'cypher');

/**
 * Loads every query below `cypher/` but the migrations.
 * @returns by name (`league/rank-suspects`), in code point order of the names
 * @throws LinchpinError QUERY_INVALID for the first file that is not well formed
 */
export function loadCatalogue(): ReadonlyMap<string, CatalogueQuery> {
  const files = readdirSync(cypherFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cypher') && !file.startsWith(`migrations${sep}`))
    .sort();
  return new Map(
    files.map((file) => {
      const path = join(cypherFolder, file);
      const name = relative(cypherFolder, path)
        .split(sep)
        .join('/')
        .replace(/\.cypher$/, '');
      return [name, parseQueryFile(name, readFileSync(path, 'utf8'))];
    }),
  );
}
