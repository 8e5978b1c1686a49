import type { Graph, GraphTransaction } from '../../graph/index.ts';
import { homeIdOf } from '../homeIdOf.ts';
import { changeRecordMarkings } from '../remark/repository.ts';
import {
  readNodes,
  readPersonRecords,
  type WriteContext,
  writePersons,
  writeReadings,
} from '../repository.ts';
import type { IdentifierKind, PersonRow } from '../types.ts';
import { mergeProperties, type Outcome } from './bookkeeping.ts';
import { IDENTIFIER_LABELS } from './links.ts';
import type { Facts } from './mergeFacts.ts';
import { markingsOf, type Planned } from './planRows.ts';
import { nameOf, type RecordFacts, readPerson } from './readPerson.ts';
import { sayingOf, tellKept } from './sight.ts';
import type { WriteJob } from './WriteJob.ts';
import { regroup } from './writeJudgements.ts';

/** Properties that are not what the source said, and so no part of a version's content. */
const NOT_CONTENT = new Set([
  'id',
  'source',
  'key',
  'version',
  'asOf',
  'olderAsOf',
  'importId',
  'hash',
  'nameText',
  'identifiers',
  'endedOn',
  'markingSet',
  'markingOver',
  'markingStated',
]);

/** Plans a batch of source records: new ones with their person, changed ones with a version of what they said before. */
export async function writePersonBatch(
  graph: Graph,
  rows: readonly PersonRow[],
  job: WriteJob,
  context: WriteContext,
): Promise<Planned> {
  const stored = job.fresh
    ? new Map<string, Facts>()
    : await readNodes(
        graph,
        'persons.csv',
        rows.map(({ id }) => id),
      );
  const outcomes: Partial<Record<Outcome, number>> = {};
  const writes: Facts[] = [];
  const remarked: { id: string; marking: string }[] = [];
  for (const row of rows) {
    const { hash, ...stated } = row;
    const own = identifiersOf(row);
    const facts = { ...stated, identifiers: own.length > 0 ? own : undefined };
    const known = stored.get(row.id);
    const [saying, asOf] = sayingOf(known, facts, job.asOf, context.sight);
    const { outcome, properties } = mergeProperties(withoutDerived(known), saying, {
      asOf,
      importId: job.id,
      hash,
    });
    tellKept(context.sight, { file: 'persons.csv', id: row.id, stated: row.marking }, properties ?? known);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (properties === undefined) continue;
    if (known !== undefined && known.marking !== properties.marking)
      remarked.push({ id: row.id, marking: String(properties.marking) });
    writes.push(writeOf(row, known, properties, outcome === 'updated', job.source));
  }
  if (writes.length === 0) return { outcomes, write: undefined };
  const write = async (tx: GraphTransaction) => {
    await writePersons(tx, writes);
    const touched = remarked.length > 0 ? await changeRecordMarkings(tx, remarked, context) : [];
    const regrouped = remarked.length > 0 ? await regroup(tx) : undefined;
    if (!job.fresh)
      await readAgain(
        tx,
        writes.map(({ id }) => String(id)),
      );
    const left = remarked.map(({ id }) => String(stored.get(id)?.marking));
    // A person who is new has no roles yet.
    const known = writes.map(({ id }) => String(id)).filter((id) => stored.has(id));
    const links = writes.filter(({ id }) => !stored.has(String(id))).map(({ id }) => `RECORD|${id}`);
    return {
      markings: [...markingsOf(writes), ...touched, ...left, ...(regrouped?.markings ?? [])],
      touched: { persons: [...known, ...(regrouped?.touched.persons ?? [])], links },
    };
  };
  return { outcomes, write };
}

/** Reads the persons that these records describe from all of their records again. */
export async function readAgain(tx: GraphTransaction, recordIds: readonly string[]): Promise<void> {
  const readings = (await readPersonRecords(tx, recordIds)).map(({ personId, records }) =>
    readPerson(personId, records as unknown as readonly RecordFacts[]),
  );
  await writeReadings(tx, readings);
}

function withoutDerived(known: Facts | undefined): Facts | undefined {
  if (known === undefined) return undefined;
  const { source: _source, key: _key, nameText: _nameText, ...facts } = known;
  return facts;
}

function writeOf(
  row: PersonRow,
  known: Facts | undefined,
  properties: Facts,
  changed: boolean,
  source: string,
): Facts {
  const { id } = row;
  const version = Number(known?.version ?? 0) + (changed || known === undefined ? 1 : 0);
  const aliases = (properties.aliases ?? []) as readonly string[];
  const names = [nameOf(properties as unknown as RecordFacts), ...aliases].filter(
    (name) => name !== undefined,
  );
  const record = {
    ...properties,
    id,
    source,
    key: id.slice(source.length + 1),
    version,
    nameText: names.length > 0 ? names.join(' | ') : undefined,
  };
  const marking = properties.marking;
  const { address, postcode } = properties as { [key: string]: string | undefined };
  const used = (properties.identifiers ?? []) as readonly string[];
  const identifiers = used.map(identifierOf);
  const home =
    address === undefined && postcode === undefined ? undefined : { id: homeIdOf(id), address, postcode };
  const reading = readPerson(id, [record as unknown as RecordFacts]);
  const before = changed ? versionOf(known) : undefined;
  return { id, exists: known !== undefined, marking, reading, before, record, identifiers, home };
}

function versionOf(known: Facts | undefined): Facts | undefined {
  if (known === undefined) return undefined;
  const content = Object.fromEntries(
    Object.entries(known)
      .filter(([property]) => !NOT_CONTENT.has(property))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const { version, asOf, importId, marking } = known;
  return { version, asOf, importId, marking, content: JSON.stringify(content) };
}

/** `KIND:value` of the record's own telephone and e-mail address. */
function identifiersOf({ phone, email }: PersonRow): readonly string[] {
  return [
    ...(email === undefined ? [] : [`EMAIL:${email}`]),
    ...(phone === undefined ? [] : [`PHONE:${phone}`]),
  ];
}

function identifierOf(id: string): Facts {
  const kind: IdentifierKind = id.startsWith('PHONE:') ? 'PHONE' : 'EMAIL';
  const value = id.slice(kind.length + 1);
  // The reader has normalised what could be; a British or foreign number in E.164 starts with +.
  const valid = kind === 'PHONE' ? value.startsWith('+') : value.includes('@');
  return { id, kind, label: IDENTIFIER_LABELS[kind], value, valid, raw: value };
}
