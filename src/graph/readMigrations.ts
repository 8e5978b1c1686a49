import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** One file below `cypher/migrations`, split into statements. */
export interface MigrationFile {
  readonly version: number;
  readonly description: string;
  readonly file: string;
  readonly checksum: string;
  readonly statements: readonly MigrationStatement[];
}
export interface MigrationStatement {
  readonly text: string;
  /** Schema statements may not share a transaction with data. */
  readonly sort: 'schema' | 'data';
}

/**
 * Reads the migrations of a folder, named as neo4j-migrations names them: `V001__what_it_does.cypher`.
 * A statement ends with a semicolon at the end of a line.
 * @throws LinchpinError SCHEMA_MISMATCH for a file with another name, a repeated version or a gap
 */
export function readMigrations(folder: string): readonly MigrationFile[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.cypher'))
    .map((file) => readMigration(folder, file))
    .sort((a, b) => a.version - b.version);
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1)
      throw new LinchpinError(
        'SCHEMA_MISMATCH',
        `Migrations must be numbered without gap or repetition: expected V${index + 1}, found ${migration.file}.`,
      );
  });
  return migrations;
}

function readMigration(folder: string, file: string): MigrationFile {
  const named = /^V(\d+)__(\w+)\.cypher$/.exec(file);
  if (named === null)
    throw new LinchpinError('SCHEMA_MISMATCH', `${file} must be named V<number>__<words>.cypher.`);
  const content = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  return {
    version: Number(named[1]),
    description: (named[2] ?? '').replaceAll('_', ' '),
    file,
    checksum: createHash('sha256').update(content).digest('hex'),
    statements: splitStatements(content),
  };
}

function splitStatements(content: string): readonly MigrationStatement[] {
  return content
    .split('\n')
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .split(/;[ \t]*(?:\n|$)/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({
      text,
      sort: /^(CREATE|DROP)\s+(\w+\s+)*(CONSTRAINT|INDEX)\b/i.test(text) ? 'schema' : 'data',
    }));
}
