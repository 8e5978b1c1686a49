import { joinMarkings } from '../../access/index.ts';
import type { BundleFile } from '../types.ts';
import type { Facts } from './mergeFacts.ts';

/** A marking that a person set, and that stands against a lower one which a row states. */
export interface KeptMarking {
  readonly file: BundleFile;
  readonly id: string;
  readonly stated: string;
  readonly standing: string;
}

/** What an importer may see: everything on the command line, else what their clearance lets them. */
export interface Sight {
  readonly visible: readonly string[] | undefined;
  readonly onKept: (kept: KeptMarking) => void;
}

/**
 * What a row says of a thing, and as of when. A row about something that its importer may not see goes into what is
 * hidden, as if it were older than all that is known: it neither shows it, nor says that it is there, nor replaces what
 * is known of it.
 * @param stored properties as read from the store
 */
export function sayingOf(
  stored: Facts | undefined,
  stated: Facts,
  asOf: string | undefined,
  { visible }: Pick<Sight, 'visible'>,
): readonly [stated: Facts, asOf: string | undefined] {
  if (stored === undefined || visible === undefined || visible.includes(String(stored.marking)))
    return [stated, asOf];
  const standing = String(stored.markingStated ?? stored.rowMarking ?? stored.marking);
  return [{ ...stated, marking: joinMarkings(standing, String(stated.marking)) }, undefined];
}

/** Tells of a marking that a person set and that a row states lower, where the importer may see it. */
export function tellKept(
  { visible, onKept }: Sight,
  { file, id, stated }: Omit<KeptMarking, 'standing'>,
  stored: Facts | undefined,
): void {
  if (typeof stored?.markingSet !== 'string') return;
  const standing = String(stored.rowMarking ?? stored.marking);
  const shown = visible === undefined || visible.includes(String(stored.marking));
  const lower = stated !== standing && joinMarkings(stated, standing) === standing;
  if (shown && lower) onKept({ file, id, stated, standing });
}
