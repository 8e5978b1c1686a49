import type { Allegation } from './allegations.ts';
import type { Exhibit } from './exhibits.ts';
import type { CustodyRow } from './repository.ts';

/** Something that one would expect is not there, or the data cannot tell whether it is. */
export type Absence = 'MISSING' | 'UNKNOWN';

const CLEARED = ['ACQUITTED', 'ELIMINATED'];

export const RESULT_RULE =
  'An exhibit that was submitted has a result, unless the person was eliminated or acquitted. Where neither a submission nor a result is stated, it is unknown whether it was examined.';

/** Whether an exhibit waits for its result. @param allegations against the person whose exhibit it is */
export function resultAbsent(
  { submittedOn, resultOn, result, offenceId }: Exhibit,
  allegations: readonly Allegation[],
): Absence | undefined {
  if (result === 'HIT' || result === 'NO_HIT') return undefined;
  const status = allegations.find((one) => one.offenceId === offenceId)?.status ?? '';
  if (CLEARED.includes(status)) return undefined;
  // A day of a result without the result.
  if (resultOn !== null) return 'UNKNOWN';
  return submittedOn !== null || result === 'PENDING' ? 'MISSING' : 'UNKNOWN';
}

export const ARREST_RULE =
  'A forensic match is followed by an arrest: custody for that offence, or for none that is stated, that began on or after the day of the result; or a status of arrested or further. Who was eliminated or acquitted needs none.';

const SETTLED = ['ARRESTED', 'CHARGED', 'CONVICTED', ...CLEARED];

/** Whether an arrest is missing after an exhibit was matched to a person. @param custody of that person */
export function arrestAbsent(
  exhibit: Exhibit,
  allegations: readonly Allegation[],
  custody: readonly CustodyRow[],
): Absence | undefined {
  const { result, resultOn, matched, offenceId } = exhibit;
  if (result !== 'HIT' || matched.length === 0) return undefined;
  const allegation = allegations.find((one) => one.offenceId === offenceId);
  if (SETTLED.includes(allegation?.status ?? '')) return undefined;
  const forIt = custody.filter(
    ({ offenceIds }) => offenceId === null || offenceIds.length === 0 || offenceIds.includes(offenceId),
  );
  if (resultOn === null) return forIt.length === 0 ? 'MISSING' : 'UNKNOWN';
  if (forIt.some(({ arrestedAt }) => arrestedAt !== null && arrestedAt.slice(0, 10) >= resultOn))
    return undefined;
  return forIt.some(({ arrestedAt }) => arrestedAt === null) ? 'UNKNOWN' : 'MISSING';
}
