import { COMMON_ASSAULT, RAPE } from '../../seed/offenceMix.ts';
import { Random } from '../../seed/Random.ts';
import type { OffenceMatcher } from '../../src/harm/index.ts';
import type { IdentifierKind, IdentifierValue, OffenceRow, StatedDate } from '../../src/ingest/types.ts';
import { BASE } from '../made/stagedRows.ts';
import { type MadeFiles, personId, phoneOf, placeId, SOURCE } from './makeNetwork.ts';

const SEED = 67;
/** People who use the largest phone, live at the largest place and share whatever else is shared by many. */
export const CROWD = 5_000;
/** The first of them are worth most harm: the programme lists them. */
const HARMFUL = 120;
/** Things that so many of the crowd have: as many as may be walked through, and as many as may tie people. */
const ACCOUNTS = { number: 40, users: 1_000 };
const DEVICES = { number: 2_000, users: 100 };
const OFFENCES = { number: 20, suspects: 1_000 };
const PARTIES = { number: 1_000, suspects: 20 };
/** Suspects of the largest offence for each person that there is, beside the crowd, and exhibits seized for it. */
const RIOT = 0.07;
const EXHIBITS = 5_000;
/** Calls of the largest phone for each person that there is. */
const CALLS = 0.02;
/** Ordinary offences for each person that there is. */
const ORDINARY = 0.1;
/** People in a row of whom each is tied to the next alone, the last of them to a person of the network. */
const ROW = 12;
const DAYS = 360;

/** Ids by number. */
export const crowdId = (nth: number): string => `${SOURCE}:C${nth}`;
export const rowId = (nth: number): string => `${SOURCE}:T${nth}`;
export const offenceId = (nth: number): string => `${SOURCE}:O${nth}`;
/** Two people who are tied to each other and to nobody else. */
export const APART = [`${SOURCE}:X0`, `${SOURCE}:X1`] as const;
const victimId = (nth: number): string => `${SOURCE}:V${nth}`;

/**
 * What a network with hubs is asked about at its worst: a crowd at its largest hubs that shares many things, each just
 * small enough to be walked or to tie people; an offence, a report and a phone that are hubs of other kinds; ordinary
 * offences with victims, of which the crowd's are the most harmful; a row of people who reach everybody over one tie.
 */
