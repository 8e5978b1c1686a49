import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { BundleRows } from './bundleRows.ts';

/** What a programme asks for, beside its window; what is absent asks nothing. */
export interface Rules {
  readonly types?: readonly string[];
  readonly victimSexes?: readonly string[];
  readonly victimAgeFrom?: number;
  readonly victimAgeTo?: number;
  readonly suspectSexes?: readonly string[];
  readonly relationships?: readonly string[];
  readonly foundBy?: readonly string[];
  readonly modusOperandi?: readonly string[];
  readonly boroughs?: readonly string[];
  readonly historic?: boolean;
  readonly minOffences?: number;
  readonly minVictims?: number;
  readonly excludedStatuses?: readonly string[];
}

/** A question to a league; window bounds are calendar days, absent for all time. */
export interface Question {
  readonly programme: 'all' | 'vawg' | Rules;
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
const VAWG: Rules = {
  types: read('programme_vawg.csv').map(({ code }) => code ?? ''),
  victimSexes: ['F'],
  suspectSexes: ['M'],
};
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
  const rules: Rules = programme === 'all' ? {} : programme === 'vawg' ? VAWG : programme;
  const excluded = rules.excludedStatuses ?? ['ACQUITTED', 'ELIMINATED'];
  const boroughs = new Map((rows.locations ?? []).map(({ id, borough }) => [id, borough ?? '']));
  const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
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
    unknownAge: 0,
    unknownRelationship: 0,
  };
  for (const offence of rows.offences.filter(open)) {
    const code = MEANT[offence.offence_code ?? ''] ?? offence.offence_code ?? '';
    if (rules.types !== undefined && !rules.types.includes(code)) continue;
    if (rules.foundBy !== undefined && !rules.foundBy.includes(offence.found_by || 'UNKNOWN')) continue;
    const ways = (offence.modus_operandi ?? '').split(';');
    if (rules.modusOperandi?.some((way) => ways.some((stated) => sameName(way, stated))) === false) continue;
    const borough = boroughs.get(offence.location_id) ?? '';
    if (rules.boroughs?.some((name) => sameName(name, borough)) === false) continue;
    const [occurred, reported] = [offence.occurred_from ?? '', offence.reported_on ?? ''];
    const earlier =
      occurred !== '' && reported !== '' && Number(occurred.slice(0, 4)) < Number(reported.slice(0, 4));
    if (rules.historic === false && earlier) continue;
    const roles = rows.involvements.filter(open).flatMap((row) => {
      const person = sameAs.get(`s:${row.person_id}`);
      return row.offence_id === offence.id && person !== undefined ? [{ ...row, person }] : [];
    });
    const everyVictim = roles.filter(({ role }) => role === 'VICTIM');
    const sexOf = (person: string) => sexes.get(person) ?? '';
    // Of each victim: true fits, false does not, undefined may.
    const fitsSex = (person: string) =>
      rules.victimSexes === undefined ||
      (sexOf(person) === '' ? undefined : rules.victimSexes.includes(sexOf(person)));
    const fitsAge = (age: string) =>
      (rules.victimAgeFrom === undefined && rules.victimAgeTo === undefined) ||
      (age === ''
        ? undefined
        : Number(age) >= (rules.victimAgeFrom ?? 0) && Number(age) <= (rules.victimAgeTo ?? 999));
    const answers = everyVictim.map(({ person, age }) => ({
      person,
      sex: fitsSex(person),
      age: fitsAge(age ?? ''),
    }));
    const victims = new Set(
      answers.filter(({ sex, age }) => sex === true && age === true).map(({ person }) => person),
    );
    const asksSex = rules.victimSexes !== undefined;
    const asksAge = rules.victimAgeFrom !== undefined || rules.victimAgeTo !== undefined;
    const inScope = victims.size > 0 || !(asksSex || asksAge);
    const ties = roles.filter(({ role }) => role === 'SUSPECT').map(({ relationship }) => relationship ?? '');
    const tied = rules.relationships === undefined || ties.some((tie) => rules.relationships?.includes(tie));
    const dates = span(offence.reported_on ?? '');
    const inside = dates !== undefined && dates[1] <= to && (from === undefined || dates[0] >= from);
    const outside = dates !== undefined && (dates[0] > to || (from !== undefined && dates[1] < from));
    const counts = inside || (from === undefined && !outside);
    if (counts && tied && !inScope) {
      const perhaps = answers.filter(({ sex, age }) => sex !== false && age !== false);
      const nobody = answers.length === 0;
      if (asksSex && (nobody || perhaps.some(({ sex }) => sex === undefined))) totals.unknownSex += 1;
      if (asksAge && (nobody || perhaps.some(({ age }) => age === undefined))) totals.unknownAge += 1;
    }
    if (counts && inScope && !tied && (ties.length === 0 || ties.includes('')))
      totals.unknownRelationship += 1;
    if (!inScope || !tied) continue;
    if (!inside && !outside) totals.undated += 1;
    if (!counts) continue;
    const micros = weightOf(edition, code);
    const counting = new Set<string>();
    const ranked = new Set<string>();
    for (const { person, role, status, relationship } of roles) {
      if (role !== 'SUSPECT' || excluded.includes(status || 'NAMED')) continue;
      counting.add(person);
      if (rules.relationships?.includes(relationship ?? '') === false) continue;
      if (rules.suspectSexes?.includes(sexOf(person)) === false) continue;
      ranked.add(person);
    }
    totals.offences += 1;
    totals.harm += micros ?? 0n;
    if (micros === undefined) totals.unknown += 1;
    if (!roles.some(({ role }) => role === 'SUSPECT')) totals.unsuspected += 1;
    for (const victim of victims)
      if (counting.size === 0 || [...counting].some((person) => person !== victim))
        totals.victims.add(victim);
    for (const person of ranked) {
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
  const enough = ({ offences, victims }: Line) =>
    offences >= (rules.minOffences ?? 0) && victims >= (rules.minVictims ?? 0);
  const belowMinimum = lines.filter((line) => !enough(line)).length;
  const listed = lines.filter(enough);
  listed.sort(
    (a, b) =>
      (a.harmMicros === b.harmMicros ? 0 : a.harmMicros > b.harmMicros ? -1 : 1) ||
      b.victims - a.victims ||
      b.offences - a.offences ||
      byCodePoint(a.personId, b.personId),
  );
  return { lines: listed, suspects, totals: { ...totals, victims: totals.victims.size, belowMinimum } };
}
