import { joinMarkings } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';

/** Combinations of markings one store may hold; forces use a handful. */
const MAX_MARKINGS = 300;

/** Joins of markings as a table, since a query cannot compute a least upper bound. */
export interface MarkingTables {
  /** Every marking that a join can give, these included. */
  readonly ids: readonly string[];
  /** Least upper bound by `a|b`. */
  readonly joins: Readonly<Record<string, string>>;
}

/** Closed under joins, so that a link of a marked row between two marked records finds its marking. */
export function markingTables(markings: readonly string[]): MarkingTables {
  const ids = new Set(markings);
  for (let before = -1; before !== ids.size; ) {
    before = ids.size;
    for (const one of [...ids]) for (const two of [...ids]) ids.add(joinMarkings(one, two));
    if (ids.size > MAX_MARKINGS)
      throw new LinchpinError(
        'BAD_INPUT',
        `More than ${MAX_MARKINGS} combinations of markings; use fewer compartments.`,
      );
  }
  const joins: Record<string, string> = {};
  for (const one of ids) for (const two of ids) joins[`${one}|${two}`] = joinMarkings(one, two);
  return { ids: [...ids], joins };
}
