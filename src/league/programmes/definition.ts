import { createHash } from 'node:crypto';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import type { Params } from '../../graph/index.ts';
import type { Programme } from './programmes.ts';

type Written = Params<'league/write-programme'>['programme'];

/** What a programme says, without who said it when. */
export type Definition = Omit<Written, 'digest' | 'changedBy' | 'changedAt' | 'retiredAt' | 'retiredReason'>;

/** A kind of offence as far as programmes choose by it. */
export interface GroupedType {
  readonly code: string;
  readonly group?: string | null | undefined;
  readonly subgroup?: string | null | undefined;
}

export const folded = (text: string | null | undefined) => (text ?? '').trim().toLowerCase();

/** The codes in scope: those stated and those of the stated groups and sub-groups; null where none of them is stated. */
export function resolveTypes(
  { statedTypes, groups, subgroups }: Pick<Definition, 'statedTypes' | 'groups' | 'subgroups'>,
  known: readonly GroupedType[],
): { readonly types: readonly string[] | null } {
  if ((statedTypes ?? groups ?? subgroups ?? null) === null) return { types: null };
  const [ofGroups, ofSubgroups] = [new Set(groups?.map(folded)), new Set(subgroups?.map(folded))];
  const grouped = known.filter(
    ({ group, subgroup }) => ofGroups.has(folded(group)) || ofSubgroups.has(folded(subgroup)),
  );
  const codes = new Set([...(statedTypes ?? []), ...grouped.map(({ code }) => code)]);
  return { types: [...codes].sort(compareCodePoints) };
}

/** The definition that a stored programme stands by, without what the store adds. */
export function definitionOf({
  version: _version,
  changedBy: _by,
  changedAt: _at,
  retiredAt: _retired,
  retiredReason: _reason,
  digest: _digest,
  ...definition
}: Programme): Definition {
  return { ...definition, historic: definition.historic ?? true };
}

/** Equal for equal definitions, whatever the order of their fields. */
export function digestOf(definition: Definition): string {
  return createHash('sha256').update(contentOf(definition)).digest('hex');
}

/** A definition as text: fields in order, without those that ask nothing. */
export function contentOf(definition: Definition): string {
  const fields = Object.entries(definition).filter(([, value]) => value !== null && value !== undefined);
  return JSON.stringify(Object.fromEntries(fields.sort(([a], [b]) => compareCodePoints(a, b))));
}
