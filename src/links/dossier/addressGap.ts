import type { Absence } from './forensics.ts';
import type { HomeRow } from './repository.ts';

export const ADDRESS_RULE =
  'An address is known for some day of the last 12 months: one that ended in that time, or one without an end that was stated, or began, in that time. An older one without an end may or may not still hold.';

/** What is not known of where somebody lives. */
export interface AddressGap {
  readonly state: Absence;
  /** The last day for which an address is known. */
  readonly since: string | undefined;
  readonly detail: string;
  readonly homes: readonly HomeRow[];
}

/** @param today @param yearAgo days as `yyyy-MM-dd`, which compare as text */
export function addressGap(
  homes: readonly HomeRow[],
  { today, yearAgo }: { readonly today: string; readonly yearAgo: string },
): AddressGap | undefined {
  const begun = homes.filter(({ from }) => from === null || from <= today);
  if (begun.length === 0)
    return { state: 'MISSING', since: undefined, detail: 'No address is known at all.', homes: [] };
  const open = begun.filter(({ to }) => to === null);
  const ended = newest(begun.flatMap(({ to }) => to ?? []));
  if (ended !== undefined && ended >= yearAgo) return undefined;
  const known = newest(open.flatMap(({ from, statedOn }) => [from ?? [], statedOn ?? []].flat()));
  if (known !== undefined && known >= yearAgo) return undefined;
  if (open.length > 0)
    return {
      state: 'UNKNOWN',
      since: known,
      detail:
        known === undefined
          ? 'An address is known without a day; whether it holds is unknown.'
          : `The newest statement of an address that has no end is of ${known}; whether it still holds is unknown.`,
      homes: open,
    };
  return {
    state: 'MISSING',
    since: ended,
    detail: `The last address that is known ended on ${ended}.`,
    homes: begun.filter(({ to }) => to === ended),
  };
}

const newest = (days: readonly string[]): string | undefined => [...days].sort().at(-1);
