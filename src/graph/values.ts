import neo4j from 'neo4j-driver';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { HeaderType } from './headerTypes.ts';

/**
 * Turns a plain value into what the driver must send for a declared type: whole numbers to integers, ISO text to
 * temporal values, absent to null.
 * @throws LinchpinError QUERY_INVALID naming the place and the type that was expected
 */
export function toDriver(value: unknown, type: HeaderType, place: string): unknown {
  if (value === undefined || value === null) {
    if (!type.nullable) throw mismatch(place, type, value);
    return null;
  }
  if (type.kind === 'list') {
    if (!Array.isArray(value)) throw mismatch(place, type, value);
    if (type.of.kind === 'scalar' && type.of.name === 'String' && !type.of.nullable) return value;
    return value.map((item) => toDriver(item, type.of, place));
  }
  if (type.kind === 'struct') {
    if (!isRecord(value)) throw mismatch(place, type, value);
    const sent: Record<string, unknown> = {};
    for (const [name, field] of type.fields) sent[name] = toDriver(value[name], field, name);
    return sent;
  }
  return scalarToDriver(value, type, place);
}

function scalarToDriver(value: unknown, type: HeaderType & { kind: 'scalar' }, place: string): unknown {
  switch (type.name) {
    case 'String':
    case 'Boolean':
      if (typeof value !== type.name.toLowerCase()) throw mismatch(place, type, value);
      return value;
    case 'Float':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw mismatch(place, type, value);
      return value;
    case 'Integer':
      if (!Number.isSafeInteger(value)) throw mismatch(place, type, value);
      return neo4j.int(value as number);
    case 'Date': {
      const parts = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
      if (parts === null) throw mismatch(place, type, value);
      return new neo4j.types.Date(Number(parts[1]), Number(parts[2]), Number(parts[3]));
    }
    case 'LocalDateTime': {
      const parts =
        typeof value === 'string'
          ? /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/.exec(value)
          : null;
      if (parts === null) throw mismatch(place, type, value);
      const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const nanos = Number((parts[7] ?? '').padEnd(9, '0'));
      return new neo4j.types.LocalDateTime(year, month, day, hour, minute, Number(parts[6] ?? 0), nanos);
    }
    case 'DateTime': {
      const instant = typeof value === 'string' ? new Date(value) : undefined;
      if (instant === undefined || Number.isNaN(instant.getTime())) throw mismatch(place, type, value);
      return neo4j.types.DateTime.fromStandardDate(instant);
    }
    case 'Map':
    case 'Any':
      return freeToDriver(value);
  }
}

/** In free maps every whole number is an integer: where a float may be whole, declare a struct. */
function freeToDriver(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(freeToDriver);
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, freeToDriver(item)]));
  return value ?? null;
}

/**
 * Turns what the driver returned into plain values: temporal values to ISO text, points to plain coordinates.
 * @throws LinchpinError QUERY_INVALID for nodes, relationships and paths: queries return their properties
 */
export function fromDriver(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(fromDriver);
  if (
    neo4j.isDate(value) ||
    neo4j.isDateTime(value) ||
    neo4j.isLocalDateTime(value) ||
    neo4j.isDuration(value) ||
    neo4j.isTime(value) ||
    neo4j.isLocalTime(value)
  )
    return value.toString();
  if (neo4j.isPoint(value))
    return Number(value.srid) === 4326
      ? { longitude: value.x, latitude: value.y }
      : { x: value.x, y: value.y };
  if (neo4j.isNode(value) || neo4j.isRelationship(value) || neo4j.isPath(value))
    throw new LinchpinError(
      'QUERY_INVALID',
      'A query returned a node, relationship or path; return properties.',
    );
  if (neo4j.isInt(value)) return value.toNumber();
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromDriver(item)]));
}

function mismatch(place: string, type: HeaderType, value: unknown): LinchpinError {
  const expected = type.kind === 'scalar' ? type.name : type.kind;
  const got = value === null || value === undefined ? 'nothing' : typeof value;
  return new LinchpinError('QUERY_INVALID', `Parameter "${place}" must be ${expected}, got ${got}.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
