import { compareMarkings, ensureMarkings, joinMarkings } from '../../access/index.ts';
import { type GraphTransaction, recordChange } from '../../graph/index.ts';
import { type RecordFacts, readPerson, regroup } from '../../ingest/index.ts';
import {
  clearVictim,
  deleteLinks,
  deleteNotesAbout,
  deleteRecord,
  type FoundRecord,
  holdRecord,
  listHiddenFacts,
  listOffencesOfRecord,
  readPersonRecords,
  settleDecisions,
  writeReadings,
} from '../repository.ts';
import { eraseFromCitingNodes } from './citingNodes.ts';
import { settleLooseEnds } from './looseEnds.ts';

/** What an erasure found and did, for the notes that it leaves. */
export interface ErasedFacts {
  /** Facts that the eraser does not see still need the record: it stays for those who see them. */
  readonly held: boolean;
  /** Ids of texts that still hold a name. */
  readonly texts: readonly string[];
}

/**
 * Takes one source's record of a person out of the graph as far as its eraser may see, and reads the person anew from
 * the records that are left. In the caller's transaction, with the note of the change.
 *
 * Where facts that the eraser may not see rest on the record, it is raised to the least marking of those facts in place
 * of being removed: to whoever does not see them it is gone like any other, so that nothing tells that they exist; to
 * whoever does, it stands in the list of what is due, as held.
 */
export async function eraseFacts(
  tx: GraphTransaction,
  record: FoundRecord,
  { visible, erasedOn }: { readonly visible: readonly string[]; readonly erasedOn: string },
): Promise<ErasedFacts> {
  const { recordId, personId, others } = record;
  const names = record.names.map((name) => name.toLowerCase());
  const hidden = (await listHiddenFacts(tx, { recordId, visible }))
    .map(({ link, end }) => joinMarkings(link, end))
    .sort(compareMarkings);
  const holding = hidden[0];
  const offences = await listOffencesOfRecord(tx, { recordId, visible, names });
  const nodes = await eraseFromCitingNodes(tx, { recordId, visible, names });
  const offenceIds = offences.map(({ offenceId }) => offenceId);
  const cleared = await clearVictim(tx, { recordId, offenceIds, visible });
  // Before the links, by which it is found.
  await deleteNotesAbout(tx, { recordId, visible });
  const links = await deleteLinks(tx, { recordId, visible });
  await nodes.remove();
  const markings = [
    ...nodes.markings,
    ...cleared,
    ...links.map(({ marking }) => marking),
    ...offences.filter((offence) => offence.visible).map(({ marking }) => marking),
  ];
  if (holding !== undefined) {
    await ensureMarkings(tx, [holding]);
    markings.push(
      holding,
      ...(await holdRecord(tx, { recordId, marking: holding, heldOn: erasedOn, visible })),
    );
  }
  // The decisions that joined it with others are gone, or no longer count: the others are read by what is left.
  const apart = holding === undefined ? others : [recordId, ...others];
  const regrouped = await regroup(
    tx,
    apart.map((id) => ({ recordId: id, personId })),
  );
  markings.push(...regrouped.markings);
  const [left] = await readPersonRecords(tx, others);
  markings.push(...(await settleDecisions(tx, { recordId, heir: left?.personId, visible })));
  if (holding === undefined) markings.push(...(await deleteRecord(tx, recordId)));
  const readings = (await readPersonRecords(tx, apart)).map(({ personId: id, records }) =>
    readPerson(id, records as unknown as readonly RecordFacts[]),
  );
  await writeReadings(tx, readings);
  const ids = (kind: 'identifierId' | 'homeId' | 'personId') => [
    ...new Set(links.flatMap((link) => link[kind] ?? [])),
  ];
  markings.push(
    ...(await settleLooseEnds(tx, { identifierIds: ids('identifierId'), homeIds: ids('homeId') }, visible)),
  );
  const persons = [recordId, personId, ...regrouped.touched.persons, ...others, ...ids('personId')];
  const touched = [...nodes.touched, ...ids('identifierId').map((id) => `IDENTIFIER|${id}`)];
  await recordChange(tx, { markings, touched: { persons, offences: offenceIds, links: touched } });
  const texts = offences.filter((offence) => offence.visible && offence.namesPerson);
  return {
    held: holding !== undefined,
    texts: [...nodes.texts, ...texts.map(({ offenceId }) => offenceId)],
  };
}
