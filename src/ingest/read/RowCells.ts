import type { z } from 'zod';
import { markingId, parseMarking } from '../../access/index.ts';
import type { IdentifierKind, IdentifierValue, ReferenceKind, StatedDate } from '../types.ts';
import { type CellProblem, EMPTY, faultOfKey, strangeValue } from './cellFaults.ts';
import { normaliseIdentifier, postcodeOf } from './identifiers.ts';
import { SHOWN_CHARACTERS } from './limits.ts';
import { type NumberLimits, numberIn, numberWords } from './numbers.ts';
import type { RowContext } from './RowContext.ts';

/** A row's pointer to something that must be in the bundle or in the graph. */
export interface Reference {
  readonly kind: ReferenceKind | 'ANY';
  readonly id: string;
  readonly column: string;
  /** Without it the row says nothing, and is rejected. */
  readonly essential: boolean;
}

const MAX_REMEMBERED = 1_000;

/**
 * The cells of the row being read, one by one. A cell that cannot be read is dropped with a warning and its text kept;
 * a row that is not true without it is rejected. Problems name file, row, column, value and remedy. One instance serves
 * all rows of a file.
 */
export class RowCells {
  problems: CellProblem[] = [];
  references: Reference[] = [];
  rejected = false;
  private dropped: Map<string, string> | undefined;
  private cells: readonly string[] = [];
  private row = 0;
  private readonly context: RowContext;
  private readonly enumerated = new Map<z.ZodType, Map<string, unknown>>();

  constructor(context: RowContext) {
    this.context = context;
  }

  begin(row: number, cells: readonly string[]): void {
    this.row = row;
    this.cells = cells;
    this.rejected = false;
    this.dropped = undefined;
    if (this.problems.length > 0) this.problems = [];
    if (this.references.length > 0) this.references = [];
  }

  /** JSON of what no column of ours holds and of what was dropped, keys in order; undefined where there is nothing. */
  extra(): string | undefined {
    const kept: [string, string][] = [...(this.dropped ?? [])];
    for (const { header, position } of this.context.strange) {
      const text = (this.cells[position] ?? '').trim();
      if (text !== '') kept.push([header, text]);
    }
    if (kept.length === 0) return undefined;
    return JSON.stringify(Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  marking(): string {
    const text = this.text('marking');
    if (text === undefined) {
      if (this.dropped?.has('marking') !== true) return this.context.marking;
    } else if (text === this.context.marking) return text;
    const marking = parseMarking(text ?? '');
    if (marking !== undefined) return markingId(marking);
    this.reject(
      'marking',
      'is not a marking, and a marking is never lowered',
      'Write LEVEL[/COMPARTMENT;COMPARTMENT].',
    );
    return this.context.marking;
  }

  text(column: string): string | undefined {
    const stated = this.stated(column);
    if (stated === '' || this.dropped?.has(column) === true) return undefined;
    const text = this.context.values.get(column)?.get(stated) ?? stated;
    if (text.includes('\0'))
      return this.drop(column, 'holds NUL characters', 'Export the cell as plain text.');
    return text === '' ? undefined : text;
  }

  /** Text that is indexed, and an index holds only so much. */
  short(column: string, maxCharacters: number): string | undefined {
    const text = this.text(column);
    if (text === undefined || text.length <= maxCharacters) return text;
    return this.drop(column, `is longer than ${maxCharacters} characters`, 'Shorten it; its text is kept.');
  }

  /** The id of this row, as `source:key`. */
  ownId(): string {
    return this.idOf(this.essential('id') ?? '');
  }

  /** An id of another row, as `source:key`; the row is rejected where an essential one is not there. */
  reference(column: string, kind: ReferenceKind, essential: boolean): string | undefined {
    const key = essential ? this.essential(column) : this.text(column);
    if (key === undefined) return undefined;
    const fault = essential ? undefined : faultOfKey(key);
    if (fault !== undefined) return this.drop(column, ...fault);
    return this.pointTo(key, kind, column, essential);
  }

  referenceList(column: string, kind: ReferenceKind | 'ANY'): readonly string[] {
    const keys = this.list(column);
    const fault = keys.map(faultOfKey).find((found) => found !== undefined);
    if (fault !== undefined) {
      this.drop(column, ...fault);
      return [];
    }
    return keys.map((key) => this.pointTo(key, kind, column, false));
  }

  list(column: string): readonly string[] {
    const text = this.text(column);
    if (text === undefined) return [];
    const items = text.split(';').map((item) => item.trim());
    return [...new Set(items.filter((item) => item !== ''))];
  }

  oneOf<T extends string>(column: string, schema: z.ZodEnum<Record<T, T>>): T | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = this.member(text, schema);
    return value ?? this.drop(column, ...strangeValue(schema.options));
  }

  /** As `oneOf`, for a column without which the row says nothing. */
  requiredOneOf<T extends string>(column: string, schema: z.ZodEnum<Record<T, T>>): T | undefined {
    const text = this.essential(column);
    if (text === undefined) return undefined;
    const value = this.member(text, schema);
    if (value === undefined) this.reject(column, ...strangeValue(schema.options));
    return value;
  }

  /** @param future whether a date after today can be true (ends of orders, residences) */
  date(column: string, future = false): StatedDate | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const date = this.context.dates.get(column)?.(text);
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
  dateAfter(column: string, start: StatedDate | undefined, startColumn: string, future = false) {
    const end = this.date(column, future);
    if (end === undefined || start === undefined) return end;
    const timed = end.precision === 'TIME' && start.precision === 'TIME';
    if (timed ? end.at >= start.at : end.last >= start.first) return end;
    return this.drop(column, `lies before ${startColumn}`, `Correct ${column} or ${startColumn}.`);
  }

  number(column: string, limits: NumberLimits): number | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const value = numberIn(text, limits);
    return value ?? this.drop(column, `is not ${numberWords(limits)}`, 'Correct or empty the cell.');
  }

