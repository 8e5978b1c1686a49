import { join } from 'node:path';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { CellProblem } from './cellFaults.ts';
import type { Reference } from './RowCells.ts';
import { stagingError } from './stagingError.ts';

/** Between the parts of a key: below every character that a key may hold, so that keys sort part by part. */
export const SEPARATOR = '\u001f';

/** One row as it is staged. */
export interface StagedRow {
  readonly row: number;
  readonly key: readonly (string | undefined)[];
  readonly payload: string;
  readonly latest: string | undefined;
  readonly weight: number | undefined;
  readonly references: readonly Reference[];
}

/** `remark`: on a file as a whole, or on a row whatever becomes of it. */
export type ProblemSort = 'rejected' | 'dropped' | 'remark';

/** `n` numbers rows over all files, `part` the files on disk, several of which may be one file of the bundle. */
const TABLES = [
  'CREATE TABLE parts (part INTEGER, file VARCHAR, name VARCHAR)',
  'CREATE TABLE staged (n INTEGER, part INTEGER, row_no INTEGER, k VARCHAR, latest VARCHAR, weight DOUBLE, payload VARCHAR)',
  'CREATE TABLE refs (n INTEGER, code INTEGER, id VARCHAR)',
  'CREATE TABLE ref_columns (code INTEGER, file VARCHAR, col VARCHAR, kind VARCHAR, essential BOOLEAN)',
  'CREATE TABLE problems (sort VARCHAR, n INTEGER, part INTEGER, row_no INTEGER, col VARCHAR, cell VARCHAR, problem VARCHAR, remedy VARCHAR)',
  'CREATE TABLE known (kind VARCHAR, id VARCHAR)',
  'CREATE TABLE erased (id VARCHAR, day VARCHAR)',
];
const APPENDED = ['parts', 'staged', 'refs', 'ref_columns', 'problems', 'known', 'erased'] as const;
type Appended = (typeof APPENDED)[number];
const ROWS_BETWEEN_FLUSHES = 50_000;

/**
 * Rows of a bundle in an embedded DuckDB, which keeps what memory does not hold in the work directory: memory stays flat
 * for millions of rows, and keys sort outside of it. Nothing is logged there, for the files can be read again.
 */
export class Staging {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private readonly appenders: Readonly<Record<Appended, DuckDBAppender>>;
  private readonly codes = new Map<string, number>();
  private readonly parts: string[] = [];
  private rows = 0;
  private open = true;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    appenders: Readonly<Record<Appended, DuckDBAppender>>,
  ) {
    this.instance = instance;
    this.connection = connection;
    this.appenders = appenders;
  }

  static async open(folder: string): Promise<Staging> {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: '512MB',
      threads: '2',
      temp_directory: join(folder, 'spill'),
      preserve_insertion_order: 'false',
    });
    const connection = await instance.connect();
    for (const table of TABLES) await connection.run(table);
    const appenders = new Map<string, DuckDBAppender>();
    for (const table of APPENDED) appenders.set(table, await connection.createAppender(table));
    return new Staging(
      instance,
      connection,
      Object.fromEntries(appenders) as Record<Appended, DuckDBAppender>,
    );
  }

  /** A file on disk. @returns its number */
  addPart(file: string, name: string): number {
    this.parts.push(file);
    const { parts } = this.appenders;
    parts.appendInteger(this.parts.length);
    parts.appendVarchar(file);
    parts.appendVarchar(name);
    parts.endRow();
    return this.parts.length;
  }

  /** @param remarks problems of cells of this row, which count only where the row is accepted */
  addRow(part: number, staged: StagedRow, remarks: readonly CellProblem[]): void {
    this.rows += 1;
    const n = this.rows;
    const { staged: rows, refs } = this.appenders;
    rows.appendInteger(n);
    rows.appendInteger(part);
    rows.appendInteger(staged.row);
    rows.appendVarchar(staged.key.join(SEPARATOR));
    if (staged.latest === undefined) rows.appendNull();
    else rows.appendVarchar(staged.latest);
    if (staged.weight === undefined) rows.appendNull();
    else rows.appendDouble(staged.weight);
    rows.appendVarchar(staged.payload);
    rows.endRow();
    for (const reference of staged.references) {
      refs.appendInteger(n);
      refs.appendInteger(this.codeOf(part, reference));
      refs.appendVarchar(reference.id);
      refs.endRow();
    }
    for (const remark of remarks) this.addProblem('dropped', part, remark, n);
    if (n % ROWS_BETWEEN_FLUSHES === 0) this.flush();
  }

  addProblem(sort: ProblemSort, part: number, problem: CellProblem, n?: number): void {
    const { problems } = this.appenders;
    problems.appendVarchar(sort);
    if (n === undefined) problems.appendNull();
    else problems.appendInteger(n);
    problems.appendInteger(part);
    problems.appendInteger(problem.row);
    // A NUL would end the text early.
    for (const text of [problem.column, problem.value, problem.problem, problem.remedy])
      problems.appendVarchar(text.replaceAll('\0', '\uFFFD'));
    problems.endRow();
  }

  addKnown(kind: string, id: string): void {
    const { known } = this.appenders;
    known.appendVarchar(kind);
    known.appendVarchar(id);
    known.endRow();
  }

  addErased(id: string, day: string): void {
    const { erased } = this.appenders;
    erased.appendVarchar(id);
    erased.appendVarchar(day);
    erased.endRow();
  }

  flush(): void {
    for (const appender of Object.values(this.appenders)) appender.flushSync();
  }

  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    try {
      await this.connection.run(sql, values);
    } catch (cause) {
      throw stagingError(cause);
    }
  }

  async all(sql: string): Promise<readonly Record<string, unknown>[]> {
    try {
      return (await this.connection.runAndReadAll(sql)).getRowObjectsJS();
    } catch (cause) {
      throw stagingError(cause);
    }
  }

  /** Rows of a query in batches, as they are produced; several may be read side by side. */
  async *batches(sql: string, batchSize: number): AsyncGenerator<readonly (readonly unknown[])[]> {
    const connection = await this.instance.connect();
    try {
      const result = await connection.stream(sql);
      let batch: (readonly unknown[])[] = [];
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
    } catch (cause) {
      throw stagingError(cause);
    } finally {
      connection.closeSync();
    }
  }

  /** Ends everything; what could not be written no longer matters. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    for (const held of [...Object.values(this.appenders), this.connection, this.instance])
      try {
        held.closeSync();
      } catch {
        // A full disk makes the last flush fail; the staging area is removed all the same.
      }
  }

  private codeOf(part: number, { column, kind, essential }: Reference): number {
    const file = this.parts[part - 1] ?? '';
    const name = `${file} ${column}`;
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    const code = this.codes.size;
    this.codes.set(name, code);
    const columns = this.appenders.ref_columns;
    columns.appendInteger(code);
    for (const text of [file, column, kind]) columns.appendVarchar(text);
    columns.appendBoolean(essential);
    columns.endRow();
    return code;
  }
}
