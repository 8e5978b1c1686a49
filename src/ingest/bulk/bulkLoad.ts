import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type Graph, type GraphTransaction, recordChange, type StoreFiles } from '../../graph/index.ts';
import type { WriteContext } from '../repository.ts';
import { BUNDLE_FILES, type BundleFile, type StagedBundle } from '../types.ts';
import { planRows } from '../write/planRows.ts';
import type { Checkpoint, FileOutcomes, WriteJob } from '../write/WriteJob.ts';
import { count, entries, keepJob, stopIfAsked, type WriteOptions } from '../write/writeBundle.ts';
import { carryOver } from './carryOver.ts';
import { NotForBulk } from './fields.ts';
import { readKept, typeKeys } from './repository.ts';
import { StoreWriter } from './StoreWriter.ts';
import { type FindKept, writeRows } from './writeRows.ts';

/** Decisions on pairs of records change what is there, so they come in by the driver, after the rest. */
const FILES = BUNDLE_FILES.filter((file) => file !== 'judgements.csv');
const LAST_FILE = 'orders.csv';

/** As many as the staging area hands over at a time: rows are forgotten before the collector would move them. */
const PIECE_ROWS = 2_048;

/** Lays files into a store, finishing them when nobody else writes. @returns false where the store is as it was */
export type LoadStore = (files: () => Promise<StoreFiles>) => Promise<boolean>;
/** Folder of one import's files; there is one import at a time, so any that stands was left by a killed one. */
const FOLDER = 'load-';

/**
 * Writes a bundle as files and lays them into the store in one piece, together with what stands there: the same nodes
 * and relationships as the driver's way, decided by the same code, without its transactions. Only for a store that no
 * bundle has reached. What comes after the rows (late mentions, judgements) goes on from the checkpoint left behind.
 * @returns false where the bundle has to go the driver's way
 */
export async function bulkLoad(
  graph: Graph,
  bundle: StagedBundle,
  job: WriteJob,
  context: WriteContext,
  options: WriteOptions & { readonly load: LoadStore; readonly workDirectory: string },
): Promise<boolean> {
  await mkdir(options.workDirectory, { recursive: true });
  for (const name of await readdir(options.workDirectory))
    if (name.startsWith(FOLDER))
      await rm(join(options.workDirectory, name), { recursive: true, force: true });
  const folder = await mkdtemp(join(options.workDirectory, FOLDER));
  const store = new StoreWriter(folder, context.tables);
  try {
    const keep = await writeFacts(graph, bundle, job, context, store, options);
    return await options.load(async () => {
      stopIfAsked(options.signal);
      const { nodes, links } = await readKept(graph, keep);
      carryOver(store, nodes, links);
      return store.finish();
    });
  } catch (error) {
    if (error instanceof NotForBulk) return false;
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new LinchpinError(
        'DISK_FULL',
        'No space is left to write the files of the import; nothing was imported. Free space where the home of Linchpin lies, and run the same command again.',
        { cause: error },
      );
    throw error;
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns keeps where the import then stands, in the transaction that reads what else is in the store */
async function writeFacts(
  graph: Graph,
  bundle: StagedBundle,
  job: WriteJob,
  context: WriteContext,
  store: StoreWriter,
  options: WriteOptions,
): Promise<(tx: GraphTransaction) => Promise<void>> {
  const keys = await typeKeys(graph);
  const outcomes: FileOutcomes = {};
  const touched = new Set<string>();
  const tx = fileTransaction(store, (code) => keys.get(code));
  const written = new Map<BundleFile, number>();
  for await (const { file, rows } of everyBatch(bundle, options.batchRows ?? PIECE_ROWS)) {
    stopIfAsked(options.signal);
    const { outcomes: planned, write } = await planRows({ graph, job, context }, file, rows);
    for (const [outcome, number] of entries(planned)) count(outcomes, file, outcome, number);
    for (const marking of (await write?.(tx))?.markings ?? []) touched.add(marking);
    written.set(file, (written.get(file) ?? 0) + rows.length);
    options.onProgress?.(file, written.get(file) ?? 0);
  }
  const at: Checkpoint = { step: 'rows', file: LAST_FILE, rows: written.get(LAST_FILE) ?? 0 };
  return async (real) => {
    await keepJob(real, job, context, outcomes, options.clock, 'RUNNING', at);
    await recordChange(real, { markings: [...touched], touched: 'everything' });
  };
}

/** Rows of every file, file by file; the staging area sorts the next file, on threads of its own, behind the current one. */
async function* everyBatch(bundle: StagedBundle, size: number) {
  const files = [...FILES];
  const begin = () => {
    const file = files.shift();
    if (file === undefined) return undefined;
    const batches = bundle.rows(file, size);
    const first = batches.next();
    // A failure is met where it is awaited.
    first.catch(() => undefined);
    return { file, batches, first };
  };
  let current: ReturnType<typeof begin>;
  let next = begin();
  try {
    while (next !== undefined) {
      current = next;
      next = begin();
      const { file, batches, first } = current;
      for (let step = await first; step.done !== true; step = await batches.next())
        yield { file, rows: step.value };
    }
  } finally {
    for (const begun of [current, next]) await begun?.batches.return(undefined);
  }
}

/** What writes rows to files where a transaction would write them to the store. */
function fileTransaction(store: StoreWriter, typeKey: FindKept): GraphTransaction {
  return {
    run: async (name, params) => {
      const markings = writeRows(store, name, (params as { readonly rows: never }).rows, typeKey);
      return [...new Set(markings)].map((marking) => ({ marking })) as never;
    },
  };
}
