import { parse } from 'yaml';
import { z } from 'zod';
import { markingId, parseMarking } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { BUNDLE_FILES, type BundleFile } from '../types.ts';
import { parseStatedDate } from './dates.ts';

const bundleFile = z.enum(BUNDLE_FILES);

const manifestSchema = z.strictObject({
  source: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
      'must be letters, digits, dots, hyphens or underscores (no colon)',
    )
    .optional(),
  as_of: z.union([z.string(), z.date()]).optional(),
  marking: z.string().optional(),
  complete: z.array(bundleFile).default([]),
  files: z.record(z.string(), bundleFile).default({}),
  columns: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  values: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]).transform(String)))
    .default({}),
  dates: z.record(z.string(), z.string()).default({}),
  coordinates: z
    .string()
    .regex(/^(LOCAL|EPSG:\d{4,6})$/, 'must be LOCAL or EPSG:<number>')
    .optional(),
  match_titles: z.boolean().default(true),
});

/** What a bundle says about itself, checked. */
export interface Manifest {
  readonly source: string;
  readonly asOf: string | undefined;
  readonly marking: string;
  readonly complete: readonly BundleFile[];
  /** Bundle file by the name it has on disk. */
  readonly files: Readonly<Record<string, BundleFile>>;
  /** By bundle file: our column by their header. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By `file.column` without ending: our value by theirs. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By `file.column`: date pattern. */
  readonly dates: Readonly<Record<string, string>>;
  readonly coordinates: string | undefined;
  readonly matchTitles: boolean;
}

/**
 * Reads `manifest.yaml` and the file of `--map`, which wins where both speak.
 * @param texts in the order in which they are laid over each other, each with its name for errors
 * @throws LinchpinError BAD_BUNDLE naming the file and the key
 */
export function readManifest(
  texts: readonly { readonly name: string; readonly text: string }[],
  folderName: string,
): Manifest {
  const merged: Record<string, unknown> = {};
  for (const { name, text } of texts) {
    const raw = parseYaml(name, text);
    for (const [key, value] of Object.entries(raw)) {
      const before = merged[key];
      merged[key] = isRecord(before) && isRecord(value) ? { ...before, ...value } : value;
    }
    check(name, merged);
  }
  const manifest = check(texts.at(-1)?.name ?? 'manifest.yaml', merged);
  const source =
    manifest.source ??
    (folderName
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 80) ||
      'bundle');
  const marking = parseMarking(manifest.marking ?? 'OFFICIAL');
  if (marking === undefined)
    throw bad(
      'manifest.yaml',
      `marking: "${manifest.marking}" is not a marking (LEVEL[/COMPARTMENT;COMPARTMENT])`,
    );
  const columns = Object.fromEntries(
    Object.entries(manifest.columns).map(([file, map]) => [manifest.files[file] ?? file, map]),
  );
  const strange = Object.keys(columns).find((file) => !BUNDLE_FILES.some((known) => known === file));
  if (strange !== undefined) throw bad('manifest.yaml', `columns: "${strange}" is no file of the bundle`);
  return {
    source,
    asOf: dateOf(manifest.as_of),
    marking: markingId(marking),
    complete: manifest.complete,
    files: manifest.files,
    columns,
    values: manifest.values,
    dates: manifest.dates,
    coordinates: manifest.coordinates,
    matchTitles: manifest.match_titles,
  };
}

function parseYaml(name: string, text: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw new LinchpinError(
      'BAD_BUNDLE',
      `${name} is not valid YAML: ${cause instanceof Error ? cause.message : ''}`,
      { cause },
    );
  }
  if (raw === null || raw === undefined) return {};
  if (!isRecord(raw)) throw bad(name, 'it must be a list of "key: value" lines');
  return raw;
}

function check(name: string, raw: Record<string, unknown>) {
  const parsed = manifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'top level'}: ${message}`,
  );
  throw bad(name, problems.join('; '));
}

function dateOf(value: string | Date | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  const date = parseStatedDate(text);
  if (date === undefined || (date.precision !== 'DAY' && date.precision !== 'TIME'))
    throw bad('manifest.yaml', `as_of: "${text}" is not a date such as 2023-06-30`);
  return date.first;
}

function bad(name: string, problem: string): LinchpinError {
  return new LinchpinError('BAD_BUNDLE', `${name}: ${problem}.`, { place: { file: name } });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
