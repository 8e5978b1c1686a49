import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { bumpVersion, type Graph, type GraphTransaction } from '../../graph/index.ts';
import {
  endMissing,
  type LinkFile,
  linkMentions,
  type NodeFile,
  readLinksOf,
  readNodes,
  saveJob,
  type WriteContext,
  writeLinks,
  writeNodes,
} from '../repository.ts';
import { BUNDLE_FILES, type BundleFile, type RowOf, type StagedBundle } from '../types.ts';
import { mergeProperties, type Outcome } from './bookkeeping.ts';
import { identifierLink, residenceLink, roleLink, tieLink } from './links.ts';
import type { Facts } from './mergeFacts.ts';
import {
  custodyFacts,
  eventFacts,
  exhibitFacts,
  intelligenceFacts,
  locationFacts,
  offenceFacts,
  orderFacts,
  readLinks,
  type Stated,
} from './nodes.ts';
import { writeJudgementBatch } from './writeJudgements.ts';
import { writePersonBatch } from './writePersons.ts';

/** Rows of one transaction. */
const BATCH = 10_000;

export type FileOutcomes = Partial<Record<BundleFile, Record<Outcome | 'ended', number>>>;

export interface WriteJob {
  readonly id: string;
  readonly source: string;
  readonly asOf: string | undefined;
  readonly digest: string;
  /** No other import ever wrote for this source, so nothing of it can be in the store yet. */
  readonly fresh: boolean;
  /** An import that is done already is laid over itself; its job only changes where facts do. */
  readonly repeated: boolean;
  readonly checkpoint: { readonly file: BundleFile; readonly batch: number } | undefined;
  readonly outcomes: FileOutcomes;
}

export interface WriteOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((file: BundleFile, rows: number) => void) | undefined;
}

const NODE_FACTS: { readonly [F in NodeFile]: (row: RowOf[F]) => Stated } = {
  'locations.csv': locationFacts,
  'offences.csv': offenceFacts,
  'intelligence.csv': intelligenceFacts,
  'events.csv': eventFacts,
  'custody.csv': custodyFacts,
  'forensics.csv': exhibitFacts,
  'orders.csv': orderFacts,
};
const LINK_FACTS = {
  'involvements.csv': roleLink,
  'residences.csv': residenceLink,
  'identifiers.csv': identifierLink,
  'associations.csv': tieLink,
} as const;

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
  const start = job.checkpoint === undefined ? 0 : BUNDLE_FILES.indexOf(job.checkpoint.file);
  for (const file of BUNDLE_FILES.slice(start)) await writeFile(writer, file);
  for (const file of bundle.complete) {
    if (bundle.asOf === undefined) break;
    const { asOf } = bundle;
    const ended = await graph.transaction((tx) => endMissing(tx, file, bundle.source, asOf), {
      timeoutMs: 300_000,
    });
    if (ended > 0) count(outcomes, file, 'ended', ended);
  }
  const changed = Object.values(outcomes).some(
    ({ created, updated, ended }) => created + updated + ended > 0,
  );
  if (!job.repeated || changed) await graph.transaction((tx) => keep(tx, writer, 'DONE', undefined));
  return outcomes;
}

interface Writer {
  readonly graph: Graph;
  readonly bundle: StagedBundle;
  readonly job: WriteJob;
  readonly context: WriteContext;
  readonly options: WriteOptions;
  readonly outcomes: FileOutcomes;
}

/** What one batch is to do, decided before its transaction. */
export interface Planned {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  /** Undefined where nothing changes. @returns markings that were touched */
  readonly write: ((tx: GraphTransaction) => Promise<readonly string[]>) | undefined;
}

async function writeFile(writer: Writer, file: BundleFile): Promise<void> {
  const { graph, bundle, job, options, outcomes } = writer;
  const done = job.checkpoint?.file === file ? job.checkpoint.batch : 0;
  let batch = 0;
  let rows = 0;
  let writing: Promise<void> = Promise.resolve();
  for await (const part of bundle.rows(file, BATCH)) {
    batch += 1;
    rows += part.length;
    if (batch <= done) continue;
    // Without a read of the store to wait for, the next batch is made ready while this one is written.
    if (!job.fresh) await writing;
    const planned = await plan(writer, file, part);
    await writing;
    if (options.signal?.aborted === true)
      throw new LinchpinError('CANCELLED', 'The import was stopped. Run the same command again to go on.');
    for (const [outcome, number] of Object.entries(planned.outcomes))
      count(outcomes, file, outcome as Outcome, number);
    const at = { file, batch };
    const counts = structuredClone(outcomes);
    const soFar = rows;
    writing = (async () => {
      if (planned.write !== undefined || !job.repeated)
        await graph.transaction(
          async (tx) => {
            const touched = (await planned.write?.(tx)) ?? [];
            await bumpVersion(tx, touched);
            if (!job.repeated) await keep(tx, { ...writer, outcomes: counts }, 'RUNNING', at);
          },
          { timeoutMs: 300_000, operation: `import ${file}` },
        );
      options.onProgress?.(file, soFar);
    })();
    // A failure is met where it is awaited next.
    writing.catch(() => undefined);
  }
  await writing;
}

