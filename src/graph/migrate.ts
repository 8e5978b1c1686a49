import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from './Graph.ts';
import { takeLease } from './lease.ts';
import { cypherFolder } from './loadCatalogue.ts';
import { driverOf } from './openGraph.ts';
import { type MigrationFile, type MigrationStatement, readMigrations } from './readMigrations.ts';
import { translateError } from './translateError.ts';

export interface MigrateOptions {
  readonly dryRun?: boolean;
  /** Another folder than `cypher/migrations`, for tests. */
  readonly folder?: string;
  readonly database?: string;
  readonly onProgress?: (message: string) => void;
}

/** How long one instance waits while another migrates. */
const LEASE_WAIT_MS = 120_000;
/** Of one step; indexes over a large store take their time. */
const TIMEOUT_MS = 3_600_000;

/**
 * Applies the migrations that the store has not seen, in order, once, however many services start together.
 * @returns the files that were applied (in a dry run: would be)
 * @throws LinchpinError SCHEMA_MISMATCH when an applied file has changed or is missing
 */
export async function migrate(graph: Graph, options: MigrateOptions = {}): Promise<readonly string[]> {
  const files = readMigrations(options.folder ?? join(cypherFolder, 'migrations'));
  if (options.dryRun === true) return (await pending(graph, files)).map(({ file }) => file);
  if ((await pending(graph, files)).length === 0) return [];

  await ensureLeaseKey(graph);
  const lease = await takeLease(graph, 'migrations', LEASE_WAIT_MS);
  try {
    const todo = await pending(graph, files);
    for (const migration of todo) {
      options.onProgress?.(`migration ${migration.file}`);
      await apply(graph, migration);
    }
    return todo.map(({ file }) => file);
  } finally {
    await lease.release();
  }
}

/** Number of the newest migration of this version of Linchpin. */
export const newestMigration = (): number => readMigrations(join(cypherFolder, 'migrations')).length;

/** Gives a store whose content was laid in from files what files cannot hold: constraints, indexes, empty lists. */
export async function restoreStore(graph: Graph): Promise<void> {
  const files = readMigrations(join(cypherFolder, 'migrations'));
  await execute(
    graph,
    files.flatMap(({ statements }) => statements.filter(({ sort }) => sort === 'schema')),
  );
  await graph.write('graph/restore-empty-lists', {});
}

async function pending(graph: Graph, files: readonly MigrationFile[]): Promise<readonly MigrationFile[]> {
  const applied = await graph.read('graph/list-migrations', {});
  for (const { version, description, checksum } of applied) {
    const file = files.find((candidate) => candidate.version === version);
    if (file === undefined)
      throw new LinchpinError(
        'SCHEMA_MISMATCH',
        `The store has migration ${version} (${description}), which this version of Linchpin does not have. ` +
          'Start a version that has it; migrations are never taken away.',
      );
    if (file.description !== description)
      throw new LinchpinError(
        'SCHEMA_MISMATCH',
        `${file.file} was applied to this store under another name (${description}). Give the file its old name again.`,
        { place: { file: file.file } },
      );
    if (file.checksum !== checksum)
      throw new LinchpinError(
        'SCHEMA_MISMATCH',
        `${file.file} has changed since it was applied to this store. Restore the file and add a new migration instead.`,
        { place: { file: file.file } },
      );
  }
  return files.slice(applied.length);
}

/** The lease itself needs its key before the first migration; doing it twice, or at once, does no harm. */
async function ensureLeaseKey(graph: Graph): Promise<void> {
  const text = 'CREATE CONSTRAINT lease_name IF NOT EXISTS FOR (l:Lease) REQUIRE l.name IS UNIQUE';
  for (let attempt = 1; ; attempt += 1) {
    try {
      await execute(graph, [{ text, sort: 'schema' }]);
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

async function apply(graph: Graph, migration: MigrationFile): Promise<void> {
  let run: MigrationStatement[] = [];
  for (const statement of migration.statements) {
    if (run.length > 0 && run[0]?.sort !== statement.sort) {
      await execute(graph, run);
      run = [];
    }
    run.push(statement);
  }
  await execute(graph, run);
  const { version, description, checksum } = migration;
  await graph.write('graph/record-migration', { version, description, checksum });
}

/** Runs statements of one sort in one transaction, then waits for the indexes they made. */
async function execute(graph: Graph, statements: readonly MigrationStatement[]): Promise<void> {
  if (statements.length === 0) return;
  const session = driverOf(graph).session({ defaultAccessMode: neo4j.session.WRITE });
  try {
    await session.executeWrite(
      async (tx) => {
        for (const { text } of statements) await tx.run(text);
      },
      { timeout: TIMEOUT_MS },
    );
    if (statements[0]?.sort === 'schema')
      await session.run('CALL db.awaitIndexes(3600)', {}, { timeout: TIMEOUT_MS });
  } catch (error) {
    throw translateError(error, 'migration');
  } finally {
    await session.close();
  }
}
