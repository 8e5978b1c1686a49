import { LinchpinError } from '../../errors/LinchpinError.ts';
import { NotForBulk, quoted } from './fields.ts';
import {
  CITED,
  CLASSED,
  EPISODE,
  EVENT,
  EXHIBIT,
  LOCATION,
  MATCHED,
  OFFENCE,
  ORDER,
  PLAIN,
  RAW,
  READING,
  RECORD,
  REPORT,
  RESIDENCE,
  ROLE,
  type Rows,
  STATED,
  TIE,
  USE,
} from './rowTypes.ts';
import type { End, StoreWriter } from './StoreWriter.ts';

/** The key by which a kept node of the reference data is found. */
export type FindKept = (code: string) => string | undefined;

const person = (id: string): End => ['Person', id];
const place = (id: string): End => ['Location', id];
const offence = (id: string): End => ['Offence', id];
const identifier = (id: string): End => ['Identifier', id];

/** A link whose marking is that of its row joined with those of what it cites; the row's own is kept where it differs. */
function markedLink<L extends { readonly marking: string }>(
  store: StoreWriter,
  link: L,
  cited: readonly string[],
) {
  const marking = store.join(link.marking, ...cited);
  return { ...link, marking, rowMarking: marking === link.marking ? undefined : link.marking };
}

function persons(store: StoreWriter, rows: Rows<'ingest/write-persons'>): void {
  for (const { id, marking, reading, record, identifiers, home } of rows) {
    store.node('SourceRecord', RECORD, record);
    store.node('Person', READING, reading);
    const { importId } = record;
    store.link('DESCRIBES', PLAIN, ['SourceRecord', id], person(id), { importId, marking });
    const stated = { recordId: id, importId, marking, stated: 'persons.csv' };
    for (const used of identifiers) {
      store.identifier(used.id, used.valid);
      store.link('USED', STATED, person(id), identifier(used.id), { ...stated, raw: used.raw });
    }
    if (home === undefined || home === null) continue;
    const { source, asOf, hash } = record;
    const { address, postcode } = home;
    location(store, {
      id: home.id,
      source,
      address,
      postcode,
      kind: 'HOME',
      stated: 'persons.csv',
      marking,
      importId,
      asOf,
      hash,
    });
    store.link('LIVED_AT', STATED, person(id), place(home.id), stated);
  }
}

function locations(store: StoreWriter, rows: Rows<'ingest/write-locations'>): void {
  for (const { node } of rows) {
    if (node.id.includes(':persons/'))
      throw new NotForBulk('a location that is named like a record\u2019s own address');
    location(store, node);
  }
}

type LocationNode = Rows<'ingest/write-locations'>[number]['node'] & { readonly stated?: string };

function location(store: StoreWriter, node: LocationNode): void {
  const { latitude, longitude, x, y } = node;
  const known = (value: number | null | undefined) => value !== undefined && value !== null;
  store.node('Location', LOCATION, node, {
    'point:point{crs:WGS-84}': known(latitude) ? quoted(`{latitude:${latitude},longitude:${longitude}}`) : '',
    'plane:point{crs:cartesian}': known(x) ? quoted(`{x:${x},y:${y}}`) : '',
  });
}

function offences(store: StoreWriter, rows: Rows<'ingest/write-offences'>, typeKey: FindKept): void {
  for (const { node, locationId } of rows) {
    store.node('Offence', OFFENCE, node);
    const { importId, marking, matchedBy, typeProvisional: provisional, typeCode } = node;
    const type = typeof typeCode === 'string' ? typeKey(typeCode) : undefined;
    if (type !== undefined)
      store.link('CLASSED_AS', CLASSED, offence(node.id), ['Kept', type], {
        matchedBy,
        provisional,
        importId,
        marking,
      });
    if (typeof locationId === 'string')
      plainLink(store, 'OCCURRED_AT', offence(node.id), place(locationId), node);
  }
}

function involvements(store: StoreWriter, rows: Rows<'ingest/write-involvements'>): readonly string[] {
  return rows.map(({ type, offenceId, link }) => {
    const role = markedLink(store, link, [recordMarking(store, link.recordId)]);
    store.link(type, ROLE, person(link.recordId), offence(offenceId), role);
    return store.join(role.marking, store.markingOf('Offence', offenceId));
  });
}

function residences(store: StoreWriter, rows: Rows<'ingest/write-residences'>): readonly string[] {
  return rows.map(({ locationId, link }) => {
    const residence = markedLink(store, link, [recordMarking(store, link.recordId)]);
    store.link('LIVED_AT', RESIDENCE, person(link.recordId), place(locationId), residence);
    return residence.marking;
  });
}

function identifiers(store: StoreWriter, rows: Rows<'ingest/write-identifiers'>): readonly string[] {
  return rows.map(({ personId, offenceId, identifier: { id, valid }, link }) => {
    const cited = [
      ...(typeof personId === 'string' ? [recordMarking(store, personId)] : []),
      ...(typeof offenceId === 'string' ? [store.markingOf('Offence', offenceId)] : []),
    ];
    const use = markedLink(store, link, cited);
    const alone = typeof personId !== 'string' && typeof offenceId !== 'string';
    store.identifier(id, valid, alone ? use.marking : undefined);
    if (typeof personId === 'string') store.link('USED', USE, person(personId), identifier(id), use);
    if (typeof offenceId === 'string') store.link('INVOLVED', USE, offence(offenceId), identifier(id), use);
    return use.marking;
  });
}