async function plan(writer: Writer, file: BundleFile, rows: readonly RowOf[BundleFile][]): Promise<Planned> {
  const { graph, job, context } = writer;
  if (file === 'persons.csv')
    return writePersonBatch(graph, rows as readonly RowOf['persons.csv'][], job, context);
  if (file === 'judgements.csv')
    return writeJudgementBatch(rows as readonly RowOf['judgements.csv'][], job, context);
  return file in LINK_FACTS
    ? planLinks(writer, file as LinkFile, rows)
    : planNodes(writer, file as NodeFile, rows);
}

async function planNodes(
  { graph, job, context }: Writer,
  file: NodeFile,
  rows: readonly RowOf[BundleFile][],
): Promise<Planned> {
  const factsOf = NODE_FACTS[file] as (row: RowOf[BundleFile]) => Stated;
  const stated = rows.map(factsOf);
  const stored = job.fresh
    ? new Map<string, Facts>()
    : await readNodes(
        graph,
        file,
        stated.map(({ id }) => id),
      );
  const origin = { asOf: job.asOf, importId: job.id };
  const outcomes: Partial<Record<Outcome, number>> = {};
  const nodes: Facts[] = [];
  for (const { id, hash, facts } of stated) {
    const { outcome, properties } = mergeProperties(
      stored.get(id),
      { ...facts, source: job.source },
      { ...origin, hash },
    );
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (properties !== undefined)
      nodes.push(file === 'offences.csv' ? { typeMatch: 'unstated', ...properties } : properties);
  }
  if (nodes.length === 0) return { outcomes, write: undefined };
  const write = async (tx: GraphTransaction) => {
    await writeNodes(tx, file, nodes, context);
    return markingsOf(nodes);
  };
  return { outcomes, write };
}

async function planLinks(
  { graph, job, context }: Writer,
  file: LinkFile,
  rows: readonly RowOf[BundleFile][],
): Promise<Planned> {
  const linkOf = LINK_FACTS[file] as unknown as (row: RowOf[BundleFile]) => {
    key: string;
    ends: Facts;
    facts: Facts;
  };
  const stated = rows.map(linkOf);
  const stored = job.fresh
    ? new Map<string, Facts>()
    : await readLinksOf(
        graph,
        file,
        stated.map(({ ends }) => ends),
      );
  const outcomes: Partial<Record<Outcome, number>> = {};
  const links: Facts[] = [];
  for (const { key, ends, facts } of stated) {
    const known = stored.get(key);
    const { outcome, properties } = mergeProperties(known, facts, { asOf: job.asOf, importId: job.id });
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (properties !== undefined) links.push({ ...ends, exists: known !== undefined, link: properties });
  }
  if (links.length === 0) return { outcomes, write: undefined };
  return { outcomes, write: (tx) => writeLinks(tx, file, links, context) };
}

export function markingsOf(nodes: readonly Facts[]): readonly string[] {
  return [...new Set(nodes.map((node) => String(node.marking)))];
}

function count(outcomes: FileOutcomes, file: BundleFile, outcome: Outcome | 'ended', number: number): void {
  const counts = outcomes[file] ?? { created: 0, updated: 0, unchanged: 0, ended: 0 };
  counts[outcome] += number;
  outcomes[file] = counts;
}

async function keep(
  tx: GraphTransaction,
  writer: Writer,
  status: string,
  at: { file: BundleFile; batch: number } | undefined,
): Promise<void> {
  const { job, options, outcomes } = writer;
  await saveJob(tx, {
    id: job.id,
    source: job.source,
    asOf: job.asOf,
    digest: job.digest,
    status,
    checkpoint: at === undefined ? undefined : JSON.stringify(at),
    counts: JSON.stringify(outcomes),
    at: options.clock.now().toISOString(),
    marking: 'OFFICIAL',
  });
}

/** Mentions of things that files after the reports define: linked when the whole bundle is in. */
export async function linkLateMentions(
  graph: Graph,
  bundle: StagedBundle,
  context: WriteContext,
): Promise<void> {
  for await (const part of bundle.rows('intelligence.csv', BATCH)) {
    const rows = part.flatMap((row) =>
      readLinks(intelligenceFacts(row).facts.links)
        .filter(({ kind }) => kind === 'OTHER')
        .map(({ id }) => ({ id: row.id, other: id })),
    );
    if (rows.length > 0)
      await graph.transaction((tx) => linkMentions(tx, rows, context), { timeoutMs: 300_000 });
  }
}
