import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type HeaderType, loadCatalogue, type Params, parseHeaderType } from '../../graph/index.ts';

/** Queries that write rows of a bundle; what each does to a store is done here to files. */
export type RowQuery =
  | 'ingest/write-persons'
  | 'ingest/write-locations'
  | 'ingest/write-offences'
  | 'ingest/write-involvements'
  | 'ingest/write-residences'
  | 'ingest/write-identifiers'
  | 'ingest/write-associations'
  | 'ingest/write-intelligence'
  | 'ingest/write-events'
  | 'ingest/write-custody'
  | 'ingest/write-exhibits'
  | 'ingest/write-orders';
export type Rows<Q extends RowQuery> = Params<Q>['rows'];

const catalogue = loadCatalogue();

/** The declared type of a part of a query's rows: one place says which properties there are, the query's header. */
function typeIn(query: RowQuery, part: string): HeaderType {
  const rows = catalogue.get(query)?.parameters.find(({ name }) => name === 'rows')?.type;
  const row = rows?.kind === 'list' ? rows.of : undefined;
  const type = row?.kind === 'struct' ? row.fields.get(part) : undefined;
  if (type === undefined) throw new LinchpinError('QUERY_INVALID', `${query} has no rows with "${part}".`);
  return type;
}

const TEXT = parseHeaderType('String?').type;
const withText = (type: HeaderType, name: string): HeaderType =>
  type.kind === 'struct' ? { ...type, fields: new Map([...type.fields, [name, TEXT]]) } : type;
const linkType = (query: RowQuery): HeaderType => withText(typeIn(query, 'link'), 'rowMarking');

export const RECORD = typeIn('ingest/write-persons', 'record');
export const READING = typeIn('ingest/write-persons', 'reading');
export const LOCATION = withText(typeIn('ingest/write-locations', 'node'), 'stated');
export const OFFENCE = typeIn('ingest/write-offences', 'node');
export const REPORT = typeIn('ingest/write-intelligence', 'node');
export const EVENT = typeIn('ingest/write-events', 'node');
export const EPISODE = typeIn('ingest/write-custody', 'node');
export const EXHIBIT = typeIn('ingest/write-exhibits', 'node');
export const ORDER = typeIn('ingest/write-orders', 'node');
export const ROLE = linkType('ingest/write-involvements');
export const RESIDENCE = linkType('ingest/write-residences');
export const USE = linkType('ingest/write-identifiers');
export const TIE = linkType('ingest/write-associations');
export const PLAIN = parseHeaderType('{importId: String, marking: String}').type;
export const CITED = parseHeaderType('{recordId: String, importId: String, marking: String}').type;
export const CLASSED = parseHeaderType(
  '{matchedBy: String?, provisional: Boolean?, importId: String, marking: String}',
).type;
export const STATED = parseHeaderType(
  '{recordId: String, importId: String, marking: String, raw: String?, stated: String}',
).type;
export const RAW = parseHeaderType('{importId: String, marking: String, raw: String}').type;
export const MATCHED = parseHeaderType(
  '{recordId: String, on: Date?, importId: String, marking: String}',
).type;
