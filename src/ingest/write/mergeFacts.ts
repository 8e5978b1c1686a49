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

/**
 * Lays a statement over what is known, property by property: the newer date wins, an unknown value erases nothing, an
 * older statement only fills gaps. Of two statements of one date that differ, the greater value by code point stands,
 * so that the order in which bundles of one date arrive never matters.
 */
export function mergeFacts(known: Dated, stated: Dated): Dated {
  const facts: Record<string, unknown> = {};
  const dates: Record<string, string> = {};
  for (const property of new Set([...Object.keys(known.facts), ...Object.keys(stated.facts)])) {
    const [value, date] = pick(property, sideOf(known, property), sideOf(stated, property));
    facts[property] = value;
    if (!isUnknown(value)) dates[property] = date;
  }
  const asOf = latest(known.asOf, stated.asOf);
  const older = Object.fromEntries(Object.entries(dates).filter(([, date]) => date < (asOf ?? BEFORE_ALL)));
  return { asOf, facts, older };
}

type Side = readonly [value: unknown, date: string];

function sideOf({ facts, older, asOf }: Dated, property: string): Side {
  return [facts[property], older[property] ?? asOf ?? BEFORE_ALL];
}

function pick(property: string, one: Side, two: Side): Side {
  if (isUnknown(two[0])) return one;
  if (isUnknown(one[0])) return two;
  if (one[1] !== two[1]) return one[1] > two[1] ? one : two;
  if (property === 'marking') return [joinMarkings(String(one[0]), String(two[0])), one[1]];
  return compareCodePoints(textOf(one[0]), textOf(two[0])) >= 0 ? one : two;
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function latest(one: string | undefined, two: string | undefined): string | undefined {
  if (one === undefined) return two;
  return two !== undefined && two > one ? two : one;
}
