import { TZDate, tz } from '@date-fns/tz';
import { addDays, format, isValid, parse } from 'date-fns';
import type { StatedDate } from '../types.ts';

/** Reads one column's dates. @returns undefined where the text is no date */
export type DateReader = (text: string) => StatedDate | undefined;

const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/;
/** Letters of date patterns that the import understands: year, month, day, weekday, time, offset, timestamps. */
const LETTERS = /^[yuMLdEeicHhKkmsSabBXxTt]*$/;
const WALL = "yyyy-MM-dd'T'HH:mm:ss";
const UTC = { in: tz('UTC') };
/** The same days are stated again and again. */
const MAX_REMEMBERED = 50_000;

/** A reader that remembers what it read. */
export function dateReader(pattern?: string): DateReader {
  const remembered = new Map<string, StatedDate | undefined>();
  return (text) => {
    if (remembered.has(text)) return remembered.get(text);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const date = parseStatedDate(text, pattern);
    remembered.set(text, date);
    return date;
  };
}

/**
 * Reads a date as precisely as it was stated: a year, a month, a day, or a time in Europe/London (an offset is
 * converted). With a `pattern` (Unicode date patterns, `d/M/yyyy`) that form is tried first, and ISO where it does not fit.
 * @returns undefined where the text is no date, or no such day exists
 */
export function parseStatedDate(text: string, pattern?: string): StatedDate | undefined {
  const patterned = pattern === undefined ? undefined : fromPattern(text, pattern);
  if (patterned !== undefined) return patterned;
  const iso = ISO.exec(text);
  return iso === null ? undefined : fromIso(text, iso);
}

/** What is wrong with a date pattern, in words; undefined for a good one. */
export function patternProblem(pattern: string): string | undefined {
  const bare = unquoted(pattern);
  const letters = bare.replace(/[^\p{L}]/gu, '');
  if (!LETTERS.test(letters))
    return `"${pattern}" is not a date pattern; write d/M/yyyy, dd.MM.yyyy HH:mm or the like (d day, M month, y year, H hour, m minute)`;
  if (!/[yutT]/.test(letters)) return `"${pattern}" has no year (y)`;
  if (/[HhKk]/.test(letters) && !/[dtT]/.test(letters)) return `"${pattern}" has hours without a day (d)`;
  try {
    const now = new TZDate(2020, 1, 3, 'UTC');
    return isValid(parse(format(now, pattern, UTC), pattern, now, UTC))
      ? undefined
      : `"${pattern}" cannot be read back`;
  } catch {
    return `"${pattern}" is not a date pattern`;
  }
}

function fromIso(text: string, parts: RegExpExecArray): StatedDate | undefined {
  const [, year = '', month, day, hour, minute, second = '00', offset] = parts;
  if (year < '1000') return undefined;
  if (month === undefined) return stated(`${year}-01-01`, `${year}-12-31`, 'YEAR', text);
  if (month < '01' || month > '12') return undefined;
  const lastDay = daysInMonth(Number(year), Number(month));
  if (day === undefined) return stated(`${year}-${month}-01`, `${year}-${month}-${lastDay}`, 'MONTH', text);
  if (day < '01' || Number(day) > lastDay) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined || minute === undefined) return stated(date, date, 'DAY', text);
  // ISO 8601 ends a day at 24:00.
  if (hour === '24' && minute === '00' && second === '00' && offset === undefined)
    return timed(format(addDays(new TZDate(`${date}T00:00:00Z`, 'UTC'), 1), WALL, UTC), text);
  if (hour > '23' || minute > '59' || second > '59') return undefined;
  const local = `${date}T${hour}:${minute}:${second}`;
  if (offset === undefined) return timed(local, text);
  const shift = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  return inLondon(new Date(`${local}${shift}`), text);
}

function fromPattern(text: string, pattern: string): StatedDate | undefined {
  // In UTC, so that no machine's own summer time moves an hour.
  const parsed = parse(text, pattern, new TZDate(2000, 0, 1, 'UTC'), UTC);
  if (!isValid(parsed)) return undefined;
  const year = parsed.getFullYear();
  if (year < 1000 || year > 9999) return undefined;
  const letters = unquoted(pattern);
  if (/[XxTt]/.test(letters)) return inLondon(parsed, text);
  const at = format(parsed, WALL, UTC);
  if (/[HhKk]/.test(letters)) return timed(at, text);
  const known = /d/.test(letters) ? 10 : /[ML]/.test(letters) ? 7 : 4;
  const read = parseStatedDate(at.slice(0, known));
  return read === undefined ? undefined : { ...read, text };
}

function inLondon(instant: Date, text: string): StatedDate | undefined {
  const london = new TZDate(instant.getTime(), 'Europe/London');
  return isValid(london) ? timed(format(london, WALL), text) : undefined;
}

function timed(at: string, text: string): StatedDate {
  const day = at.slice(0, 10);
  return { first: day, last: day, at, precision: 'TIME', text };
}

function stated(first: string, last: string, precision: StatedDate['precision'], text: string): StatedDate {
  return { first, last, at: `${first}T00:00:00`, precision, text };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function unquoted(pattern: string): string {
  return pattern.replace(/'[^']*'/g, '');
}

/** The part of the ISO text that is known: `1980`, `1980-05`, `1980-05-03`. */
export function knownPart({ first, precision }: StatedDate): string {
  return precision === 'YEAR' ? first.slice(0, 4) : precision === 'MONTH' ? first.slice(0, 7) : first;
}
