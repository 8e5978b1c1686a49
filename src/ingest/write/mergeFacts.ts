import { joinMarkings } from '../../access/index.ts';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** Properties of a node or relationship as plain values; absent, null and [] all mean unknown. */
export type Facts = Readonly<Record<string, unknown>>;

/** What the store holds of a fact, or a bundle states of it. */
export interface Dated {
  readonly asOf: string | undefined;
  readonly facts: Facts;
  /** Dates of the properties that are older than `asOf`. */
  readonly older: Readonly<Record<string, string>>;
}

const BEFORE_ALL = '';

/** Properties that mean something only together: they come from one statement, whole. The first gives the date. */
const TOGETHER: readonly (readonly string[])[] = [
  ['reportedOn', 'reportedTo', 'reportedPrecision', 'reportedText'],
  ['typeMatch', 'typeCode', 'matchedBy', 'typeProvisional'],
  ['statedTitle', 'titleKey'],
  ['latitude', 'longitude', 'x', 'y', 'h3'],
  ['from', 'fromPrecision', 'fromText'],
  ...['occurredFrom', 'occurredTo', 'writtenAt', 'at', 'arrestedAt', 'releasedAt', 'to'].map((time) => [
    time,
    `${time}Precision`,
  ]),
];
const GROUPS = new Map(TOGETHER.flatMap((group) => group.map((property) => [property, group] as const)));

/**
 * Lays a statement over what is known, property by property: the newer date wins, an unknown value erases nothing, an
 * older statement only fills gaps. Of two statements of one date that differ, the greater value by code point stands,
 * so that the order in which bundles of one date arrive never matters.
 */
export function mergeFacts(known: Dated, stated: Dated): Dated {
  const facts: Record<string, unknown> = {};
  const dates: Record<string, string> = {};
  for (const [first, group] of groupsOf(known.facts, stated.facts)) {
    const [values, date] = pick(first, sideOf(known, first, group), sideOf(stated, first, group));
    group.forEach((property, at) => {
      if (!isUnknown(values[at])) facts[property] = values[at];
    });
    if (!values.every(isUnknown)) dates[first] = date;
  }
  const asOf = latest(known.asOf, stated.asOf);
  const older = Object.fromEntries(Object.entries(dates).filter(([, date]) => date < (asOf ?? BEFORE_ALL)));
  return { asOf, facts, older };
}

type Side = readonly [values: readonly unknown[], date: string];

function unionOf(...lists: readonly unknown[]): readonly string[] {
  const all = lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  return [...new Set(all)].sort(compareCodePoints);
}

function groupsOf(...all: readonly Facts[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const facts of all)
    for (const property of Object.keys(facts)) {
      const group = GROUPS.get(property) ?? [property];
      groups.set(group[0] ?? property, group);
    }
  return groups;
}

function sideOf({ facts, older, asOf }: Dated, first: string, group: readonly string[]): Side {
  return [group.map((property) => facts[property]), older[first] ?? asOf ?? BEFORE_ALL];
}

function pick(property: string, one: Side, two: Side): Side {
  if (two[0].every(isUnknown)) return one;
  if (one[0].every(isUnknown)) return two;
  // A telephone that a record once gave stays one that its person used.
  if (property === 'identifiers')
    return [[unionOf(one[0][0], two[0][0])], latest(one[1], two[1]) ?? BEFORE_ALL];
  if (one[1] !== two[1]) return one[1] > two[1] ? one : two;
  if (property === 'marking') return [[joinMarkings(String(one[0][0]), String(two[0][0]))], one[1]];
  // A title or code that was read as a type is worth more than one that was not, whatever its letters.
  if (property === 'typeMatch' && isMatched(one) !== isMatched(two)) return isMatched(one) ? one : two;
  return compareCodePoints(textOfAll(one[0]), textOfAll(two[0])) >= 0 ? one : two;
}

function isMatched([[typeMatch]]: Side): boolean {
  return typeMatch === 'matched';
}

export function isUnknown(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Whether two sets of facts say the same. */
export function sameFacts(one: Facts, two: Facts): boolean {
  const properties = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...properties].every((property) => {
    const [a, b] = [one[property], two[property]];
    return (isUnknown(a) && isUnknown(b)) || textOf(a) === textOf(b);
  });
}

function textOfAll(values: readonly unknown[]): string {
  return values.map((value) => (isUnknown(value) ? '' : textOf(value))).join('\u001f');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function latest(one: string | undefined, two: string | undefined): string | undefined {
  if (one === undefined) return two;
  return two !== undefined && two > one ? two : one;
}