export function crowdAtHubs(persons: number, asOf: string, match: OffenceMatcher): MadeFiles {
  const ordinary = Math.round(persons * ORDINARY);
  const firstShared = ordinary + HARMFUL;
  const firstParty = firstShared + OFFENCES.number;
  const riot = firstParty + PARTIES.number;
  const day = (nth: number): StatedDate => {
    const first = new Date(Date.parse(asOf) - (nth % DAYS) * 86_400_000).toISOString().slice(0, 10);
    return { first, last: first, at: `${first}T00:00:00`, precision: 'DAY', text: first };
  };
  const offence = (nth: number, code: string): OffenceRow => ({
    ...{ ...BASE, id: offenceId(nth), crimeNumber: `${nth}/23`, statedCode: code, ...typeOf(match, code) },
    ...{ reported: day(nth), occurredFrom: day(nth + 1), occurredTo: day(nth), locationId: placeId(nth) },
    modusOperandi: [`way ${nth % 7}`, `way ${nth % 11}`],
  });
  const suspect = (person: string, nth: number) =>
    ({ ...BASE, personId: person, offenceId: offenceId(nth), role: 'SUSPECT', status: 'NAMED' }) as const;
  const victim = (nth: number) =>
    ({ ...BASE, personId: victimId(nth), offenceId: offenceId(nth), role: 'VICTIM' }) as const;

  return {
    *'persons.csv'() {
      const person = { ...BASE, aliases: [], warnings: [] };
      for (let nth = 0; nth < CROWD; nth += 1)
        yield { ...person, id: crowdId(nth), fullName: `Of the crowd ${nth}`, sex: 'M' };
      for (let nth = 0; nth < firstShared; nth += 1)
        yield { ...person, id: victimId(nth), fullName: `Victim ${nth}`, sex: 'F' };
      for (let nth = 0; nth < ROW; nth += 1)
        yield { ...person, id: rowId(nth), fullName: `Of the row ${nth}` };
      for (const id of APART) yield { ...person, id, fullName: 'Apart' };
    },
    *'residences.csv'() {
      for (let nth = 0; nth < CROWD; nth += 1)
        yield { ...BASE, personId: crowdId(nth), locationId: placeId(0), from: day(nth) };
    },
    *'identifiers.csv'() {
      for (let nth = 0; nth < CROWD; nth += 1) {
        yield { ...BASE, personId: crowdId(nth), identifier: phoneOf(0), from: day(nth) };
        yield { ...BASE, personId: crowdId(nth), identifier: phoneOf(CROWD + nth) };
      }
      for (const [kind, { number, users }] of [
        ['ACCOUNT', ACCOUNTS],
        ['DEVICE', DEVICES],
      ] as const)
        for (let thing = 0; thing < number; thing += 1)
          for (const nth of someOf(users, thing))
            yield { ...BASE, personId: crowdId(nth), identifier: thingOf(kind, thing), from: day(thing) };
    },
    *'associations.csv'() {
      const tied = (one: string, other: string) =>
        ({ ...BASE, personId: one, otherPersonId: other, kind: 'ASSOCIATE' }) as const;
      for (let nth = 0; nth < ROW; nth += 1)
        yield tied(rowId(nth), nth + 1 < ROW ? rowId(nth + 1) : personId(0));
      yield tied(...APART);
    },
    *'offences.csv'() {
      for (let nth = 0; nth < ordinary; nth += 1) yield offence(nth, COMMON_ASSAULT.code);
      for (let nth = ordinary; nth < firstShared; nth += 1) yield offence(nth, RAPE.code);
      for (let nth = firstShared; nth <= riot; nth += 1) yield offence(nth, '58D');
    },
    *'involvements.csv'() {
      const random = new Random(SEED);
      for (let nth = 0; nth < ordinary; nth += 1) {
        yield suspect(personId(random.int(0, persons - 1)), nth);
        yield victim(nth);
      }
      for (let nth = ordinary; nth < firstShared; nth += 1) {
        yield suspect(crowdId(nth - ordinary), nth);
        yield victim(nth);
      }
      for (let nth = firstShared; nth < firstParty; nth += 1)
        for (const one of someOf(OFFENCES.suspects, nth)) yield suspect(crowdId(one), nth);
      for (let nth = firstParty; nth < riot; nth += 1)
        for (const one of someOf(PARTIES.suspects, nth)) yield suspect(crowdId(one), nth);
      for (let nth = 0; nth < CROWD; nth += 1) yield suspect(crowdId(nth), riot);
      for (let nth = 0; nth < persons * RIOT; nth += 1) yield suspect(personId(nth), riot);
    },
    *'intelligence.csv'() {
      const mentions = Array.from(
        { length: CROWD },
        (_, nth) => ({ kind: 'PERSON', id: crowdId(nth) }) as const,
      );
      yield { ...BASE, id: `${SOURCE}:I0`, writtenAt: day(0), text: 'Everybody was there.', mentions };
    },
    *'events.csv'() {
      for (let nth = 0; nth < persons * CALLS; nth += 1)
        yield {
          ...{ ...BASE, id: `${SOURCE}:E${nth}`, kind: 'CALL', at: day(nth), personIds: [] },
          ...{ identifier: phoneOf(0), otherIdentifier: phoneOf(CROWD + nth) },
        };
    },
    *'custody.csv'() {
      for (let nth = 0; nth < CROWD; nth += 1)
        yield {
          ...{ ...BASE, id: `${SOURCE}:K${nth}`, personId: crowdId(nth), offenceIds: [offenceId(riot)] },
          arrestedAt: day(nth),
        };
    },
    *'forensics.csv'() {
      for (let nth = 0; nth < EXHIBITS; nth += 1)
        yield {
          ...{ ...BASE, id: `${SOURCE}:F${nth}`, offenceId: offenceId(riot), submittedOn: day(nth) },
          ...{ exhibit: 'swab', result: 'PENDING' },
        };
    },
    *'orders.csv'() {
      for (let nth = 0; nth < CROWD; nth += 1)
        yield { ...BASE, id: `${SOURCE}:B${nth}`, personId: crowdId(nth), kind: 'BAIL', from: day(nth) };
    },
  };
}

/** So many different ones of the crowd, spread evenly; others for each thing. */
const someOf = (number: number, thing: number): readonly number[] =>
  Array.from(
    { length: number },
    (_, nth) => (thing + nth * (CROWD / number) + Math.floor(thing / 7)) % CROWD,
  );

function thingOf(kind: IdentifierKind, nth: number): IdentifierValue {
  const value = `${kind.toLowerCase()} ${nth}`;
  return { kind, value, raw: value, valid: true };
}

function typeOf(match: OffenceMatcher, code: string) {
  const found = match({ code, matchTitles: false });
  if (found === undefined || !('code' in found)) return { typeMatch: 'unmatched' } as const;
  const { code: typeCode, matchedBy, provisional: typeProvisional } = found;
  return { typeMatch: 'matched', typeCode, matchedBy, typeProvisional } as const;
}
