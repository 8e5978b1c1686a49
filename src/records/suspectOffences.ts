import { decodeCursor, type Page, pageOf, pageSize } from '../access/index.ts';
import { compareCodePoints } from '../collections/compareCodePoints.ts';

/** An offence of a suspect's list; without a date where none was stated. */
export interface ListedOffence {
  readonly id: string;
  readonly reportedOn?: string | null | undefined;
}

/**
 * A page of a suspect's offences: newest report first, undated last, those of one day by id up by code point.
 *
 * Ordered here and not by the store, which compares texts by code point or by UTF-16 unit according to where it has them
 * from: its order and its `>` disagree about some ids, and a page that starts behind one would lose others.
 *
 * The key of a cursor is only compared, never looked up. One that nobody was given, or whose offence is gone or hidden,
 * starts the page at its place in the same visible list: it tells nothing of what is there.
 * @throws LinchpinError BAD_INPUT naming the argument, for a page of fewer than 1 or more than 200 or a cursor that is no key
 */
export function pageOffences<T extends ListedOffence>(
  offences: readonly T[],
  args: { readonly first: number; readonly after?: string | null | undefined },
): Page<T> {
  const first = pageSize(args.first);
  const after = decodeCursor(args.after, ['string', 'string']);
  const [day = '', id = ''] = (after ?? []).map(String);
  const ordered = offences.toSorted((a, b) => compareKeys(dayOf(a), a.id, dayOf(b), b.id));
  const rest = ordered.filter(
    (offence) => after === undefined || compareKeys(dayOf(offence), offence.id, day, id) > 0,
  );
  return pageOf(rest, first, (offence) => [dayOf(offence), offence.id], after);
}

const dayOf = ({ reportedOn }: ListedOffence) => reportedOn ?? '';

/** Days down, so that none comes last; ids up. */
function compareKeys(dayA: string, idA: string, dayB: string, idB: string): number {
  return compareCodePoints(dayB, dayA) || compareCodePoints(idA, idB);
}
