import type { RunAllegation, RunEntry, RunExclusion, RunRecord } from '../runs/RunRecord.ts';
import { type EntryPair, recordsOf } from './pairEntries.ts';
import { asksMore, inTypes, inWindow, leavesOutType, otherLength } from './questionChange.ts';
import type { BesideRuns, Cause, KnownNow } from './RunComparison.ts';

/** A cause, and whether it rests on what the store knows now. */
export interface Judged {
  readonly cause: Cause;
  readonly asKnownNow?: boolean;
}

/** Two runs with what is looked up for each allegation. */
export interface ComparedRuns {
  readonly before: RunRecord;
  readonly after: RunRecord;
  readonly excludedBefore: ReadonlyMap<string, readonly RunExclusion[]>;
  readonly excludedAfter: ReadonlyMap<string, readonly RunExclusion[]>;
  /** Type of each offence that the later run counts for anybody. */
  readonly typesAfter: ReadonlyMap<string, string | undefined>;
  readonly beside: BesideRuns;
}

/** Why an allegation that counted before does not count after. Order of precedence: see `compareRuns`. */
export function causeOfLoss(runs: ComparedRuns, pair: EntryPair, lost: RunAllegation): Judged {
  const { before, after } = runs;
  const { offenceId, reportedOn } = lost;
  if (pair.othersAfter.some((other) => has(other, offenceId))) return { cause: 'IDENTITY' };
  const people = [pair.before, pair.after, ...pair.othersAfter];
  const personNow = pair.after === undefined && runs.beside.personNow?.(pair.before?.personId ?? '');
  const ofOffence = runs.excludedAfter.get(offenceId);
  const excluded =
    exclusionOf(ofOffence, people) ?? ofOffence?.find(({ personId }) => personId === personNow);
  if (excluded !== undefined)
    return sameStatuses(before, excluded.status, after, lost.status)
      ? { cause: 'ELIMINATED_OR_ACQUITTED', asKnownNow: exclusionOf(ofOffence, people) === undefined }
      : { cause: 'PROGRAMME_CHANGED' };
  if (!inWindow(after, reportedOn))
    return { cause: otherLength(before, after, reportedOn) ? 'PROGRAMME_CHANGED' : 'LEFT_WINDOW' };
  if (leavesOutType(after.programme, before.programme, lost)) return { cause: 'PROGRAMME_CHANGED' };
  // Where it counts for somebody else, its type is told, and is no reason.
  const known = runs.typesAfter.has(offenceId) ? undefined : lookUp(runs, pair, offenceId);
  if (known !== undefined && !inTypes(after.programme, known.typeCode))
    return { cause: 'RECLASSIFIED', asKnownNow: true };
  if (asksMore(after.programme, before.programme)) return { cause: 'PROGRAMME_CHANGED' };
  if (known === undefined) return { cause: 'FACTS_CORRECTED' };
  return { cause: known.typeCode === lost.typeCode ? 'FACTS_CORRECTED' : 'RECLASSIFIED', asKnownNow: true };
}

/** Why an allegation counts that did not count before. */
export function causeOfGain(runs: ComparedRuns, pair: EntryPair, gained: RunAllegation): Judged {
  const { before, after } = runs;
  const { offenceId, reportedOn } = gained;
  if (pair.othersBefore.some((other) => has(other, offenceId))) return { cause: 'IDENTITY' };
  const excluded = exclusionOf(runs.excludedBefore.get(offenceId), [
    pair.before,
    pair.after,
    ...pair.othersBefore,
  ]);
  if (excluded !== undefined)
    return sameStatuses(after, excluded.status, before, gained.status)
      ? { cause: 'REINSTATED' }
      : { cause: 'PROGRAMME_CHANGED' };
  if (reportedOn !== undefined && (before.to === undefined || reportedOn > before.to))
    return { cause: 'NEW_OFFENCE' };
  if (!inWindow(before, reportedOn))
    return { cause: otherLength(after, before, reportedOn) ? 'PROGRAMME_CHANGED' : 'LEFT_WINDOW' };
  if (leavesOutType(before.programme, after.programme, gained)) return { cause: 'PROGRAMME_CHANGED' };
  const known = lookUp(runs, pair, offenceId);
  if (known?.statedBefore === false) return { cause: 'NEW_OFFENCE' };
  if (asksMore(before.programme, after.programme)) return { cause: 'PROGRAMME_CHANGED' };
  if (known === undefined) return { cause: 'NEW_OFFENCE' };
  return { cause: known.classedSince ? 'RECLASSIFIED' : 'FACTS_CORRECTED', asKnownNow: true };
}

/** Why an allegation that counts in both has another weight; undefined where it has not. */
export function causeOfWeight(was: RunAllegation, is: RunAllegation): Judged | undefined {
  if (was.micros === is.micros) return undefined;
  const sameType = was.typeCode === is.typeCode && was.titleKey === is.titleKey;
  return { cause: sameType ? 'WEIGHT_CHANGED' : 'RECLASSIFIED' };
}

const has = ({ allegations }: RunEntry, offenceId: string) =>
  allegations.some((allegation) => allegation.offenceId === offenceId);

/**
 * Whether a role would have been left out by the programme of the run that counted it too, and the status in which it
 * counted would not have been left out by the other's: then the role changed, not the programme. A person of several
 * records may have several statuses, of which an exclusion names one.
 */
function sameStatuses(
  counting: RunRecord,
  excluded: string,
  leaving: RunRecord,
  counted: string | undefined,
) {
  return (
    counting.programme.excludedStatuses.includes(excluded) &&
    !leaving.programme.excludedStatuses.includes(counted ?? 'NAMED')
  );
}

function exclusionOf(
  exclusions: readonly RunExclusion[] | undefined,
  people: readonly (RunEntry | undefined)[],
): RunExclusion | undefined {
  return exclusions?.find(({ personId }) =>
    people.some((entry) => entry !== undefined && recordsOf(entry).has(personId)),
  );
}

function lookUp({ beside }: ComparedRuns, pair: EntryPair, offenceId: string): KnownNow | undefined {
  const person = pair.after ?? pair.before;
  return person === undefined ? undefined : beside.knownNow?.(person, offenceId);
}
