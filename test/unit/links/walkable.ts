import type { PlainLink, PlainWorld } from './randomGraph.ts';

/** Links that a caller may walk without victims, by the rule of who is protected written down again. */
export function walkable({ markings, links }: PlainWorld, visible: readonly string[]): readonly PlainLink[] {
  const shows = (id: string) => id.startsWith('I') || visible.includes(markings.get(id) ?? '');
  const seen = links.filter(
    ({ marking, person, other }) => visible.includes(marking) && shows(person) && shows(other),
  );
  const isProtected = (roles: readonly PlainLink[]) =>
    roles.some(({ kind }) => kind === 'VICTIM_OF') &&
    !roles.some(({ kind, ended }) => kind === 'SUSPECT_IN' && !ended);
  const nominal = (person: string, record: string | undefined) =>
    !isProtected(seen.filter((link) => link.person === person)) &&
    !isProtected(seen.filter((link) => link.person === person && link.record === record));
  return seen.filter(
    ({ kind, ended, person, record, other, otherRecord }) =>
      kind !== 'VICTIM_OF' &&
      !ended &&
      nominal(person, record) &&
      (kind !== 'TIED_TO' || nominal(other, otherRecord)),
  );
}
