import { createHash } from 'node:crypto';
import { joinMarkings } from '../../access/index.ts';
import type { SeriesRow } from './repository.ts';

/** As that of an offence without a place. */
const UNKNOWN_PLACE = [null, null, null, null, null];

/**
 * What a decision on an offence stands on, in short: equal for two readings where nothing of it has changed. It is of
 * those facts alone that everybody sees who sees the offence, so that it never tells of a hidden one: what the offence
 * states, and its place and suspects where they are not marked higher: one who sees them and one who does not read the same.
 */
export function standingOf(row: SeriesRow): string {
  const open = (markings: readonly string[]) => joinMarkings(row.marking, ...markings) === row.marking;
  const place = open(row.placeMarkings)
    ? [row.placeKind, row.latitude, row.longitude, row.x, row.y]
    : UNKNOWN_PLACE;
  const suspects = row.suspects.filter(({ markings }) => open(markings)).map(({ id }) => id);
  const facts = [
    [row.occurredFrom, row.occurredFromPrecision, row.occurredTo, row.occurredToPrecision],
    [row.reportedOn, row.reportedTo],
    [...row.modusOperandi].sort(),
    row.type,
    place,
    [...new Set(suspects)].sort(),
  ];
  const text = JSON.stringify(facts, (_, value) => value ?? null);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
