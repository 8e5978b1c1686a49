import { groupBy } from '../collections/groupBy.ts';
import { foldTitle } from './offenceCodes.ts';
import type { OffenceType } from './offenceTypes.ts';

/** Categories of the open crime maps (data.police.uk) that stand for several codes each. */
const MAP_CATEGORIES = [
  'violence and sexual offences',
  'criminal damage and arson',
  'possession of weapons',
  'vehicle crime',
  'public order',
  'other theft',
  'other crime',
  'burglary',
  'robbery',
  'drugs',
];

/**
 * Titles, folded, that name several codes at once: groups, sub-groups and map categories. Some codes bear such a name
 * as their own title (`034/01 Robbery`); a source that writes it may mean any code below it.
 */
export function broadTitles(types: Iterable<OffenceType>): ReadonlySet<string> {
  const all = [...types];
  const members = [
    ...groupBy(all, ({ group }) => foldTitle(group ?? '')),
    ...groupBy(all, ({ subgroup }) => foldTitle(subgroup ?? '')),
  ];
  const several = members.filter(([, { length }]) => length > 1).map(([name]) => name);
  return new Set([...MAP_CATEGORIES, ...several]);
}
