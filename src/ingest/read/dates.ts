import { TZDate } from '@date-fns/tz';
import { format, isValid, parse } from 'date-fns';
import type { StatedDate } from '../types.ts';

const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/**
 * Reads a date as precisely as it was stated: a year, a month, a day, or a time in Europe/London (an offset is
 * converted). With a `pattern` (Unicode date patterns, `d/M/yyyy`) that form is read as well as ISO.
 * @returns undefined where the text is no date, or no such day exists
 */
export function parseStatedDate(text: string, pattern?: string): StatedDate | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) return fromIso(text, iso);
  return pattern === undefined ? undefined : fromPattern(text, pattern);
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
  if (hour > '23' || minute > '59' || second > '59') return undefined;
  const local = `${date}T${hour}:${minute}:${second}`;
  if (offset === undefined) return { first: date, last: date, at: local, precision: 'TIME', text };
  const shift = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const london = new TZDate(new Date(`${local}${shift}`).getTime(), 'Europe/London');
  if (!isValid(london)) return undefined;
  const at = format(london, "yyyy-MM-dd'T'HH:mm:ss");
  return { first: at.slice(0, 10), last: at.slice(0, 10), at, precision: 'TIME', text };
}

function fromPattern(text: string, pattern: string): StatedDate | undefined {
  const parsed = parse(text, pattern, new Date(2000, 0, 1));
  if (!isValid(parsed) || parsed.getFullYear() < 1000) return undefined;
  const bare = pattern.replace(/'[^']*'/g, '');
  const at = format(parsed, "yyyy-MM-dd'T'HH:mm:ss");
  if (/[Hhk]/.test(bare))
    return { first: at.slice(0, 10), last: at.slice(0, 10), at, precision: 'TIME', text };
  const precise = /[dD]/.test(bare) ? 10 : /[ML]/.test(bare) ? 7 : 4;
  const read = parseStatedDate(at.slice(0, precise));
  return read === undefined ? undefined : { ...read, text };
}

function stated(first: string, last: string, precision: StatedDate['precision'], text: string): StatedDate {
  return { first, last, at: `${first}T00:00:00`, precision, text };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The part of the ISO text that is known: `1980`, `1980-05`, `1980-05-03`. */
export function knownPart({ first, precision }: StatedDate): string {
  return precision === 'YEAR' ? first.slice(0, 4) : precision === 'MONTH' ? first.slice(0, 7) : first;
}
