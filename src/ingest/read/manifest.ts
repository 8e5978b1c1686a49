import { parse } from 'yaml';
import { z } from 'zod';
import { markingId, parseMarking } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { BUNDLE_FILES, type BundleFile } from '../types.ts';
import { parseStatedDate, patternProblem } from './dates.ts';
import { columnsOf, FILE_COLUMNS, stem } from './fileColumns.ts';
import { suggestion } from './nearest.ts';

/** What a bundle says about itself, checked. */
export interface Manifest {
  readonly source: string;
  readonly asOf: string | undefined;
  readonly marking: string;
  readonly complete: readonly BundleFile[];
  /** Bundle file by the name it has on disk. */
  readonly files: ReadonlyMap<string, BundleFile>;
  /** By file, as the bundle names it or as it is on disk: our column by their header. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By `file.column` without ending: our value by theirs. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By `file.column`: date pattern. */
  readonly dates: ReadonlyMap<string, string>;
  readonly coordinates: string | undefined;
  readonly matchTitles: boolean;
}

const bundleFile = z.enum(BUNDLE_FILES);
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((v) => (v === null ? '' : `${v}`));
/** YAML reads a mapping without entries as null. */
const mapOf = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string(), value)
    .nullish()
    .transform((record) => new Map(Object.entries(record ?? {}) as [string, z.output<T>][]));

const sourceName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    'must be letters, digits, dots, hyphens or underscores (no colon)',
  );
const manifestSchema = z.strictObject({
  source: sourceName.optional(),
  as_of: z.union([z.string(), z.number()]).transform(String).optional(),
  marking: z.string().optional(),
  complete: z.array(bundleFile).nullish(),
  files: mapOf(bundleFile),
  columns: mapOf(mapOf(z.string())),
  values: mapOf(mapOf(scalar)),
  dates: mapOf(z.string()),
  coordinates: z
    .string()
    .regex(/^(LOCAL|EPSG:\d{4,6})$/, 'must be LOCAL or EPSG:<number>')
    .optional(),
  match_titles: z.boolean().default(true),
});
const KEYS = Object.keys(manifestSchema.shape);

/**
 * Reads `manifest.yaml` and the file of `--map`, which wins where both speak.
 * @param texts in the order in which they are laid over each other, each with its name for errors
 * @param folderName the source, where nothing names one
 * @param given the source as the caller names it
 * @throws LinchpinError BAD_BUNDLE naming the file and the key, BAD_INPUT where the source has no name or two
 */
export function readManifest(
  texts: readonly { readonly name: string; readonly text: string }[],
  folderName: string | undefined,
  given?: string | undefined,
): Manifest {
  let merged: Record<string, unknown> = {};
  let last = 'manifest.yaml';
  for (const { name, text } of texts) {
    const raw = parseYaml(name, text);
    check(name, raw);
    merged = overlay(merged, raw);
    last = name;
  }
  const { source, as_of, marking, complete, files, columns, values, dates, coordinates, match_titles } =
    check(last, merged);
  const named = [...BUNDLE_FILES, ...files.keys()];
  for (const file of columns.keys())
    if (!named.includes(file))
      throw bad(last, `columns: "${file}" is no file of the bundle${suggestion(file, named)}`);
  checkColumnNames(last, values, false);
  checkColumnNames(last, dates, true);
  for (const [column, pattern] of dates) {
    const problem = patternProblem(pattern);
    if (problem !== undefined) throw bad(last, `dates: ${column}: ${problem}`);
  }
  const parsed = parseMarking(marking ?? 'OFFICIAL');
  if (parsed === undefined)
    throw bad(
      last,
      `marking: "${marking}" is not a marking (LEVEL[/COMPARTMENT;COMPARTMENT]), and is never lowered`,
    );
  return {
    source: settleSource(source, given, folderName),
    asOf: dateOf(last, as_of),
    marking: markingId(parsed),
    complete: complete ?? [],
    files,
    columns,
    values,
    dates,
    coordinates,
    matchTitles: match_titles,
  };
}

/**
 * Checks a source that is named outside of a manifest, as a manifest's is.
 * @throws LinchpinError BAD_INPUT
 */
export function checkSourceName(name: unknown): string {
  const parsed = sourceName.safeParse(name);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues.map(({ message }) => message).join('; ');
  throw new LinchpinError('BAD_INPUT', `source: ${problem}.`, { place: { argument: 'source' } });
}

function settleSource(
  stated: string | undefined,
  given: string | undefined,
  folderName: string | undefined,
): string {
  if (stated !== undefined && given !== undefined && stated !== given)
    throw new LinchpinError(
      'BAD_INPUT',
      `The manifest says that this is source "${stated}", the request that it is "${given}". Name one of them.`,
      { place: { argument: 'source' } },
    );
  const name = stated ?? given ?? (folderName === undefined ? undefined : sourceOf(folderName));
  if (name !== undefined) return name;
  throw new LinchpinError(
    'BAD_INPUT',
    'Nothing says which source this bundle is of. Add a manifest.yaml with "source: <name>", or send it to /import?source=<name>.',
    { place: { argument: 'source' } },
  );
}

/** A name for a source from that of its folder; none where no character of it may stand in one. */
function sourceOf(folderName: string): string | undefined {
  const cleaned = folderName.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return cleaned.slice(0, 80) || undefined;
}

function checkColumnNames(name: string, keys: ReadonlyMap<string, unknown>, dates: boolean): void {
  const known = BUNDLE_FILES.flatMap((file) =>
    (dates ? FILE_COLUMNS[file].dates : columnsOf(file)).map((column) => `${stem(file)}.${column}`),
  );
  for (const key of keys.keys())
    if (!known.includes(key))
      throw bad(
        name,
        `${dates ? 'dates' : 'values'}: "${key}" is no ${dates ? 'date ' : ''}column of the bundle, written file.column${suggestion(key, known)}`,
      );
}

function overlay(under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    merged.set(key, isRecord(before) && isRecord(value) ? overlay(before, value) : value);
  }
  return Object.fromEntries(merged);
}

function parseYaml(name: string, text: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.split('\n')[0] : '';
    throw new LinchpinError('BAD_BUNDLE', `${name} is not valid YAML: ${words}`, {
      place: { file: name },
      cause,
    });
  }
  if (raw === null || raw === undefined) return {};
  if (!isRecord(raw)) throw bad(name, 'it must be a list of "key: value" lines');
  return raw;
}

function check(name: string, raw: Record<string, unknown>) {
  const parsed = manifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
          .map((key) => `"${key}" is not known${suggestion(key, KEYS)}; the keys are ${KEYS.join(', ')}`)
          .join('; ')
      : `${issue.path.join('.') || 'top level'}: ${issue.message}`,
  );
  throw bad(name, problems.join('; '));
}

function dateOf(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = parseStatedDate(text.trim());
  if (date === undefined || (date.precision !== 'DAY' && date.precision !== 'TIME'))
    throw bad(name, `as_of: "${text}" is not a date such as 2023-06-30`);
  return date.first;
}

function bad(name: string, problem: string): LinchpinError {
  return new LinchpinError('BAD_BUNDLE', `${name}: ${problem}.`, { place: { file: name } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
