import { ensureMarkings } from '../access/index.ts';
import {
  type Graph,
  type GraphTransaction,
  type Params,
  recordChange,
  type Touched,
} from '../graph/index.ts';
import { changeNodeMarkings } from './remark/repository.ts';
import type { BundleFile, ReferenceKind } from './types.ts';
import type { MarkingTables } from './write/markingTables.ts';
import type { Facts } from './write/mergeFacts.ts';
import { type NodeFile, rowOfNode } from './write/rowOfNode.ts';
import type { Sight } from './write/sight.ts';

const READ_NODES = {
  'persons.csv': 'ingest/read-records',
  'locations.csv': 'ingest/read-locations',
  'offences.csv': 'ingest/read-offences',
  'intelligence.csv': 'ingest/read-intelligence',
  'events.csv': 'ingest/read-events',
  'custody.csv': 'ingest/read-custody',
  'forensics.csv': 'ingest/read-exhibits',
  'orders.csv': 'ingest/read-orders',
  'judgements.csv': 'ingest/read-judgements',
} as const;

/** Properties of what a bundle names and the store has, by id. */
export async function readNodes(
  graph: Graph,
  file: keyof typeof READ_NODES,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Facts>> {
  const rows = await graph.read(READ_NODES[file], { ids });
  return new Map(rows.map(({ id, properties }) => [id, plain(properties)]));
}

/** Coordinates come back as points; the facts are the numbers. */
function plain(properties: Facts): Facts {
  const { point: _point, plane: _plane, ...facts } = properties;
  return facts;
}

const READ_LINKS = {
  'involvements.csv': 'ingest/read-involvements',
  'residences.csv': 'ingest/read-residences',
  'identifiers.csv': 'ingest/read-identifiers',
  'associations.csv': 'ingest/read-associations',
} as const;
export type LinkFile = keyof typeof READ_LINKS;

export async function readLinksOf(
  graph: Graph,
  file: LinkFile,
  keys: readonly Facts[],
): Promise<ReadonlyMap<string, Facts>> {
  const rows = await graph.read(READ_LINKS[file], { keys } as never);
  return new Map(rows.map(({ key, properties }) => [key, properties]));
}

/** What every write of an import needs to know. */
export interface WriteContext {
  readonly source: string;
  readonly importId: string;
  readonly tables: MarkingTables;
  /** Markings that rows of the bundle carry. */
  readonly stated: readonly string[];
  readonly sight: Sight;
}

/**
 * Writes nodes with their links.
 * @param known ids of those that are in the store, whose links are replaced
 * @param remarked ids of those of them whose marking changes, and with it that of what others link to them
 */
export async function writeNodes(
  tx: GraphTransaction,
  file: NodeFile,
  nodes: readonly Facts[],
  { known, remarked }: { readonly known: readonly string[]; readonly remarked: readonly string[] },
  context: WriteContext,
): Promise<void> {
  const label = LABELS[file];
  if (known.length > 0 && label !== undefined) await tx.run('ingest/unlink-nodes', { label, ids: known });
  const rows = nodes.map((facts) => rowOfNode(file, facts));
  const batch = { rows, joins: context.tables.joins } as never;
  if (file === 'locations.csv') await tx.run('ingest/write-locations', { rows } as never);
  else if (file === 'offences.csv') await tx.run('ingest/write-offences', batch);
  else if (file === 'custody.csv') await tx.run('ingest/write-custody', batch);
  else if (file === 'forensics.csv') await tx.run('ingest/write-exhibits', batch);
  else if (file === 'orders.csv') await tx.run('ingest/write-orders', batch);
  else if (file === 'events.csv') await tx.run('ingest/write-events', batch);
  else await tx.run('ingest/write-intelligence', batch);
  if (label !== undefined && remarked.length > 0) await changeNodeMarkings(tx, label, remarked, context);
}

/** Links reports to what later files define. */
export async function linkMentions(
  tx: GraphTransaction,
  rows: Params<'ingest/link-mentions'>['rows'],
  { tables }: WriteContext,
): Promise<void> {
  const touched = await tx.run('ingest/link-mentions', { rows, joins: tables.joins });
  await recordChange(tx, {
    markings: touched.map(({ marking }) => marking),
    touched: { links: rows.map(({ id }) => `INTELLIGENCE_REPORT|${id}`) },
  });
}

/** Writes roles, residences, uses of identifiers or ties. @returns markings that were touched */
export async function writeLinks(
  tx: GraphTransaction,
  file: LinkFile,
  rows: readonly Facts[],
  { tables: { joins } }: WriteContext,
): Promise<readonly string[]> {
  const touched =
    file === 'involvements.csv'
      ? await tx.run('ingest/write-involvements', { rows, joins } as never)
      : file === 'residences.csv'
        ? await tx.run('ingest/write-residences', { rows, joins } as never)
        : file === 'identifiers.csv'
          ? await tx.run('ingest/write-identifiers', { rows, joins } as never)
          : await tx.run('ingest/write-associations', { rows, joins } as never);
  return touched.map(({ marking }) => marking);
}

export async function writePersons(tx: GraphTransaction, rows: readonly Facts[]): Promise<void> {
  await tx.run('ingest/write-persons', { rows } as Params<'ingest/write-persons'>);
}

/** Every record of the persons that these records describe, as the transaction sees them. */
export const readPersonRecords = (tx: GraphTransaction, recordIds: readonly string[]) =>
  tx.run('ingest/read-person-records', { recordIds });

export const writeReadings = (tx: GraphTransaction, rows: Params<'ingest/write-readings'>['rows']) =>
  tx.run('ingest/write-readings', { rows });

/** @returns markings that were touched */
export async function writeJudgements(
  tx: GraphTransaction,
  rows: Params<'ingest/write-judgements'>['rows'],
  { tables }: WriteContext,
): Promise<readonly string[]> {
  return (await tx.run('ingest/write-judgements', { rows, joins: tables.joins })).map(
    ({ marking }) => marking,
  );
}

export const listJudgements = (tx: GraphTransaction) => tx.run('ingest/list-judgements', {});
export const listJudgedRecords = (tx: GraphTransaction) => tx.run('ingest/list-merged-records', {});

export async function moveRecords(
  tx: GraphTransaction,
  rows: readonly { recordId: string; personId: string }[],
): Promise<void> {
  await tx.run('ingest/move-records', { rows });
}

export const deleteEmptyPersons = (tx: GraphTransaction, ids: readonly string[]) =>
  tx.run('ingest/delete-empty-persons', { ids });

export async function knownIds(
  graph: Graph,
  kind: ReferenceKind,
  ids: readonly string[],
  visible: readonly string[] | undefined,
): Promise<readonly string[]> {
  return (await graph.read('ingest/known-ids', { kind, ids, visible })).map(({ id }) => id);
}

export const listErasures = (graph: Graph) => graph.read('ingest/list-erasures', {});

export const findJobs = (graph: Graph) => graph.read('ingest/find-jobs', {});

/** @returns where the job stood before */
export async function saveJob(tx: GraphTransaction, job: Params<'ingest/save-job'>) {
  const [before] = await tx.run('ingest/save-job', job);
  return { checkpoint: before?.checkpoint ?? undefined, status: before?.status ?? undefined };
}

export async function ensureTables(graph: Graph, tables: MarkingTables): Promise<void> {
  await graph.transaction((tx) => ensureMarkings(tx, tables.ids));
}

export async function storedMarkings(graph: Graph): Promise<readonly string[]> {
  return (await graph.read('graph/list-markings', {})).map(({ id }) => id);
}

const ENDED_TYPES: Partial<Record<BundleFile, readonly string[]>> = {
  'involvements.csv': ['SUSPECT_IN', 'VICTIM_OF', 'WITNESS_TO', 'REPORTED', 'OTHER_ROLE_IN'],
  'residences.csv': ['LIVED_AT'],
  'identifiers.csv': ['USED'],
  'associations.csv': ['TIED_TO'],
};
const LABELS: Partial<Record<BundleFile, string>> = {
  'persons.csv': 'SourceRecord',
  'locations.csv': 'Location',
  'offences.csv': 'Offence',
  'intelligence.csv': 'IntelligenceReport',
  'events.csv': 'Event',
  'custody.csv': 'CustodyEpisode',
  'forensics.csv': 'Exhibit',
  'orders.csv': 'Order',
  'judgements.csv': 'Judgement',
};

/** What ending facts of a file touches; they end by the thousand or hardly at all. Ended records and places are linked as before. */
const ENDING: Partial<Record<BundleFile, Touched>> = {
  'involvements.csv': 'everything',
  'offences.csv': 'everything',
  'residences.csv': { links: 'everything' },
  'identifiers.csv': { links: 'everything' },
  'associations.csv': { links: 'everything' },
  'intelligence.csv': { links: 'everything' },
  'events.csv': { links: 'everything' },
  'custody.csv': { links: 'everything' },
  'forensics.csv': { links: 'everything' },
  'orders.csv': { links: 'everything' },
};

/** Ends what a complete file of a newer bundle no longer states. @returns how many facts ended */
export async function endMissing(
  tx: GraphTransaction,
  file: BundleFile,
  asOf: string,
  { source, sight: { visible } }: WriteContext,
): Promise<number> {
  const [type, label] = [ENDED_TYPES[file], LABELS[file]];
  const ended = [
    ...(type === undefined ? [] : await tx.run('ingest/end-missing-roles', { source, asOf, type, visible })),
    ...(file === 'identifiers.csv'
      ? await tx.run('ingest/end-missing-involved', { source, asOf, visible })
      : []),
    ...(label === undefined
      ? []
      : await tx.run('ingest/end-missing-nodes', { source, asOf, label, visible })),
  ];
  await recordChange(tx, { markings: ended.map(({ marking }) => marking), touched: ENDING[file] ?? {} });
  return ended.reduce((sum, row) => sum + row.ended, 0);
}

/** Whether a store still needs a bundle of this source: nothing was ever imported, or this import was cut off. */
export async function needsSource(graph: Graph, source: string): Promise<boolean> {
  const [row] = await graph.read('ingest/store-state', { source });
  return row === undefined || row.jobs === 0 || row.unfinished > 0;
}
