import { type BundleFacts, type BundleReading, readFacts } from '../../ingest/index.ts';
import { MOST_TOGETHER, type TieFacts, type WeightedGroup } from './TieFacts.ts';

const FILES = [
  'persons.csv',
  'associations.csv',
  'involvements.csv',
  'events.csv',
  'identifiers.csv',
  'residences.csv',
] as const;
type Rows = BundleFacts<(typeof FILES)[number]>['rows'];

export interface BundleTies {
  readonly source: string;
  readonly asOf: string | undefined;
  readonly facts: TieFacts;
  /** Offences, events and things of more than 100 people, which are left out. */
  readonly crowdsLeftOut: number;
}

/**
 * Who is known with whom in a bundle: suspects of one offence (neither eliminated nor acquitted), associations, people
 * of one event; and what they use together. Who is only a victim, witness or reporter takes no part.
 * @throws LinchpinError as `readFacts`
 */
export async function tiesOfBundle(request: BundleReading): Promise<BundleTies> {
  const { source, asOf, rows } = await readFacts({ ...request, files: FILES });
  const guarded = guardedIn(rows);
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    const known = numbers.get(id) ?? numbers.size;
    numbers.set(id, known);
    return known;
  };
  let crowdsLeftOut = 0;
  const group = (ids: Iterable<string>): readonly number[] => {
    const people = [...new Set(ids)].filter((id) => !guarded.has(id));
    // Who stands alone is tied to nobody, and would only be one more pair that is easily told.
    if (people.length < 2) return [];
    if (people.length <= MOST_TOGETHER) return people.map(numberOf);
    crowdsLeftOut += 1;
    return [];
  };
  const offences = [...suspectsByOffence(rows).values()].map(group);
  const others: WeightedGroup[] = rows['associations.csv'].flatMap(
    ({ personId, otherPersonId, weight = 1 }) =>
      weight > 0 ? [{ people: group([personId, otherPersonId]), weight }] : [],
  );
  for (const { personId, personIds, otherPersonId } of rows['events.csv'])
    others.push({ people: group([personId ?? [], personIds, otherPersonId ?? []].flat()), weight: 1 });
  const things = [...usersByThing(rows).values()].map(group).filter(({ length }) => length > 0);
  return { source, asOf, facts: { people: numbers.size, offences, others, things }, crowdsLeftOut };
}

function guardedIn(rows: Rows): ReadonlySet<string> {
  const guarded = new Set<string>();
  const suspects = new Set<string>();
  for (const { personId, role } of rows['involvements.csv']) {
    if (role === 'SUSPECT') suspects.add(personId);
    else if (role !== 'OTHER') guarded.add(personId);
  }
  return new Set([...guarded].filter((id) => !suspects.has(id)));
}

function suspectsByOffence(rows: Rows): ReadonlyMap<string, readonly string[]> {
  const suspects = new Map<string, string[]>();
  for (const { offenceId, personId, role, status } of rows['involvements.csv'])
    if (role === 'SUSPECT' && status !== 'ELIMINATED' && status !== 'ACQUITTED')
      put(suspects, offenceId, personId);
  return suspects;
}

function usersByThing(rows: Rows): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const { id, phone, email } of rows['persons.csv']) {
    if (phone !== undefined) put(users, `PHONE ${phone}`, id);
    if (email !== undefined) put(users, `EMAIL ${email}`, id);
  }
  for (const { personId, identifier } of rows['identifiers.csv'])
    if (personId !== undefined) put(users, `${identifier.kind} ${identifier.value}`, personId);
  for (const { personId, locationId } of rows['residences.csv']) put(users, `HOME ${locationId}`, personId);
  return users;
}

function put(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
