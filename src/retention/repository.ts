import { ensureMarkings, holding } from '../access/index.ts';
import type { CallOptions, Graph, GraphTransaction, Params, Row } from '../graph/index.ts';

export async function findPolicy(graph: Graph, options?: CallOptions) {
  const [row] = await graph.read('retention/find-policy', {}, options);
  return row;
}

export const storePolicy = (graph: Graph, policy: Params<'retention/store-policy'>) =>
  graph.write('retention/store-policy', policy);

export const listOffenceTypes = (graph: Graph, edition: string, options?: CallOptions) =>
  graph.read('retention/list-offence-types', { edition }, options);

export const listDue = (graph: Graph, asked: Params<'retention/list-due'>, options?: CallOptions) =>
  graph.read('retention/list-due', asked, options);

/** Writes a decision where the newest one is still the one expected. */
export const writeDecision = (graph: Graph, row: Params<'retention/write-decision'>, options?: CallOptions) =>
  graph.transaction(async (tx) => {
    await ensureMarkings(tx, [row.decision.marking]);
    const [written] = await tx.run('retention/write-decision', row);
    return written;
  }, options);

/** A record that is about to be erased, claimed for the transaction. */
export type FoundRecord = Row<'retention/find-record'> & { readonly recordId: string };

export async function findRecord(
  tx: GraphTransaction,
  asked: Params<'retention/find-record'>,
): Promise<FoundRecord | undefined> {
  const [row] = await tx.run('retention/find-record', asked);
  return row && { ...row, recordId: asked.recordId };
}

export const listHiddenFacts = (tx: GraphTransaction, asked: Params<'retention/list-hidden-facts'>) =>
  tx.run('retention/list-hidden-facts', asked);
export const listOffencesOfRecord = (
  tx: GraphTransaction,
  asked: Params<'retention/list-offences-of-record'>,
) => tx.run('retention/list-offences-of-record', asked);
export const listCitingNodes = (tx: GraphTransaction, asked: Params<'retention/list-citing-nodes'>) =>
  tx.run('retention/list-citing-nodes', asked);
export const changeCitingNodes = (
  tx: GraphTransaction,
  rows: Params<'retention/change-citing-nodes'>['rows'],
) => tx.run('retention/change-citing-nodes', { rows });
export const deleteCitingNodes = (
  tx: GraphTransaction,
  rows: Params<'retention/delete-citing-nodes'>['rows'],
) => tx.run('retention/delete-citing-nodes', { rows });
export const deleteNotesAbout = (tx: GraphTransaction, asked: Params<'retention/delete-notes-about'>) =>
  tx.run('retention/delete-notes-about', asked);
export const deleteLinks = (tx: GraphTransaction, asked: Params<'retention/delete-links'>) =>
  tx.run('retention/delete-links', asked);
export const listUses = (tx: GraphTransaction, asked: Params<'retention/list-uses'>) =>
  tx.run('retention/list-uses', asked);
export const changeEnds = (tx: GraphTransaction, ends: Params<'retention/change-ends'>) =>
  tx.run('retention/change-ends', ends);

const markingsOf = (rows: readonly { readonly marking: string }[]) => rows.map(({ marking }) => marking);

/** @returns markings that were touched, as of the next ones */
export const clearVictim = async (tx: GraphTransaction, asked: Params<'retention/clear-victim'>) =>
  markingsOf(await tx.run('retention/clear-victim', asked));
export const settleDecisions = async (tx: GraphTransaction, asked: Params<'retention/settle-decisions'>) =>
  markingsOf(await tx.run('retention/settle-decisions', asked));
export const deleteRecord = async (tx: GraphTransaction, recordId: string) =>
  markingsOf(await tx.run('retention/delete-record', { recordId }));
export const holdRecord = async (tx: GraphTransaction, held: Params<'retention/hold-record'>) =>
  markingsOf(await tx.run('retention/hold-record', held));

/** Every record of the persons that these records describe, as the transaction sees them. */
export const readPersonRecords = (tx: GraphTransaction, recordIds: readonly string[]) =>
  tx.run('ingest/read-person-records', { recordIds });
export const writeReadings = (tx: GraphTransaction, rows: Params<'ingest/write-readings'>['rows']) =>
  tx.run('ingest/write-readings', { rows });

