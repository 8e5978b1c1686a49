import type { Pseudonyms } from '../access/index.ts';
import type { Clock } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { type Graph, takeLease } from '../graph/index.ts';
import { openMatcher } from '../harm/index.ts';
import { bulkLoad, type LoadStore } from './bulk/bulkLoad.ts';
import { countNodes } from './bulk/repository.ts';
import { openErasures } from './erasures.ts';
import { openBundle } from './read/index.ts';
import { writeReports } from './reports.ts';
import { ensureTables, findJobs, knownIds, storedMarkings, type WriteContext } from './repository.ts';
import {
  BUNDLE_FILES,
  type BundleFile,
  type FileCounts,
  type ReferenceKind,
  type StagedBundle,
} from './types.ts';
import { markingTables } from './write/markingTables.ts';
import type { KeptMarking } from './write/sight.ts';
import type { FileOutcomes, WriteJob } from './write/WriteJob.ts';
import { type WriteOptions, writeBundle } from './write/writeBundle.ts';

export interface ImportRequest {
  /** Folder or zip. */
  readonly path: string;
  readonly mapFile?: string | undefined;
  /** The source, where the manifest names none; a manifest that names another is refused. */
  readonly source?: string | undefined;
  /** Whether the zip's own file name is of our making, and so names no source. */
  readonly unnamed?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly clock: Clock;
  /** Where staging areas, and reports that cannot stand beside the bundle, are put. */
  readonly workDirectory: string;
  readonly reportFolder?: string | undefined;
  /** Rows of one transaction; 10,000 where nothing is said. */
  readonly batchRows?: number | undefined;
  /** Lays files into the store as a whole, where this process alone uses a server of its own. */
  readonly load?: LoadStore | undefined;
  /** Rows from which that is worth the server's stop and start; 100,000 where nothing is said. */
  readonly loadFrom?: number | undefined;
  /** Markings that the importer may see, where that is not everything: the rest is absent for them. */
  readonly visible?: readonly string[] | undefined;
  /** Tell who was erased; needed once somebody was, for they must not come back with the next bundle. */
  readonly pseudonyms?: Pick<Pseudonyms, 'erased'> | undefined;
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
  /** How the rows came in: batch by batch, or laid as a whole into an empty store. */
  readonly way: 'driver' | 'offline import';
  readonly seconds: number;
}

const LEASE_WAIT_MS = 30_000;
const ID_BATCH = 10_000;
/** Below this the driver is quicker than stopping and starting the server. */
const LOAD_FROM = 100_000;
/** Nodes that are carried over at most: reference data and some audit. */
const MOST_KEPT = 50_000;

/**
 * Imports a bundle: read and checked as a whole first, then written in batches. Killed half-way and run again, it goes
 * on where it was; the same bundle twice changes nothing.
 * @throws LinchpinError NOT_A_BUNDLE, BAD_BUNDLE, BAD_INPUT (a second bundle of a source without as_of, no name for
 * the source), CONFLICT (another import runs, or it cannot be told who was erased), UNAVAILABLE (the store went away: run the same command again), DISK_FULL, CANCELLED
 */
export async function importBundle(graph: Graph, request: ImportRequest): Promise<ImportReport> {
  const started = performance.now();
  const matchOffenceType = await openMatcher(graph);
  const bundle = await openBundle(request.path, {
    mapFile: request.mapFile,
    source: request.source,
    unnamed: request.unnamed,
    clock: request.clock,
    workDirectory: request.workDirectory,
    matchOffenceType,
    signal: request.signal,
    onProgress: (file, _rows, done, total) => request.onProgress?.({ step: 'read', file, done, total }),
  });
  try {
    const result =
      request.dryRun === true ? await plan(graph, bundle, request) : await carryOut(graph, bundle, request);
    const reports = await writeReports(bundle, result.job.id, request, result.kept);
    return reportOf(bundle, result, request, reports, (performance.now() - started) / 1000);
  } finally {
    await bundle.close();
  }
}

interface Result {
  readonly job: WriteJob;
  readonly counts: Partial<Record<BundleFile, FileCounts>>;
  readonly outcomes: FileOutcomes;
  readonly way: ImportReport['way'];
  /** Markings that people set, and that the bundle states lower. */
  readonly kept: readonly KeptMarking[];
}
type Seen = Pick<ImportRequest, 'visible' | 'pseudonyms'>;

