import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { decidedMarking } from './decidedMarking.ts';
import { type Dated, type Facts, isUnknown, mergeFacts, sameFacts } from './mergeFacts.ts';

/** Properties that say where facts come from, beside the facts themselves. */
const BOOKKEEPING = new Set([
  'asOf',
  'olderAsOf',
  'endedOn',
  'importId',
  'firstImportId',
  'classedFrom',
  'hash',
  'version',
  'rowMarking',
  'markings',
  'markingSet',
  'markingOver',
  'markingStated',
  'point',
  'plane',
]);

export type Outcome = 'created' | 'updated' | 'unchanged';

/** What becomes of one statement: the properties to write, or nothing to do. */
export interface Merged {
  readonly outcome: Outcome;
  /** All properties as they are to stand, bookkeeping included; undefined where nothing is to be written. */
  readonly properties: Facts | undefined;
}

/**
 * Decides what a bundle's statement does to the properties that the store has.
 * @param stored properties as read from the store, or undefined for something new
 */
export function mergeProperties(
  stored: Facts | undefined,
  stated: Facts,
  origin: { readonly asOf: string | undefined; readonly importId: string; readonly hash?: string },
): Merged {
  const { asOf, importId, hash } = origin;
  const own = { importId, ...(hash === undefined ? {} : { hash }) };
  if (stored === undefined)
    return { outcome: 'created', properties: present({ ...inOrder(stated), asOf, ...own }) };
  const known = datedOf(stored);
  const merged = mergeFacts(known, { asOf, facts: apart(stated), older: {} });
  const revived =
    stored.endedOn !== undefined && stored.endedOn !== null && (asOf ?? '') >= String(stored.endedOn);
  const changed = !sameFacts(known.facts, merged.facts) || revived;
  const sameDates = known.asOf === merged.asOf && sameFacts(known.older, merged.older);
  if (!changed && sameDates) return { outcome: 'unchanged', properties: undefined };
  const older = Object.keys(merged.older).length === 0 ? undefined : JSON.stringify(merged.older);
  const kept = { importId: stored.importId, ...(hash === undefined ? {} : { hash: stored.hash }) };
  return {
    outcome: changed ? 'updated' : 'unchanged',
    properties: {
      ...decidedMarking(stored, present(together(merged.facts))),
      asOf: merged.asOf,
      olderAsOf: older,
      endedOn: revived ? undefined : stored.endedOn,
      ...(changed ? own : kept),
    },
  };
}

/** What is unknown is not stored: no property, no empty list. */
function present(facts: Facts): Facts {
  const known: Record<string, unknown> = {};
  for (const property in facts) if (!isUnknown(facts[property])) known[property] = facts[property];
  return known;
}

/** Links of several sorts stand sort by sort, as they would after a merge. */
function inOrder(stated: Facts): Facts {
  return Array.isArray(stated.links) && stated.links.length > 1 ? together(apart(stated)) : stated;
}

function datedOf(stored: Facts): Dated {
  const facts = Object.fromEntries(Object.entries(stored).filter(([property]) => !BOOKKEEPING.has(property)));
  const stated = stored.markingStated ?? stored.rowMarking;
  if (typeof stated === 'string') facts.marking = stated;
  // "No type stated" is not a statement about the type.
  if (facts.typeMatch === 'unstated') delete facts.typeMatch;
  const older = typeof stored.olderAsOf === 'string' ? JSON.parse(stored.olderAsOf) : {};
  return { asOf: typeof stored.asOf === 'string' ? stored.asOf : undefined, facts: apart(facts), older };
}

const LINKS = 'links.';

/** Each sort of link is a cell of its own: a bundle that states the place says nothing about the offences. */
function apart(facts: Facts): Facts {
  const { links, ...rest } = facts;
  if (!Array.isArray(links)) return facts;
  const sorts: Record<string, string[]> = {};
  for (const text of links) {
    const sort = `${LINKS}${sortOfLink(String(text))}`;
    sorts[sort] = [...(sorts[sort] ?? []), String(text)];
  }
  return { ...rest, ...sorts };
}

function together(facts: Facts): Facts {
  const own = Object.entries(facts).filter(([property]) => !property.startsWith(LINKS));
  const sorts = Object.entries(facts).filter(([property]) => property.startsWith(LINKS));
  if (sorts.length === 0) return facts;
  const links = sorts.sort(([a], [b]) => compareCodePoints(a, b)).flatMap(([, texts]) => texts);
  return { ...Object.fromEntries(own), links };
}

function sortOfLink(text: string): string {
  const [type = '', kind = ''] = JSON.parse(text) as readonly string[];
  // Whatever a report mentions stands in one cell; an identifier that is not valid stands in the cell of a valid one.
  return type === 'MENTIONS' ? type : `${type}.${kind.replace('?', '')}`;
}
