import type { z } from 'zod';
import { markingId, parseMarking } from '../../access/index.ts';
import type { IdentifierKind, IdentifierValue, Problem, ReferenceKind, StatedDate } from '../types.ts';
import { parseStatedDate } from './dates.ts';
import { normaliseIdentifier } from './identifiers.ts';
import { SHOWN_CHARACTERS } from './limits.ts';
import type { Manifest } from './manifest.ts';

/** A row's pointer to something that must be in the bundle or in the graph. */
export interface Reference {
  readonly kind: ReferenceKind | 'ANY';
  readonly id: string;
  readonly column: string;
  /** Without it the row says nothing, and is rejected. */
  readonly essential: boolean;
}

/** What is the same for all rows of a file. */
export interface RowContext {
  readonly file: string;
  readonly manifest: Manifest;
  /** Columns of the contract by position in the row; undefined for a column nobody knows. */
  readonly columns: readonly (string | undefined)[];
  readonly header: readonly string[];
  /** Last day that facts may be dated: today, or the bundle's own date where that is later. */
  readonly today: string;
}

/**
 * The cells of one row, read one by one. A cell that cannot be read is dropped with a warning and its text kept; a row
 * that is not true without it is rejected. Problems name file, row, column, value and remedy.
 */
export class RowCells {
  readonly problems: Problem[] = [];
  readonly references: Reference[] = [];
  rejected = false;
  private readonly values = new Map<string, string>();
  private readonly kept: [string, string][] = [];
  private readonly context: RowContext;
  private readonly row: number;

  constructor(context: RowContext, row: number, cells: readonly string[]) {
    this.context = context;
    this.row = row;
    cells.forEach((cell, index) => {
      const text = cell.trim();
      if (text === '') return;
      const column = context.columns[index];
      if (column === undefined) this.kept.push([context.header[index] ?? '', text]);
      else this.values.set(column, this.mapped(column, text));
    });
  }

