import { compareCodePoints } from '../collections/compareCodePoints.ts';

/**
 * What a victim's pseudonym stands for: the least of the records that name the person as a victim. The id of the person
 * would be another as soon as a suspect's record is found to be of the same human being, and the change of a pseudonym at
 * that very time would tell which.
 */
export function victimKey({
  personId,
  recordIds,
}: {
  readonly personId: string;
  readonly recordIds: readonly string[];
}): string {
  return recordIds.toSorted(compareCodePoints)[0] ?? personId;
}
