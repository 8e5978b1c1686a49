import { ensureMarkings } from '../../access/index.ts';
import type { GraphTransaction } from '../../graph/index.ts';
import type { WriteContext } from '../repository.ts';
import type { MarkingTables } from '../write/markingTables.ts';
import type { Facts } from '../write/mergeFacts.ts';
import type { Remarked } from './remark.ts';

const READ = {
  RECORD: 'ingest/read-records',
  OFFENCE: 'ingest/read-offences',
  LOCATION: 'ingest/read-locations',
  INTELLIGENCE_REPORT: 'ingest/read-intelligence',
  EVENT: 'ingest/read-events',
  CUSTODY_EPISODE: 'ingest/read-custody',
  EXHIBIT: 'ingest/read-exhibits',
  ORDER: 'ingest/read-orders',
  JUDGEMENT: 'ingest/read-judgements',
} as const;

/** Properties of a fact as the transaction sees them. */
export async function readFact(tx: GraphTransaction, { kind, id }: Remarked): Promise<Facts | undefined> {
  if (kind !== 'ROLE') return (await tx.run(READ[kind], { ids: [id] }))[0]?.properties;
  const { personId, offenceId, key } = roleOf(id);
  const roles = await tx.run('ingest/read-involvements', { keys: [{ personId, offenceId }] });
  return roles.find((role) => role.key === key)?.properties;
}

/** The parts of the id of a role: `record|offence|type`. */
export function roleOf(id: string) {
  const [personId = '', offenceId = '', type = ''] = id.split('|');
  return { personId, offenceId, type, key: id };
}

export const markings = async (tx: GraphTransaction) =>
  (await tx.run('graph/list-markings', {})).map(({ id }) => id);
export const makeMarkings = (tx: GraphTransaction, { ids }: MarkingTables) => ensureMarkings(tx, ids);

/** What was decided, over what sources state. */
interface Decided {
  readonly id: string;
  readonly marking: string;
  readonly over: string;
}
export const setNode = (tx: GraphTransaction, decided: Decided & { readonly label: string }) =>
  tx.run('ingest/set-node-marking', decided);
export const setRecord = (tx: GraphTransaction, decided: Decided) =>
  tx.run('ingest/set-record-marking', decided);
export const setJudgement = async (tx: GraphTransaction, decided: Decided) =>
  (await tx.run('ingest/set-judgement-marking', decided)).map(({ recordId }) => recordId);

/** Carries changed markings of records to what rests on them. @returns markings that were touched */
export async function changeRecordMarkings(
  tx: GraphTransaction,
  rows: readonly { id: string; marking: string }[],
  context: WriteContext,
): Promise<readonly string[]> {
  const links = await tx.run('ingest/change-record-markings', { rows, joins: context.tables.joins });
  const judgements = await changeJudgementMarkings(
    tx,
    rows.map(({ id }) => id),
    context,
  );
  return [...links.map(({ marking }) => marking), ...judgements];
}

/** Carries the markings of records, and of decisions on them, to these decisions. @returns markings that were touched */
export async function changeJudgementMarkings(
  tx: GraphTransaction,
  recordIds: readonly string[],
  { tables: { joins } }: WriteContext,
): Promise<readonly string[]> {
  const touched = await tx.run('ingest/change-judgement-markings', { recordIds, joins });
  return touched.map(({ marking }) => marking);
}

/** Carries changed markings of nodes to the links that they mark. @returns markings that were touched */
export async function changeNodeMarkings(
  tx: GraphTransaction,
  label: string,
  ids: readonly string[],
  { tables: { joins } }: WriteContext,
): Promise<readonly string[]> {
  const touched = await tx.run('ingest/change-node-markings', { label, ids, joins });
  return touched.map(({ marking }) => marking);
}