function associations(store: StoreWriter, rows: Rows<'ingest/write-associations'>): readonly string[] {
  return rows.map(({ link }) => {
    const { recordId, otherRecordId } = link;
    const tie = markedLink(store, link, [
      recordMarking(store, recordId),
      recordMarking(store, otherRecordId),
    ]);
    store.link('TIED_TO', TIE, person(recordId), person(otherRecordId), tie);
    return tie.marking;
  });
}

function intelligence(store: StoreWriter, rows: Rows<'ingest/write-intelligence'>): void {
  for (const { node, persons: ids, offences: crimes, locations: places } of rows) {
    const from: End = ['IntelligenceReport', node.id];
    store.node('IntelligenceReport', REPORT, node);
    for (const id of ids) citedLink(store, 'MENTIONS', from, id, node);
    for (const id of crimes) plainLink(store, 'MENTIONS', from, offence(id), node);
    for (const id of places) plainLink(store, 'MENTIONS', from, place(id), node);
  }
}

function events(store: StoreWriter, rows: Rows<'ingest/write-events'>): void {
  for (const { node, persons: ids, identifiers: used, locationId } of rows) {
    const from: End = ['Event', node.id];
    const { importId, marking } = node;
    store.node('Event', EVENT, node);
    for (const { type, id } of ids) citedLink(store, type, from, id, node);
    for (const { type, id, valid, raw } of used) {
      store.identifier(id, valid);
      store.link(type, RAW, from, identifier(id), { importId, marking, raw });
    }
    if (typeof locationId === 'string') plainLink(store, 'AT', from, place(locationId), node);
  }
}

function custody(store: StoreWriter, rows: Rows<'ingest/write-custody'>): void {
  for (const { node, personId, offenceIds } of rows) {
    const from: End = ['CustodyEpisode', node.id];
    store.node('CustodyEpisode', EPISODE, node);
    citedLink(store, 'HELD', from, personId, node);
    for (const id of offenceIds) plainLink(store, 'FOR', from, offence(id), node);
  }
}

function exhibits(store: StoreWriter, rows: Rows<'ingest/write-exhibits'>): void {
  for (const { node, offenceId, personId } of rows) {
    const from: End = ['Exhibit', node.id];
    const { importId, resultOn: on } = node;
    store.node('Exhibit', EXHIBIT, node);
    plainLink(store, 'SEIZED_FOR', from, offence(offenceId), node);
    if (typeof personId !== 'string') continue;
    const marking = store.join(node.marking, recordMarking(store, personId));
    store.link('MATCHED', MATCHED, from, person(personId), { recordId: personId, on, importId, marking });
  }
}

function orders(store: StoreWriter, rows: Rows<'ingest/write-orders'>): void {
  for (const { node, personId, protectsPersonId } of rows) {
    const from: End = ['Order', node.id];
    store.node('Order', ORDER, node);
    citedLink(store, 'BINDS', from, personId, node);
    if (typeof protectsPersonId === 'string') citedLink(store, 'PROTECTS', from, protectsPersonId, node);
  }
}

interface Origin {
  readonly importId: string;
  readonly marking: string;
}

const recordMarking = (store: StoreWriter, id: string): string => store.markingOf('SourceRecord', id);

function plainLink(
  store: StoreWriter,
  type: string,
  from: End,
  to: End,
  { importId, marking }: Origin,
): void {
  store.link(type, PLAIN, from, to, { importId, marking: store.join(marking, store.markingOf(...to)) });
}

function citedLink(store: StoreWriter, type: string, from: End, recordId: string, origin: Origin): void {
  const marking = store.join(origin.marking, recordMarking(store, recordId));
  store.link(type, CITED, from, person(recordId), { recordId, importId: origin.importId, marking });
}

/**
 * Does to files what a query of this name does to the store.
 * @returns markings that were touched, where the query answers them
 */
export function writeRows(
  store: StoreWriter,
  query: string,
  rows: never,
  typeKey: FindKept,
): readonly string[] {
  switch (query) {
    case 'ingest/write-persons':
      persons(store, rows);
      return [];
    case 'ingest/write-locations':
      locations(store, rows);
      return [];
    case 'ingest/write-offences':
      offences(store, rows, typeKey);
      return [];
    case 'ingest/write-involvements':
      return involvements(store, rows);
    case 'ingest/write-residences':
      return residences(store, rows);
    case 'ingest/write-identifiers':
      return identifiers(store, rows);
    case 'ingest/write-associations':
      return associations(store, rows);
    case 'ingest/write-intelligence':
      intelligence(store, rows);
      return [];
    case 'ingest/write-events':
      events(store, rows);
      return [];
    case 'ingest/write-custody':
      custody(store, rows);
      return [];
    case 'ingest/write-exhibits':
      exhibits(store, rows);
      return [];
    case 'ingest/write-orders':
      orders(store, rows);
      return [];
    default:
      throw new LinchpinError('INTERNAL', `${query} has no way into the files of the offline import.`);
  }
}
