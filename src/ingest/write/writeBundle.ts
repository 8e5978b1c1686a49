import { BASE_MARKING } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type Graph, type GraphTransaction, recordChange } from '../../graph/index.ts';
import { endMissing, linkMentions, saveJob, type WriteContext } from '../repository.ts';
import { BUNDLE_FILES, type BundleFile, type StagedBundle } from '../types.ts';
import { intelligenceFacts, lateLinks } from './nodes.ts';
import { planRows } from './planRows.ts';
import type { Checkpoint, FileOutcomes, WriteJob } from './WriteJob.ts';
import { regroup } from './writeJudgements.ts';

/** Rows of one transaction where nothing else is asked for. */
export const BATCH_ROWS = 10_000;
const TRANSACTION_MS = 300_000;

export interface WriteOptions {
  readonly batchRows?: number | undefined;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((file: BundleFile, rows: number) => void) | undefined;
}

interface Writer {
  readonly graph: Graph;
  readonly bundle: StagedBundle;
  readonly job: WriteJob;
  readonly context: WriteContext;
  readonly options: WriteOptions;
  readonly outcomes: FileOutcomes;
}

const STEPS: readonly Checkpoint['step'][] = ['rows', 'mentions', 'end'];

/**
 * Writes a staged bundle, file by file in key order, about 10,000 rows a transaction. Where the import stands is kept
 * in the same transaction, so that one that was killed goes on exactly where it was.
 */
export async function writeBundle(
  graph: Graph,
  bundle: StagedBundle,
  job: WriteJob,
  context: WriteContext,
  options: WriteOptions,
): Promise<FileOutcomes> {
  const outcomes: FileOutcomes = structuredClone(job.outcomes);
  const writer = { graph, bundle, job, context, options, outcomes };
  for (const file of BUNDLE_FILES) await writeFile(writer, file);
  await writeMentions(writer);
  const [counts, erased] = [await bundle.counts(), await bundle.erasedRows()];
  // A row rejected for a slip may restate what would end, so a file with rejected rows ends nothing; nor does one that
  // a standing manifest names and this bundle lacks. Rows of the erased are no slips.
  const ends = (file: BundleFile) =>
    bundle.complete.includes(file) && counts[file]?.rejected === (erased[file] ?? 0);
  if (bundle.asOf !== undefined)
    for (const file of BUNDLE_FILES.filter(ends)) await endFile(writer, file, bundle.asOf);
  const changed = Object.values(outcomes).some(
    ({ created, updated, ended }) => created + updated + ended > 0,
  );
  if (!job.repeated || changed) await graph.transaction((tx) => keep(tx, writer, 'DONE', undefined));
  return outcomes;
}

async function writeFile(writer: Writer, file: BundleFile): Promise<void> {
  const { job, options, outcomes } = writer;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const { rows, at } of unwritten(writer, 'rows', file)) {
      // Without a read of the store to wait for, the next batch is made ready while this one is written.
      if (!job.fresh) await writing;
      const { outcomes: planned, write } = await planRows(writer, file, rows);
      await writing;
      stopIfAsked(options.signal);
      for (const [outcome, number] of entries(planned)) count(outcomes, file, outcome, number);
      const counted = { ...writer, outcomes: structuredClone(outcomes) };
      writing =
        write === undefined && job.repeated
          ? Promise.resolve()
          : step(counted, at, async (tx) => {
              if (write !== undefined) await recordChange(tx, await write(tx));
            });
      // A failure is met where it is awaited next.
      writing.then(
        () => options.onProgress?.(file, at.rows),
        () => undefined,
      );
    }
  } finally {
    // Whatever stops the reading, nobody goes on while a batch is still being written.
    await writing;
  }
}

/** Mentions of things that files after the reports define: linked when every file is in. */
async function writeMentions(writer: Writer): Promise<void> {
  const { context, options } = writer;
  for await (const { rows, at } of unwritten(writer, 'mentions', 'intelligence.csv')) {
    const links = rows.flatMap((row) => lateLinks(intelligenceFacts(row)));
    if (links.length === 0) continue;
    stopIfAsked(options.signal);
    await step(writer, at, (tx) => linkMentions(tx, links, context));
  }
}

