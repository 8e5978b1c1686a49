import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { BundleRows } from './bundleRows.ts';

/** A question to a league; window bounds are calendar days, absent for all time. */
export interface Question {
  readonly programme: 'all' | 'vawg';
  readonly edition: string;
  readonly from?: string;
  readonly to: string;
}
export interface Line {
  readonly personId: string;
  readonly harmMicros: bigint;
  readonly offences: number;
  readonly victims: number;
  readonly unknownHarm: number;
}

type Table = readonly Record<string, string>[];
const read = (file: string): Table =>
  parse(readFileSync(new URL(`../../../src/harm/tables/${file}`, import.meta.url)), { columns: true });
const vawgCodes = new Set(read('programme_vawg.csv').map(({ code }) => code));
const published: Readonly<Record<string, Table>> = {
  'cchi-public': read('cchi_public.csv'),
  'ons-css-2020': read('ons_css_2020_labelled.csv').map((row) => ({ ...row, days: row.weight ?? '' })),
};
const near = read('near_offences.csv');
const MEANT: Readonly<Record<string, string>> = { '8n': '8N', '00806': '008/06', '8/6': '008/06', X404: '' };

/** Millionths of a day, rounded half up, of a decimal as printed. */
export function microsOf(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = BigInt(whole + fraction.slice(0, 6).padEnd(6, '0'));
  return (fraction[6] ?? '0') >= '5' ? kept + 1n : kept;
}

function weightOf(edition: string, code: string): bigint | undefined {
  const own = published[edition]?.find((row) => row.code === code);
  if (own !== undefined) return microsOf(own.days ?? '');
  const nearest = near.find((row) => row.code === code && [edition, '*'].includes(row.edition ?? ''));
  const other = nearest?.near_code ?? (code === '008/06' ? '8N' : code === '019/08' ? '19C' : '');
  const row = published[edition]?.find((candidate) => candidate.code === other);
  return row === undefined ? undefined : microsOf(row.days ?? '');
}

/** First and last day that a date as stated can mean. */
function span(text: string): readonly [string, string] | undefined {
  if (text === '') return undefined;
  if (text.length === 4) return [`${text}-01-01`, `${text}-12-31`];
  if (text.length === 7) {
    const last = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5)), 0)).getUTCDate();
    return [`${text}-01`, `${text}-${last}`];
  }
  return [text.slice(0, 10), text.slice(0, 10)];
}

export function byCodePoint(one: string, two: string): number {
  const [a, b] = [[...one], [...two]];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The league by the rules of the contract, in plain loops over the rows of a bundle of source `s`. */
export function independentLeague(rows: BundleRows, { programme, edition, from, to }: Question) {
  const open = <T extends { readonly marking?: string }>(row: T) => row.marking !== 'SECRET';
  const vawg = programme === 'vawg';
  const records = rows.persons.filter(open).map(({ id }) => `s:${id}`);

  const sameAs = new Map(records.map((id) => [id, id]));
  for (let round = 0; round < records.length; round += 1)
    for (const { person_id, other_person_id, verdict } of (rows.judgements ?? []).filter(open)) {
      const [one, two] = [sameAs.get(`s:${person_id}`), sameAs.get(`s:${other_person_id}`)];
      if (verdict !== 'SAME' || one === undefined || two === undefined) continue;
      const least = byCodePoint(one, two) < 0 ? one : two;
      sameAs.set(`s:${person_id}`, least);
      sameAs.set(`s:${other_person_id}`, least);
    }
  const sexes = new Map<string, string>();
  for (const { id, sex } of [...rows.persons].filter(open).sort((a, b) => byCodePoint(a.id, b.id))) {
    const person = sameAs.get(`s:${id}`) ?? '';
    if ((sexes.get(person) ?? '') === '') sexes.set(person, sex ?? '');
  }

  const suspects = new Map<
    string,
    { offences: Set<string>; victims: Set<string>; harm: bigint; unknown: number }
  >();
  const totals = {
    offences: 0,
    victims: new Set<string>(),
    harm: 0n,
    unknown: 0,
    undated: 0,
    unsuspected: 0,
    unknownSex: 0,
  };
  for (const offence of rows.offences.filter(open)) {
    const code = MEANT[offence.offence_code ?? ''] ?? offence.offence_code ?? '';
    if (vawg && !vawgCodes.has(code)) continue;
    const roles = rows.involvements.filter(open).flatMap(({ person_id, offence_id, role, status }) => {
      const person = sameAs.get(`s:${person_id}`);
      return offence_id === offence.id && person !== undefined ? [{ person, role, status }] : [];
    });
    const everyVictim = roles.filter(({ role }) => role === 'VICTIM').map(({ person }) => person);
    const victims = new Set(everyVictim.filter((person) => !vawg || sexes.get(person) === 'F'));
    const dates = span(offence.reported_on ?? '');
    const inside = dates !== undefined && dates[1] <= to && (from === undefined || dates[0] >= from);
    const outside = dates !== undefined && (dates[0] > to || (from !== undefined && dates[1] < from));
    const counts = inside || (from === undefined && !outside);
    if (vawg && victims.size === 0) {
      const unsure = everyVictim.length === 0 || everyVictim.some((person) => sexes.get(person) === '');
      if (counts && unsure) totals.unknownSex += 1;
      continue;
    }
    if (!inside && !outside) totals.undated += 1;
    if (!counts) continue;
    const micros = weightOf(edition, code);
    const counting = new Set<string>();
    for (const { person, role, status } of roles)
      if (role === 'SUSPECT' && status !== 'ACQUITTED' && status !== 'ELIMINATED') counting.add(person);
    totals.offences += 1;
    totals.harm += micros ?? 0n;
    if (micros === undefined) totals.unknown += 1;
    if (!roles.some(({ role }) => role === 'SUSPECT')) totals.unsuspected += 1;
    for (const victim of victims)
      if (counting.size === 0 || [...counting].some((person) => person !== victim))
        totals.victims.add(victim);
    for (const person of counting) {
      if (vawg && sexes.get(person) !== 'M') continue;
      const line = suspects.get(person) ?? { offences: new Set(), victims: new Set(), harm: 0n, unknown: 0 };
      suspects.set(person, line);
      line.offences.add(`s:${offence.id}`);
      line.harm += micros ?? 0n;
      if (micros === undefined) line.unknown += 1;
      for (const victim of victims) if (victim !== person) line.victims.add(victim);
    }
  }
  const lines: Line[] = [...suspects].map(([personId, { offences, victims, harm, unknown }]) => ({
    personId,
    harmMicros: harm,
    offences: offences.size,
    victims: victims.size,
    unknownHarm: unknown,
  }));
  lines.sort(
    (a, b) =>
      (a.harmMicros === b.harmMicros ? 0 : a.harmMicros > b.harmMicros ? -1 : 1) ||
      b.victims - a.victims ||
      b.offences - a.offences ||
      byCodePoint(a.personId, b.personId),
  );
  return { lines, suspects, totals: { ...totals, victims: totals.victims.size } };
}
