import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { createMatcher } from '../../../../src/harm/index.ts';
import { type OpenOptions, openBundle } from '../../../../src/ingest/read/index.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  type FileCounts,
  type Problem,
  type ReferenceKind,
  type RowOf,
  type StagedBundle,
} from '../../../../src/ingest/types.ts';
import { atFileEnd } from '../../../support/atFileEnd.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** A folder of this test file's own, removed when its tests are over. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-read-'));
  atFileEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes the files of a bundle into a folder named `met` (the source, where no manifest names one). */
export async function writeBundle(files: Files, name = 'met'): Promise<string> {
  const folder = join(await newFolder(), name);
  await mkdir(folder);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

/** Everything that reading a bundle gives. */
export interface ReadResult {
  readonly source: string;
  readonly asOf: string | undefined;
  readonly digest: string;
  readonly rows: { readonly [F in BundleFile]: readonly RowOf[F][] };
  readonly counts: Readonly<Partial<Record<BundleFile, FileCounts>>>;
  readonly rejected: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly markings: readonly string[];
  readonly unknownColumns: Readonly<Partial<Record<BundleFile, readonly string[]>>>;
  /** Ids that the graph was asked for. */
  readonly asked: Readonly<Record<ReferenceKind, readonly string[]>>;
}

export type Known = Partial<Readonly<Record<ReferenceKind, readonly string[]>>>;
const KINDS: readonly ReferenceKind[] = ['PERSON', 'OFFENCE', 'LOCATION', 'OTHER'];

/** Reads a bundle to the end, on 1 July 2023, with a graph that knows `known`. */
export async function readPath(
  path: string,
  known: Known = {},
  options: Partial<OpenOptions> = {},
): Promise<ReadResult> {
  const workDirectory = await newFolder();
  const bundle = await openBundle(path, {
    clock: { now: () => new Date('2023-07-01T12:00:00Z') },
    workDirectory,
    matchOffenceType: createMatcher(),
    ...options,
  });
  try {
    return await readAll(bundle, known);
  } finally {
    await bundle.close();
    expect(await readdir(workDirectory)).toEqual([]);
  }
}

async function readAll(bundle: StagedBundle, known: Known): Promise<ReadResult> {
  const asked = await Promise.all(
    KINDS.map(async (kind) => [kind, await all(bundle.outsideReferences(kind, 2))] as const),
  );
  await bundle.settleReferences({ PERSON: [], OFFENCE: [], LOCATION: [], OTHER: [], ...known });
  const rows = await Promise.all(
    BUNDLE_FILES.map(async (file) => [file, await all(bundle.rows(file, 3))] as const),
  );
  return {
    source: bundle.source,
    asOf: bundle.asOf,
    digest: bundle.digest,
    rows: Object.fromEntries(rows) as unknown as ReadResult['rows'],
    counts: await bundle.counts(),
    rejected: await all(bundle.problems('rejected')),
    warnings: await all(bundle.problems('dropped')),
    markings: await bundle.markings(),
    unknownColumns: bundle.unknownColumns(),
    asked: Object.fromEntries(asked) as unknown as ReadResult['asked'],
  };
}

export async function read(
  files: Files,
  known: Known = {},
  options: Partial<OpenOptions> = {},
): Promise<ReadResult> {
  return readPath(await writeBundle(files), known, options);
}

async function all<T>(batches: AsyncGenerator<readonly T[]>): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

/** Lines of a CSV file. */
export const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Two persons, an offence and a place for rows to point to. */
export const WORLD: Files = {
  'persons.csv': csv('id', 'P1', 'P2'),
  'offences.csv': csv('id', 'O1'),
  'locations.csv': csv('id', 'L1'),
};