export async function findWordsOfRecord(
  tx: GraphTransaction,
  asked: Params<'retention/find-words-of-record'>,
) {
  const [words] = await tx.run('retention/find-words-of-record', asked);
  return words;
}
/** What a record says of a person and said before, by which a text may name it. */
export type ForgottenWords = Row<'retention/find-words-of-record'>;
export const listReasons = (tx: GraphTransaction, visible: readonly string[]) =>
  tx.run('retention/list-reasons', { visible });
export const changeReasons = (tx: GraphTransaction, rows: Params<'retention/change-reasons'>['rows']) =>
  tx.run('retention/change-reasons', { rows });
export const forgetWords = (tx: GraphTransaction, id: string) => tx.run('retention/forget-words', { id });

export const openErasure = (tx: GraphTransaction, erasure: Params<'retention/open-erasure'>) =>
  tx.run('retention/open-erasure', erasure);

export async function findErasure(
  graph: Graph,
  id: string,
  visible: readonly string[],
  options?: CallOptions,
) {
  const [row] = await graph.read('retention/find-erasure', { id, visible }, options);
  return row;
}

export const listKeyChecks = async (graph: Graph, options?: CallOptions) =>
  (await graph.read('retention/key-check', {}, options)).map(({ keyCheck }) => keyCheck);

export const listPendingErasures = (graph: Graph, options?: CallOptions) =>
  graph.read('retention/list-pending-erasures', {}, options);

export const advanceErasure = (
  graph: Graph,
  step: Params<'retention/advance-erasure'>,
  options?: CallOptions,
) => graph.write('retention/advance-erasure', step, options);

export const blankChangeNotes = (
  graph: Graph,
  asked: Params<'graph/blank-change-notes'>,
  options?: CallOptions,
) => graph.write('graph/blank-change-notes', asked, options);

export async function reinstate(graph: Graph, asked: Params<'retention/reinstate'>): Promise<boolean> {
  const [row] = await graph.write('retention/reinstate', asked);
  return row !== undefined;
}

const everyMarking = async (tx: GraphTransaction) =>
  (await tx.run('graph/list-markings', {})).map(({ id }) => id);

/** Entries of the audit that show these ids, as far as these markings let see. */
interface Looks {
  readonly ids: readonly string[];
  readonly visible: readonly string[];
}

export const listRecipients = (graph: Graph, looks: Looks, options?: CallOptions) =>
  graph.read('retention/list-recipients', { ...looks, query: holding(looks.ids) }, options);
/** Whatever their entries are marked: what comes of it must carry the marking. */
export const listRecipientsIn = async (tx: GraphTransaction, ids: readonly string[]) =>
  tx.run('retention/list-recipients', { ids, visible: await everyMarking(tx), query: holding(ids) });
export const listDisclosures = (graph: Graph, looks: Looks, options?: CallOptions) =>
  graph.read('retention/list-disclosures', { ...looks, query: holding(looks.ids) }, options);
export const listNotices = (graph: Graph, asked: Params<'retention/list-notices'>, options?: CallOptions) =>
  graph.read('retention/list-notices', asked, options);
export const listNoticesIn = async (tx: GraphTransaction, about: readonly string[]) =>
  tx.run('retention/list-notices', { about, visible: await everyMarking(tx) });
export const writeNotices = (tx: GraphTransaction, notices: Params<'retention/write-notices'>) =>
  tx.run('retention/write-notices', notices);
export const renameNotices = (tx: GraphTransaction, asked: Params<'retention/rename-notices'>) =>
  tx.run('retention/rename-notices', asked);

export const settleNotices = (
  graph: Graph,
  asked: Params<'retention/settle-notices'>,
  options?: CallOptions,
) => graph.write('retention/settle-notices', asked, options);

/** How it stands with an id: undefined where no record of this id was erased. */
export const findStandIn = async (
  graph: Graph,
  asked: Params<'retention/find-stand-in'>,
  options?: CallOptions,
) => (await graph.read('retention/find-stand-in', asked, options))[0];

export const listSubjectFacts = (
  graph: Graph,
  asked: Params<'retention/list-subject-facts'>,
  options?: CallOptions,
) => graph.read('retention/list-subject-facts', asked, options);