  /** A British postcode in its one form. */
  postcode(column: string): string | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    return (
      postcodeOf(text) ?? this.drop(column, 'is not a British postcode', 'Correct it; its text is kept.')
    );
  }

  identifier(kind: IdentifierKind, column: string): IdentifierValue | undefined {
    const text = this.text(column);
    if (text === undefined) return undefined;
    const fault = faultOfKey(text);
    if (fault !== undefined) return this.drop(column, ...fault);
    const value = normaliseIdentifier(kind, text);
    if (!value.valid)
      this.warn(column, `is not a valid ${kind}; kept as it is`, 'Correct the value if it is wrong.');
    return value;
  }

  /** Takes a cell out of the row; its text stays with the row. */
  drop(column: string, problem: string, remedy: string): undefined {
    this.warn(column, problem, remedy);
    this.dropped ??= new Map();
    this.dropped.set(column, this.stated(column));
    return undefined;
  }

  warn(column: string, problem: string, remedy: string): void {
    if (!this.rejected) this.problems.push(this.problem(column, problem, remedy));
  }

  reject(column: string, problem: string, remedy: string): void {
    // Remarks on a row that is out would only stand in the way.
    if (!this.rejected) this.problems = [];
    this.rejected = true;
    this.problems.push(this.problem(column, problem, remedy));
  }

  /** The cell as the file has it. */
  private stated(column: string): string {
    const position = this.context.positions.get(column);
    return position === undefined ? '' : (this.cells[position] ?? '').trim();
  }

  /** The text of a key, without which the row says nothing. */
  essential(column: string): string | undefined {
    const value = this.text(column);
    const fault = value === undefined ? (faultOfKey(this.stated(column)) ?? EMPTY) : faultOfKey(value);
    if (fault === undefined) return value;
    this.reject(column, ...fault);
    return undefined;
  }

  private member<T extends string>(text: string, schema: z.ZodEnum<Record<T, T>>): T | undefined {
    const known = (this.enumerated.get(schema) ?? new Map()) as Map<string, T | undefined>;
    if (known.has(text)) return known.get(text);
    this.enumerated.set(schema, known);
    if (known.size >= MAX_REMEMBERED) known.clear();
    const parsed = schema.safeParse(text.toUpperCase().replace(/[\s-]+/g, '_'));
    const value = parsed.success ? (parsed.data as T) : undefined;
    known.set(text, value);
    return value;
  }

  private pointTo(key: string, kind: ReferenceKind | 'ANY', column: string, essential: boolean): string {
    const id = this.idOf(key);
    this.references.push({ kind, id, column, essential });
    return id;
  }

  private idOf(key: string): string {
    return `${this.context.source}:${key}`;
  }

  private problem(column: string, problem: string, remedy: string): CellProblem {
    const value = this.stated(column).slice(0, SHOWN_CHARACTERS);
    return { row: this.row, column, value, problem, remedy };
  }
}
