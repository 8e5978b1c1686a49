import type { Row } from '../../graph/index.ts';
import { field, NotForBulk, quoted } from './fields.ts';
import type { StoreWriter } from './StoreWriter.ts';

type KeptNode = Row<'graph/carry-nodes'>;
type KeptLink = Row<'graph/carry-relationships'>;
type Property = KeptNode['properties'][number];

/** Column types of the offline import for what Cypher's `valueType` calls a value. */
const COLUMN_TYPES: Readonly<Record<string, string>> = {
  'STRING NOT NULL': 'string',
  'INTEGER NOT NULL': 'long',
  'FLOAT NOT NULL': 'double',
  'BOOLEAN NOT NULL': 'boolean',
  'DATE NOT NULL': 'date',
  'LOCAL DATETIME NOT NULL': 'localdatetime',
  'ZONED DATETIME NOT NULL': 'datetime',
  'LIST<STRING NOT NULL> NOT NULL': 'string[]',
  'LIST<INTEGER NOT NULL> NOT NULL': 'long[]',
};
/** No file can hold an empty list: their names stand on the node until `graph/restore-empty-lists` has run. */
const EMPTY_LIST = 'LIST<NOTHING> NOT NULL';

/** Puts what already stands in a store into the files: migrations, reference data, the audit. @throws NotForBulk */
export function carryOver(store: StoreWriter, nodes: readonly KeptNode[], links: readonly KeptLink[]): void {
  for (const { key, labels, properties } of nodes) {
    const empty = properties.filter(({ type }) => type === EMPTY_LIST).map(({ name }) => name);
    const full = sorted(properties.filter(({ type }) => type !== EMPTY_LIST));
    const header = [':ID(Kept)', ...full.map(columnOf)];
    const line = [quoted(key), ...full.map(fieldOf)];
    if (empty.length === 0) store.kept(labels, header, line);
    else
      store.kept([...labels, 'HoldsEmptyLists'], [...header, 'emptyLists:string[]'], [...line, field(empty)]);
  }
  for (const { type, start, end, properties } of links) {
    const full = sorted(properties);
    const header = [':START_ID(Kept)', ':END_ID(Kept)', ...full.map(columnOf)];
    store.keptLink(type, header, [quoted(start), quoted(end), ...full.map(fieldOf)]);
  }
}

const sorted = (properties: readonly Property[]): readonly Property[] =>
  [...properties].sort((a, b) => (a.name < b.name ? -1 : 1));

function columnOf({ name, type }: Property): string {
  const column = COLUMN_TYPES[type];
  if (column === undefined) throw new NotForBulk(`a property ${name} of type ${type}`);
  return `${name}:${column}`;
}

function fieldOf({ text, texts, type }: Property): string {
  if (typeof text !== 'string') return field(texts);
  return type.startsWith('STRING') ? quoted(text) : text;
}