  /** JSON of what no column of ours holds, keys in order; undefined where there is nothing. */
  extra(): string | undefined {
    if (this.kept.length === 0) return undefined;
    return JSON.stringify(Object.fromEntries([...this.kept].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  marking(): string {
    const text = this.values.get('marking');
    if (text === undefined) return this.context.manifest.marking;
    const marking = parseMarking(text);
    if (marking !== undefined) return markingId(marking);
    this.reject(
      'marking',
      'is not a marking, and a marking is never lowered',
      'Write LEVEL[/COMPARTMENT;COMPARTMENT].',
    );
    return this.context.manifest.marking;
  }

  text(column: string): string | undefined {
    const text = this.values.get(column);
    if (text === undefined || !text.includes('\0')) return text;
    return this.drop(column, 'holds NUL characters', 'Export the cell as plain text.');
  }

  /** The id of this row, as `source:key`. */
  ownId(column = 'id'): string {
    const key = this.essential(column, (name) => this.text(name));
    return this.idOf(key ?? '');
  }

  /** An id of another row, as `source:key`. */
  reference(column: string, kind: ReferenceKind, essential: boolean): string | undefined {
    const key = essential ? this.essential(column, (name) => this.text(name)) : this.text(column);
    if (key === undefined) return undefined;
    return this.pointTo(key, kind, column, essential);
  }

  referenceList(column: string, kind: ReferenceKind | 'ANY'): readonly string[] {
    return this.list(column).map((key) => this.pointTo(key, kind, column, false));
  }

  list(column: string): readonly string[] {
    const text = this.text(column);
    if (text === undefined) return [];
    return [
      ...new Set(
        text
          .split(';')
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      ),
    ];
  }

  oneOf<T extends string>(column: string, schema: z.ZodEnum<Record<T, T>>): T | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(text.toUpperCase().replace(/[\s-]+/g, '_'));
    if (parsed.success) return parsed.data as T;
    return this.drop(
      column,
      'is not a known value',
      `Write one of ${schema.options.join(', ')}, or map it in the manifest.`,
    );
  }

  /** As `oneOf`, for a column without which the row says nothing. */
  requiredOneOf<T extends string>(column: string, schema: z.ZodEnum<Record<T, T>>): T | undefined {
    const text = this.essential(column, (name) => this.text(name));
    if (text === undefined) return undefined;
    const parsed = schema.safeParse(text.toUpperCase().replace(/[\s-]+/g, '_'));
    if (parsed.success) return parsed.data as T;
    this.reject(
      column,
      'is not a known value',
      `Write one of ${schema.options.join(', ')}, or map it in the manifest.`,
    );
    return undefined;
  }

  /** @param future whether a date after today can be true (ends of orders, residences) */
  date(column: string, future = false): StatedDate | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const name = this.context.file.replace(/\.csv$/, '');
    const date = parseStatedDate(text, this.context.manifest.dates[`${name}.${column}`]);
    if (date === undefined)
      return this.drop(
        column,
        'is not a date',
        'Write it as 2023-06-30, 2023-06, 2023 or 2023-06-30T21:15, or name its pattern under dates in the manifest.',
      );
    if (!future && date.first > this.context.today)
      return this.drop(column, 'lies in the future', 'Correct the date, or import when it has come.');
    return date;
  }

  /** A later date that must not lie before an earlier one. */
  dateAfter(
    column: string,
    start: StatedDate | undefined,
    startColumn: string,
    future = false,
  ): StatedDate | undefined {
    const end = this.date(column, future);
    if (end === undefined || start === undefined) return end;
    const before =
      end.precision === 'TIME' && start.precision === 'TIME' ? end.at < start.at : end.last < start.first;
    if (!before) return end;
    return this.drop(column, `lies before ${startColumn}`, `Correct ${column} or ${startColumn}.`);
  }

  number(
    column: string,
    limits: { readonly min?: number; readonly max?: number; readonly whole?: boolean },
  ): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : Number.NaN;
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = limits;
    if (Number.isFinite(value) && value >= min && value <= max && (!whole || Number.isSafeInteger(value)))
      return value;
    const range = [
      whole ? 'a whole number' : 'a number',
      min > Number.NEGATIVE_INFINITY ? `from ${min}` : '',
      max < Number.POSITIVE_INFINITY ? `to ${max}` : '',
    ];
    return this.drop(column, `is not ${range.filter(Boolean).join(' ')}`, 'Correct or empty the cell.');
  }

  identifier(kind: IdentifierKind, column: string): IdentifierValue | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = normaliseIdentifier(kind, text);
    if (!value.valid)
      this.warn(column, `is not a valid ${kind}; kept as it is`, 'Correct the value if it is wrong.');
    return value;
  }

  /** Takes a cell out of the row; its text stays with the row. */
  drop(column: string, problem: string, remedy: string): undefined {
    this.warn(column, problem, remedy);
    const text = this.values.get(column);
    if (text !== undefined) this.kept.push([column, text]);
    return undefined;
  }

  warn(column: string, problem: string, remedy: string): void {
    this.problems.push(this.problem(column, problem, remedy));
  }

  reject(column: string, problem: string, remedy: string): void {
    this.rejected = true;
    this.problems.push(this.problem(column, problem, remedy));
  }

  private essential(column: string, read: (column: string) => string | undefined): string | undefined {
    const value = read(column);
    if (value === undefined) this.reject(column, 'is empty', 'Fill it in; without it the row says nothing.');
    else if (value.length > 200) this.reject(column, 'is longer than 200 characters', 'Shorten it.');
    return value;
  }

  private pointTo(key: string, kind: ReferenceKind | 'ANY', column: string, essential: boolean): string {
    const id = this.idOf(key);
    this.references.push({ kind, id, column, essential });
    return id;
  }

  private idOf(key: string): string {
    return `${this.context.manifest.source}:${key}`;
  }

  private mapped(column: string, text: string): string {
    const name = this.context.file.replace(/\.csv$/, '');
    return this.context.manifest.values[`${name}.${column}`]?.[text] ?? text;
  }

  private problem(column: string, problem: string, remedy: string): Problem {
    const value = (this.values.get(column) ?? '').slice(0, SHOWN_CHARACTERS);
    return { file: this.context.file, row: this.row, column, value, problem, remedy };
  }
}
