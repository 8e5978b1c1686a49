import type { Graph, GraphTransaction } from '../../graph/index.ts';
import {
  deleteEmptyPersons,
  listJudgedRecords,
  listJudgements,
  moveRecords,
  readNodes,
  readPersonRecords,
  type WriteContext,
  writeJudgements,
  writeReadings,
} from '../repository.ts';
import type { JudgementRow } from '../types.ts';
import { mergeProperties, type Outcome } from './bookkeeping.ts';
import { personsOf } from './judge.ts';
import type { Facts } from './mergeFacts.ts';
import type { Planned } from './planRows.ts';
import { type RecordFacts, readPerson } from './readPerson.ts';
import { sayingOf, tellKept } from './sight.ts';
import type { WriteJob } from './WriteJob.ts';

/** Plans a batch of a source's decisions on which records are one person, and carries them out. */
export async function planJudgements(
  graph: Graph,
  rows: readonly JudgementRow[],
  job: WriteJob,
  context: WriteContext,
): Promise<Planned> {
  const ids = rows.map(idOf);
  const stored = job.fresh ? new Map<string, Facts>() : await readNodes(graph, 'judgements.csv', ids);
  const outcomes: Partial<Record<Outcome, number>> = {};
  const writes: Parameters<typeof writeJudgements>[1][number][] = [];
  for (const row of rows) {
    const { verdict, marking, extra } = row;
    const decision = {
      verdict,
      decidedOn: row.decidedOn?.first,
      decidedBy: row.decidedBy,
      reason: row.reason,
    };
    const known = stored.get(idOf(row));
    // A decision is one cell: its date and reason belong to its verdict.
    const stated = { decision: JSON.stringify(decision), marking, extra };
    const [saying, asOf] = sayingOf(known, stated, job.asOf, context.sight);
    const { outcome, properties } = mergeProperties(decided(known), saying, {
      asOf,
      importId: job.id,
      hash: row.hash,
    });
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    tellKept(
      context.sight,
      { file: 'judgements.csv', id: idOf(row), stated: marking },
      properties === undefined
        ? known
        : { ...properties, rowMarking: properties.marking, marking: known?.marking },
    );
    if (properties === undefined) continue;
    const text = (name: string) =>
      typeof properties[name] === 'string' ? String(properties[name]) : undefined;
    writes.push({
      ...(JSON.parse(String(properties.decision)) as typeof decision),
      id: idOf(row),
      source: job.source,
      rowMarking: String(properties.marking),
      markingSet: text('markingSet'),
      markingOver: text('markingOver'),
      markingStated: text('markingStated'),
      importId: text('importId') ?? job.id,
      asOf: text('asOf'),
      hash: text('hash') ?? row.hash,
      extra: text('extra'),
      one: row.personId,
      two: row.otherPersonId,
    });
  }
  if (writes.length === 0) return { outcomes, write: undefined };
  const write = async (tx: GraphTransaction) => {
    const touched = await writeJudgements(tx, writes, context);
    const regrouped = await regroup(tx);
    return { ...regrouped, markings: [...touched, ...regrouped.markings] };
  };
  return { outcomes, write };
}

const idOf = ({ personId, otherPersonId }: JudgementRow): string => `${personId}|${otherPersonId}`;

/** A stored decision in the form in which it is compared. */
function decided(stored: Facts | undefined): Facts | undefined {
  if (stored === undefined) return undefined;
  const { verdict, decidedOn, decidedBy, reason, ...rest } = stored;
  const decision = JSON.stringify({
    verdict,
    decidedOn: decidedOn ?? undefined,
    decidedBy: decidedBy ?? undefined,
    reason: reason ?? undefined,
  });
  const { marking: _joined, source: _source, id: _id, ...kept } = rest;
  return { decision, ...kept };
}

/** A change that touched persons only. */
interface Regrouped {
  readonly markings: readonly string[];
  readonly touched: { readonly persons: readonly string[] };
}
const UNMOVED: Regrouped = { markings: [], touched: { persons: [] } };

/**
 * Moves records to the persons that the decisions now make of them.
 * @param others records that no decision may name any more, with whom they describe
 */
export async function regroup(
  tx: GraphTransaction,
  others: readonly { readonly recordId: string; readonly personId: string }[] = [],
): Promise<Regrouped> {
  const judged = await listJudgedRecords(tx);
  const known = new Set(judged.map(({ recordId }) => recordId));
  const current = [...judged, ...others.filter(({ recordId }) => !known.has(recordId))];
  if (current.length === 0) return UNMOVED;
  const wanted = personsOf(await listJudgements(tx));
  const moves = current
    // A record that only decisions above the base marking name stays, or goes back to, itself.
    .map(({ recordId, personId }) => ({
      recordId,
      from: personId,
      personId: wanted.get(recordId) ?? recordId,
    }))
    .filter(({ from, personId }) => from !== personId);
  if (moves.length === 0) return UNMOVED;
  await moveRecords(
    tx,
    moves.map(({ recordId, personId }) => ({ recordId, personId })),
  );
  await deleteEmptyPersons(tx, [...new Set(moves.map(({ from }) => from))]);
  const recordIds = current.map(({ recordId }) => recordId);
  const readings = (await readPersonRecords(tx, recordIds)).map(({ personId, records }) =>
    readPerson(personId, records as unknown as readonly RecordFacts[]),
  );
  await writeReadings(tx, readings);
  const persons = [
    ...moves.flatMap(({ from, personId }) => [from, personId]),
    ...readings.map(({ id }) => id),
  ];
  return { markings: readings.map(({ marking }) => marking), touched: { persons } };
}
