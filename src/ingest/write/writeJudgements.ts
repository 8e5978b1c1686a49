import type { GraphTransaction } from '../../graph/index.ts';
import {
  deleteEmptyPersons,
  listJudgedRecords,
  listJudgements,
  moveRecords,
  readPersonRecords,
  type WriteContext,
  writeJudgements,
  writeReadings,
} from '../repository.ts';
import type { JudgementRow } from '../types.ts';
import { personsOf } from './judge.ts';
import { type RecordFacts, readPerson } from './readPerson.ts';
import type { Planned, WriteJob } from './writeBundle.ts';

/** Plans a batch of a source's decisions on which records are one person, and carries them out. */
export function writeJudgementBatch(
  rows: readonly JudgementRow[],
  job: WriteJob,
  context: WriteContext,
): Planned {
  const judgements = rows.map((row) => ({
    id: `${row.personId}|${row.otherPersonId}`,
    source: job.source,
    marking: row.marking,
    importId: job.id,
    asOf: job.asOf,
    hash: row.hash,
    verdict: row.verdict,
    decidedOn: row.decidedOn?.first,
    decidedBy: row.decidedBy,
    reason: row.reason,
    one: row.personId,
    two: row.otherPersonId,
  }));
  const write = async (tx: GraphTransaction) => {
    const written = await writeJudgements(tx, judgements, context);
    if (written.length === 0) return [];
    await regroup(tx);
    return [...new Set(rows.map(({ marking }) => marking))];
  };
  return { outcomes: {}, write };
}

/** Moves records to the persons that the decisions now make of them. */
async function regroup(tx: GraphTransaction): Promise<void> {
  const wanted = personsOf(await listJudgements(tx));
  const current = await listJudgedRecords(tx);
  const moves = current
    // A record that only decisions above the base marking name stays, or goes back to, itself.
    .map(({ recordId, personId }) => ({
      recordId,
      from: personId,
      personId: wanted.get(recordId) ?? recordId,
    }))
    .filter(({ from, personId }) => from !== personId);
  if (moves.length === 0) return;
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
}