/** Rows of a file that this step has not dealt with, batch by batch, each with where the step stands after it. */
async function* unwritten<F extends BundleFile>(
  { bundle, job, options }: Writer,
  name: Checkpoint['step'],
  file: F,
) {
  const done = job.checkpoint;
  const behind =
    done === undefined
      ? 1
      : STEPS.indexOf(name) - STEPS.indexOf(done.step) || orderOf(file) - orderOf(done.file);
  if (behind < 0) return;
  let after = 0;
  for await (const part of bundle.rows(file, options.batchRows ?? BATCH_ROWS)) {
    const rows = behind === 0 && done !== undefined ? part.slice(Math.max(0, done.rows - after)) : part;
    after += part.length;
    if (rows.length > 0) yield { rows, at: { step: name, file, rows: after } };
  }
}

/** Ends what a complete file no longer states, and counts it in the same transaction. */
async function endFile(writer: Writer, file: BundleFile, asOf: string): Promise<void> {
  const { graph, context, job, outcomes } = writer;
  const at: Checkpoint = { step: 'end', file, rows: 0 };
  if (job.checkpoint?.step === 'end' && orderOf(job.checkpoint.file) >= orderOf(file)) return;
  const ended = await graph.transaction(
    async (tx) => {
      const number = await endMissing(tx, file, asOf, context);
      if (file === 'judgements.csv' && number > 0) await recordChange(tx, await regroup(tx));
      const counted = structuredClone(outcomes);
      count(counted, file, 'ended', number);
      if (!job.repeated || number > 0) await keep(tx, { ...writer, outcomes: counted }, 'RUNNING', at);
      return number;
    },
    { timeoutMs: TRANSACTION_MS, operation: `import ${file}` },
  );
  count(outcomes, file, 'ended', ended);
}

/** One transaction of an import. A step whose commit was heard of too late is not done twice. */
function step(writer: Writer, at: Checkpoint, work: (tx: GraphTransaction) => Promise<void>): Promise<void> {
  return writer.graph.transaction(
    async (tx) => {
      const before = writer.job.repeated ? undefined : await keep(tx, writer, 'RUNNING', at);
      if (before?.status !== 'RUNNING' || before.checkpoint !== JSON.stringify(at)) await work(tx);
    },
    { timeoutMs: TRANSACTION_MS, operation: `import ${at.file}` },
  );
}

const orderOf = (file: BundleFile): number => BUNDLE_FILES.indexOf(file);

export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true)
    throw new LinchpinError('CANCELLED', 'The import was stopped. Run the same command again to go on.');
}

type Counted = keyof NonNullable<FileOutcomes[BundleFile]>;

export function count(outcomes: FileOutcomes, file: BundleFile, outcome: Counted, number: number): void {
  const counts = outcomes[file] ?? { created: 0, updated: 0, unchanged: 0, ended: 0 };
  counts[outcome] += number;
  outcomes[file] = counts;
}

export function entries(outcomes: Readonly<Partial<Record<Counted, number>>>): readonly [Counted, number][] {
  return Object.entries(outcomes) as [Counted, number][];
}

/** @returns where the job stood before */
function keep(tx: GraphTransaction, writer: Writer, status: string, at: Checkpoint | undefined) {
  return keepJob(tx, writer.job, writer.context, writer.outcomes, writer.options.clock, status, at);
}

/** Keeps where an import stands. @returns where it stood before */
export function keepJob(
  tx: GraphTransaction,
  { id, source, asOf, digest }: WriteJob,
  { stated }: WriteContext,
  outcomes: FileOutcomes,
  clock: Clock,
  status: string,
  at: Checkpoint | undefined,
) {
  return saveJob(tx, {
    id,
    source,
    asOf,
    digest,
    status,
    checkpoint: at === undefined ? undefined : JSON.stringify(at),
    counts: JSON.stringify(outcomes),
    at: clock.now().toISOString(),
    markings: stated.length > 0 ? stated : [BASE_MARKING],
  });
}
