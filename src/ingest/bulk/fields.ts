import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type HeaderType, LIST_DELIMITER } from '../../graph/index.ts';

/** Something that the offline import cannot take; the bundle then goes in through the driver. */
export class NotForBulk extends Error {}

/** The offline import reads a field into a buffer of 4 MiB; a character may take three bytes. */
const LONGEST_TEXT = 1_000_000;

/** Type names of the offline import's header (Neo4j Operations Manual 5, "Import"), for the types of the catalogue. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'string',
  Integer: 'long',
  Float: 'double',
  Boolean: 'boolean',
  Date: 'date',
  LocalDateTime: 'localdatetime',
  DateTime: 'datetime',
};

/** `name:type` as the header of a file has it. */
export function headerField(name: string, type: HeaderType): string {
  if (type.kind === 'scalar' && TYPES[type.name] !== undefined) return `${name}:${TYPES[type.name]}`;
  if (type.kind === 'list' && type.of.kind === 'scalar') return `${name}:${TYPES[type.of.name]}[]`;
  throw new LinchpinError('INTERNAL', `The offline import has no column type for ${name}.`);
}

/** A value as a field: an absent one is an empty field, text is quoted. @throws NotForBulk */
export function field(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? '' : quoted(listText(value));
  return Object.is(value, -0) ? '-0.0' : String(value);
}

export function quoted(text: string): string {
  if (text.length > LONGEST_TEXT) throw new NotForBulk('a text of more than a million characters');
  // The reader of the offline import takes this character for the end of the file.
  if (text.includes('\uffff')) throw new NotForBulk('a text with the character U+FFFF');
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

function listText(items: readonly unknown[]): string {
  const texts = items.map(String);
  if (texts.some((text) => text === '' || text.includes(LIST_DELIMITER)))
    throw new NotForBulk('a list of which an element is empty or holds the unit separator');
  return texts.join(LIST_DELIMITER);
}
