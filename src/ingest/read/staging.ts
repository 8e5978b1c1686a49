import { join } from 'node:path';
import { type DuckDBAppender, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Problem } from '../types.ts';
import type { Reference } from './RowCells.ts';

const SEPARATOR = '\u001f';

/** One row as it is staged. */
export interface StagedRow {
  readonly row: number;
  readonly key: readonly (string | undefined)[];
  readonly payload: string;
  readonly latest: string | undefined;
  readonly weight: number | undefined;
  readonly references: readonly Reference[];
}

/** Rows of a bundle on disk (DuckDB, embedded): memory stays flat for millions of rows, and keys sort outside of it. */
export class Staging {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;
  private readonly rows: DuckDBAppender;
  private readonly references: DuckDBAppender;
  private readonly problems: DuckDBAppender;
  private unflushed = 0;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    appenders: readonly [DuckDBAppender, DuckDBAppender, DuckDBAppender],
  ) {
    this.instance = instance;
    this.connection = connection;
    [this.rows, this.references, this.problems] = appenders;
  }

  static async open(folder: string): Promise<Staging> {
    const instance = await DuckDBInstance.create(join(folder, 'staging.duckdb'), {
      memory_limit: '1GB',
      threads: '2',
      temp_directory: join(folder, 'spill'),
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    for (const table of [
      'CREATE TABLE staged (file VARCHAR, row_no INTEGER, k VARCHAR, latest VARCHAR, weight DOUBLE, payload VARCHAR)',
      'CREATE TABLE refs (file VARCHAR, row_no INTEGER, kind VARCHAR, id VARCHAR, col VARCHAR, essential BOOLEAN)',
      'CREATE TABLE problems (sort VARCHAR, file VARCHAR, row_no INTEGER, col VARCHAR, cell VARCHAR, problem VARCHAR, remedy VARCHAR)',
    ])
      await connection.run(table);
    const appenders = [
      await connection.createAppender('staged'),
      await connection.createAppender('refs'),
      await connection.createAppender('problems'),
    ] as const;
    return new Staging(instance, connection, appenders);
  }

  addRow(file: string, staged: StagedRow): void {
    const { rows, references } = this;
    rows.appendVarchar(file);
    rows.appendInteger(staged.row);
    rows.appendVarchar(staged.key.map((part) => part ?? '').join(SEPARATOR));
    if (staged.latest === undefined) rows.appendNull();
    else rows.appendVarchar(staged.latest);
    if (staged.weight === undefined) rows.appendNull();
    else rows.appendDouble(staged.weight);
    rows.appendVarchar(staged.payload);
    rows.endRow();
    for (const reference of staged.references) {
      references.appendVarchar(file);
      references.appendInteger(staged.row);
      references.appendVarchar(reference.kind);
      references.appendVarchar(reference.id);
      references.appendVarchar(reference.column);
      references.appendBoolean(reference.essential);
      references.endRow();
    }
    this.unflushed += 1;
    if (this.unflushed >= 50_000) this.flush();
  }

  addProblem(sort: 'rejected' | 'dropped', problem: Problem): void {
    const { problems } = this;
    problems.appendVarchar(sort);
    problems.appendVarchar(problem.file);
    problems.appendInteger(problem.row);
    for (const text of [problem.column, problem.value, problem.problem, problem.remedy])
      problems.appendVarchar(text);
    problems.endRow();
  }

  flush(): void {
    this.unflushed = 0;
    for (const appender of [this.rows, this.references, this.problems]) appender.flushSync();
  }

  async run(sql: string, values?: Record<string, string | number | null>): Promise<void> {
    try {
      await (values === undefined ? this.connection.run(sql) : this.connection.run(sql, values));
    } catch (cause) {
      throw stagingError(cause);
    }
  }

  async all(
    sql: string,
    values?: Record<string, string | number | null>,
  ): Promise<readonly Record<string, unknown>[]> {
    const reader = await this.connection.runAndReadAll(sql, values);
    return reader.getRowObjectsJS();
  }

  /** Rows of a query in batches, as they are produced. */
  async *batches(sql: string, batchSize: number): AsyncGenerator<readonly (readonly unknown[])[]> {
    const result = await this.connection.stream(sql);
    let batch: unknown[][] = [];
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      for (const row of chunk.getRows()) {
        batch.push(row);
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  close(): void {
    for (const appender of [this.rows, this.references, this.problems]) appender.closeSync();
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

export function stagingError(cause: unknown): LinchpinError {
  if (cause instanceof LinchpinError) return cause;
  const words = cause instanceof Error ? cause.message : '';
  if (/No space left|ENOSPC|disk (is )?full/i.test(words))
    return new LinchpinError('DISK_FULL', 'No space is left to stage the bundle; nothing was imported.', {
      cause,
    });
  return new LinchpinError('INTERNAL', 'The bundle could not be staged.', { cause });
}
