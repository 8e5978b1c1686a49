import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Clock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type Graph, takeLease } from '../graph/index.ts';
import { openMatcher } from '../harm/index.ts';
import { openBundle } from './read/index.ts';
import { ensureTables, findJobs, knownIds, storedMarkings, type WriteContext } from './repository.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  type FileCounts,
  type ReferenceKind,
  type StagedBundle,
} from './types.ts';
import { markingTables } from './write/markingTables.ts';
import { type FileOutcomes, linkLateMentions, type WriteJob, writeBundle } from './write/writeBundle.ts';

export interface ImportRequest {
  /** Folder or zip. */
  readonly path: string;
  readonly mapFile?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly clock: Clock;
  /** Where staging areas, and reports that cannot stand beside the bundle, are put. */
  readonly workDirectory: string;
  readonly reportFolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}
export interface ImportProgress {
  readonly step: 'read' | 'write';
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

/** The reconciliation: for each file, rows read = accepted + duplicate + rejected. */
export interface ImportReport {
  readonly job: string;
  readonly source: string;
  readonly asOf: string | undefined;
  readonly dryRun: boolean;
  readonly files: readonly (FileCounts & {
    readonly file: BundleFile;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly ended: number;
  })[];
  readonly rejected: number;
  readonly warnings: number;
  readonly reports: readonly string[];
  readonly seconds: number;
}

const LEASE_WAIT_MS = 30_000;
const ID_BATCH = 10_000;

/**
 * Imports a bundle: read and checked as a whole first, then written in batches. Killed half-way and run again, it goes
 * on where it was; the same bundle twice changes nothing.
 * @throws LinchpinError NOT_A_BUNDLE, BAD_BUNDLE, BAD_INPUT (a second bundle of a source without as_of), CONFLICT
 * (another import runs), UNAVAILABLE (the store went away: run the same command again), DISK_FULL, CANCELLED
 */
export async function importBundle(graph: Graph, request: ImportRequest): Promise<ImportReport> {
  const started = request.clock.now().getTime();
  const matchOffenceType = await openMatcher(graph);
  const bundle = await openBundle(request.path, {
    mapFile: request.mapFile,
    clock: request.clock,
    workDirectory: request.workDirectory,
    matchOffenceType,
    signal: request.signal,
    onProgress: (file, _rows, done, total) => request.onProgress?.({ step: 'read', file, done, total }),
  });
  try {
    await settleOutside(graph, bundle);
    const counts = await bundle.counts();
    const dryRun = request.dryRun === true;
    const job = await jobOf(graph, bundle);
    const outcomes = dryRun ? {} : await write(graph, bundle, job, counts, request);
    const reports = await writeReports(bundle, job.id, request);
    return reportOf(
      bundle,
      job,
      counts,
      outcomes,
      dryRun,
      reports,
      (request.clock.now().getTime() - started) / 1000,
    );
  } finally {
    await bundle.close();
  }
}

async function settleOutside(graph: Graph, bundle: StagedBundle): Promise<void> {
  const known: Record<ReferenceKind, string[]> = { PERSON: [], OFFENCE: [], LOCATION: [], OTHER: [] };
  for (const kind of ['PERSON', 'OFFENCE', 'LOCATION', 'OTHER'] as const)
    for await (const ids of bundle.outsideReferences(kind, ID_BATCH))
      known[kind].push(...(await knownIds(graph, kind, ids)));
  await bundle.settleReferences(known);
}

async function jobOf(graph: Graph, bundle: StagedBundle): Promise<WriteJob> {
  const id = `${bundle.source}@${bundle.digest.slice(0, 12)}`;
  const jobs = await findJobs(graph, bundle.source);
  const own = jobs.find((job) => job.id === id);
  const others = jobs.filter((job) => job.id !== id);
  if (own === undefined && others.length > 0 && bundle.asOf === undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      `Source ${bundle.source} has been imported before, so this bundle must say which date it speaks of: add "as_of: <date>" to its manifest.yaml.`,
    );
  const resumed = own?.status === 'RUNNING';
  return {
    id,
    source: bundle.source,
    asOf: bundle.asOf,
    digest: bundle.digest,
    fresh: others.length === 0 && own?.status !== 'DONE',
    repeated: own?.status === 'DONE',
    checkpoint: resumed && typeof own.checkpoint === 'string' ? JSON.parse(own.checkpoint) : undefined,
    outcomes: resumed && typeof own.counts === 'string' ? JSON.parse(own.counts) : {},
  };
}

async function write(
  graph: Graph,
  bundle: StagedBundle,
  planned: WriteJob,
  counts: Partial<Record<BundleFile, FileCounts>>,
  request: ImportRequest,
): Promise<FileOutcomes> {
  const lease = await takeLease(graph, 'import', LEASE_WAIT_MS);
  try {
    // Another import may have finished while this one waited.
    const job = planned.fresh || planned.repeated ? await jobOf(graph, bundle) : planned;
    const tables = markingTables([...(await storedMarkings(graph)), ...(await bundle.markings())]);
    await ensureTables(graph, tables);
    const context: WriteContext = { source: job.source, importId: job.id, tables };
    const outcomes = await writeBundle(graph, bundle, job, context, {
      clock: request.clock,
      signal: request.signal,
      onProgress: (file, done) =>
        request.onProgress?.({ step: 'write', file, done, total: counts[file]?.accepted ?? done }),
    });
    await linkLateMentions(graph, bundle, context);
    return outcomes;
  } catch (error) {
    if (error instanceof LinchpinError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT'))
      throw new LinchpinError(
        'UNAVAILABLE',
        'The store went away. What was written stays whole; run the same command again to go on.',
        { cause: error },
      );
    throw error;
  } finally {
    await lease.release().catch(() => undefined);
  }
}

/** Rows that are out and cells that were dropped, in files that can be corrected and imported again. */
async function writeReports(
  bundle: StagedBundle,
  jobId: string,
  request: ImportRequest,
): Promise<readonly string[]> {
  const written: string[] = [];
  let folder: string | undefined;
  for (const [kind, name] of [
    ['rejected', 'rejected.csv'],
    ['dropped', 'warnings.csv'],
  ] as const) {
    const problems = bundle.problems(kind);
    const first = await problems.next();
    if (first.done === true) {
      // A report of an earlier try must not be taken for this one's.
      if (request.reportFolder !== undefined) await rm(join(request.reportFolder, name), { force: true });
      continue;
    }
    folder ??= await writableFolder(request, jobId);
    const path = join(folder, name);
    const rows = async function* () {
      yield* first.value;
      for await (const part of problems) yield* part;
    };
    const columns = ['file', 'row', 'column', 'value', 'problem', 'remedy'];
    await pipeline(Readable.from(rows()), stringify({ header: true, columns }), createWriteStream(path));
    written.push(path);
  }
  return written;
}

async function writableFolder(request: ImportRequest, jobId: string): Promise<string> {
  const path = resolve(request.path);
  const beside = request.reportFolder ?? (path.toLowerCase().endsWith('.zip') ? dirname(path) : path);
  try {
    await mkdir(beside, { recursive: true });
    await access(beside, constants.W_OK);
    return beside;
  } catch {
    const own = join(
      request.workDirectory,
      'imports',
      `${jobId.replace(/[^\w.-]/g, '-')}-${randomUUID().slice(0, 8)}`,
    );
    await mkdir(own, { recursive: true });
    return own;
  }
}

function reportOf(
  bundle: StagedBundle,
  job: WriteJob,
  counts: Partial<Record<BundleFile, FileCounts>>,
  outcomes: FileOutcomes,
  dryRun: boolean,
  reports: readonly string[],
  seconds: number,
): ImportReport {
  const files = BUNDLE_FILES.flatMap((file) => {
    const count = counts[file];
    const outcome = outcomes[file] ?? { created: 0, updated: 0, unchanged: 0, ended: 0 };
    return count === undefined ? [] : [{ file, ...count, ...outcome }];
  });
  const sum = (key: 'rejected' | 'dropped') => files.reduce((total, file) => total + file[key], 0);
  const { source, asOf } = bundle;
  return {
    job: job.id,
    source,
    asOf,
    dryRun,
    files,
    rejected: sum('rejected'),
    warnings: sum('dropped'),
    reports,
    seconds,
  };
}