async function plan(graph: Graph, bundle: StagedBundle, seen: Seen): Promise<Result> {
  const job = await jobOf(graph, bundle, seen);
  await settleOutside(graph, bundle, seen);
  return { job, counts: await bundle.counts(), outcomes: {}, way: 'driver', kept: [] };
}

async function settleOutside(
  graph: Graph,
  bundle: StagedBundle,
  { visible, pseudonyms }: Seen,
): Promise<void> {
  const erasures = await openErasures(graph, pseudonyms);
  const erased = new Map<string, string>();
  if (erasures !== undefined)
    for (const persons of [bundle.ownPersons(ID_BATCH), bundle.outsideReferences('PERSON', ID_BATCH)])
      for await (const ids of persons) for (const [id, day] of erasures.among(ids)) erased.set(id, day);
  const known: Record<ReferenceKind, string[]> = { PERSON: [], OFFENCE: [], LOCATION: [], OTHER: [] };
  for (const kind of ['PERSON', 'OFFENCE', 'LOCATION', 'OTHER'] as const)
    for await (const ids of bundle.outsideReferences(kind, ID_BATCH))
      known[kind].push(...(await knownIds(graph, kind, ids, visible)));
  await bundle.settleReferences(known, erased);
}

async function jobOf(graph: Graph, bundle: StagedBundle, { visible }: Seen): Promise<WriteJob> {
  const id = `${bundle.source}@${bundle.digest.slice(0, 12)}`;
  const jobs = (await findJobs(graph)).filter(({ source }) => source === bundle.source);
  const own = jobs.find((job) => job.id === id);
  const others = jobs.filter((job) => job.id !== id);
  // An import of nothing that the importer may see is none to them.
  const known = others.filter(
    ({ markings }) => visible === undefined || markings.some((marking) => visible.includes(marking)),
  );
  if (own === undefined && known.length > 0 && bundle.asOf === undefined)
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

/** One import at a time: what a bundle may point to, and what it changes, must hold still while it is written. */
async function carryOut(graph: Graph, bundle: StagedBundle, request: ImportRequest): Promise<Result> {
  const lease = await takeLease(graph, 'import', LEASE_WAIT_MS);
  let away = false;
  try {
    const { job, counts } = await plan(graph, bundle, request);
    const stated = await bundle.markings();
    const kept: KeptMarking[] = [];
    const sight = { visible: request.visible, onKept: (one: KeptMarking) => void kept.push(one) };
    const tables = markingTables([...(await storedMarkings(graph)), ...stated]);
    await ensureTables(graph, tables);
    const context: WriteContext = { source: job.source, importId: job.id, tables, stated, sight };
    const options: WriteOptions = {
      clock: request.clock,
      batchRows: request.batchRows,
      signal: request.signal,
      onProgress: (file, done) =>
        request.onProgress?.({ step: 'write', file, done, total: counts[file]?.accepted ?? done }),
    };
    const loaded = await loadWhole(graph, bundle, job, counts, context, request, options);
    const outcomes = await writeBundle(
      graph,
      bundle,
      loaded ? await jobOf(graph, bundle, request) : job,
      context,
      options,
    );
    return { job, counts, outcomes, way: loaded ? 'offline import' : 'driver', kept };
  } catch (error) {
    away = error instanceof LinchpinError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT');
    if (away)
      throw new LinchpinError(
        'UNAVAILABLE',
        'The store went away. What was written stays whole; run the same command again to go on.',
        { cause: error },
      );
    throw error;
  } finally {
    const released = lease.release().catch(() => undefined);
    // A store that is away is not waited for twice: the claim runs out by itself.
    if (!away) await released;
  }
}

/** @returns false where the rows have to go the driver's way; the store is then as it was */
async function loadWhole(
  graph: Graph,
  bundle: StagedBundle,
  job: WriteJob,
  counts: Result['counts'],
  context: WriteContext,
  { load, loadFrom = LOAD_FROM, workDirectory }: ImportRequest,
  options: WriteOptions,
): Promise<boolean> {
  const rows = Object.values(counts).reduce((sum, { accepted }) => sum + accepted, 0);
  if (load === undefined || rows < loadFrom || !job.fresh || (await findJobs(graph)).length > 0) return false;
  if ((await countNodes(graph)) > MOST_KEPT) return false;
  return bulkLoad(graph, bundle, job, context, { ...options, load, workDirectory });
}

function reportOf(
  bundle: StagedBundle,
  { job, counts, outcomes, way, kept }: Result,
  { dryRun = false }: ImportRequest,
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
    warnings: sum('dropped') + kept.length,
    reports,
    way,
    seconds,
  };
}
