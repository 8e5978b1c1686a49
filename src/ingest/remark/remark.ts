import { BASE_MARKING } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type FactChange, type GraphTransaction, recordChange, type Touched } from '../../graph/index.ts';
import { type WriteContext, writeLinks } from '../repository.ts';
import { decideMarking } from '../write/decidedMarking.ts';
import { markingTables } from '../write/markingTables.ts';
import type { Facts } from '../write/mergeFacts.ts';
import { regroup } from '../write/writeJudgements.ts';
import { readAgain } from '../write/writePersons.ts';
import {
  changeJudgementMarkings,
  changeNodeMarkings,
  changeRecordMarkings,
  makeMarkings,
  markings,
  readFact,
  roleOf,
  setJudgement,
  setNode,
  setRecord,
} from './repository.ts';

/** Nodes whose marking a person may set, by label; a person is read from records, and is marked by them. */
const LABELS = {
  OFFENCE: 'Offence',
  LOCATION: 'Location',
  INTELLIGENCE_REPORT: 'IntelligenceReport',
  EVENT: 'Event',
  CUSTODY_EPISODE: 'CustodyEpisode',
  EXHIBIT: 'Exhibit',
  ORDER: 'Order',
} as const;

/** A fact of a source, by the kind of thing that it is; of a role, the id is `record|offence|TYPE`. */
export interface Remarked {
  readonly kind: keyof typeof LABELS | 'RECORD' | 'JUDGEMENT' | 'ROLE';
  readonly id: string;
}

/**
 * Marks a fact as a person decided, and all that rests on it, as if its source had stated that marking: links, decisions
 * and who is one person with whom. What the source states is kept beside it (`decidedMarking`).
 * @returns the fact's own marking before, or undefined where there is no such fact
 */
export async function remark(
  tx: GraphTransaction,
  subject: Remarked,
  marking: string,
): Promise<string | undefined> {
  const tables = markingTables([BASE_MARKING, marking, ...(await markings(tx))]);
  await makeMarkings(tx, tables);
  const sight = { visible: undefined, onKept: () => undefined };
  const context: WriteContext = { source: '', importId: '', tables, stated: [], sight };
  const stored = await readFact(tx, subject);
  if (stored === undefined) return undefined;
  const before = String(stored.rowMarking ?? stored.marking);
  const { markings: touched, touched: what } = await carry(tx, subject, stored, marking, context);
  await recordChange(tx, { markings: [...touched, String(stored.marking), marking], touched: what });
  return before;
}

async function carry(
  tx: GraphTransaction,
  { kind, id }: Remarked,
  stored: Facts,
  marking: string,
  context: WriteContext,
): Promise<FactChange> {
  const decided = decideMarking(stored, marking);
  const over = String(decided.markingOver);
  if (kind === 'ROLE') return carryRole(tx, id, decided, context);
  if (kind === 'RECORD') {
    await setRecord(tx, { id, marking, over });
    const links = await changeRecordMarkings(tx, [{ id, marking }], context);
    return regrouped(tx, links, [id]);
  }
  if (kind === 'JUDGEMENT') {
    const records = await setJudgement(tx, { id, marking, over });
    return regrouped(tx, await changeJudgementMarkings(tx, records, context), records);
  }
  if (stored.stated !== undefined)
    throw new LinchpinError(
      'BAD_INPUT',
      'This place is the address that a record of a person states; set the marking of the record.',
      { place: { argument: 'id' } },
    );
  await setNode(tx, { label: LABELS[kind], id, marking, over });
  return {
    markings: await changeNodeMarkings(tx, LABELS[kind], [id], context),
    touched: touchedBy(kind, id),
  };
}

function touchedBy(kind: keyof typeof LABELS, id: string): Touched {
  if (kind === 'OFFENCE') return { offences: [id] };
  return kind === 'LOCATION' ? { locations: [id] } : { links: [`${kind}|${id}`] };
}

/** Who is one person with whom may be another question now. */
async function regrouped(
  tx: GraphTransaction,
  links: readonly string[],
  recordIds: readonly string[],
): Promise<FactChange> {
  const { markings: moved, touched } = await regroup(tx);
  await readAgain(tx, recordIds);
  return { markings: [...links, ...moved], touched: { persons: [...recordIds, ...touched.persons] } };
}

async function carryRole(
  tx: GraphTransaction,
  id: string,
  link: Facts,
  context: WriteContext,
): Promise<FactChange> {
  const { type, offenceId } = roleOf(id);
  const rows = [{ type, offenceId, exists: true, link }];
  const written = await writeLinks(tx, 'involvements.csv', rows, context);
  return { markings: written, touched: { offences: [offenceId] } };
}
