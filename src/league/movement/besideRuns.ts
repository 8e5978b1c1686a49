import type { Caller } from '../../access/index.ts';
import { groupBy } from '../../collections/groupBy.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { RunEntry, RunRecord } from '../runs/RunRecord.ts';
import { findPersonsOfRecords } from '../runs/repository.ts';
import type { StoredRun } from '../runs/StoredRun.ts';
import { recordsOf } from './pairEntries.ts';
import { inWindow } from './questionChange.ts';
import type { BesideRuns } from './RunComparison.ts';
import { offencesNow } from './repository.ts';

/**
 * What a comparison needs and the runs do not say: what is known now of offences that stopped or began to count inside
 * both windows, and who people are whom the later run does not rank. "Before" is before the earlier run was made, by
 * the clock: a backfilled run knew what was known when it was made, not what was known on its last day.
 */
export async function besideRuns(
  graph: Graph,
  before: StoredRun,
  after: RunRecord,
  { visible }: Pick<Caller, 'visible'>,
  options?: CallOptions,
): Promise<Pick<BesideRuns, 'knownNow' | 'personNow'>> {
  const counted = { before: byRecord(before.entries), after: byRecord(after.entries) };
  const gained = unmatched(after.entries, counted.before).filter(
    ({ reportedOn }) =>
      (reportedOn === undefined || reportedOn <= (before.to ?? '')) && inWindow(before, reportedOn),
  );
  const lost = unmatched(before.entries, counted.after);
  const ids = [...new Set([...gained, ...lost].map(({ offenceId }) => offenceId))];
  const now = await offencesNow(graph, ids, visible, options);
  const persons = await personsNow(graph, lost, after, visible, options);
  return {
    personNow: (personId) => persons.get(personId),
    knownNow: (entry, offenceId) => {
      const known = now.get(offenceId);
      if (known === undefined) return undefined;
      const { madeAt } = before.head;
      const records = recordsOf(entry);
      return {
        typeCode: known.typeCode ?? undefined,
        statedBefore: known.roles.some(
          ({ recordId, statedAt }) => records.has(recordId) && isUpTo(statedAt, madeAt),
        ),
        classedSince: (known.classedAt ?? null) !== null && !isUpTo(known.classedAt, madeAt),
      };
    },
  };
}

interface Counting {
  readonly entry: RunEntry;
  readonly offenceId: string;
  readonly reportedOn: string | undefined;
}

const keyOf = (recordId: string, offenceId: string) => `${recordId}|${offenceId}`;

function byRecord(entries: readonly RunEntry[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const entry of entries)
    for (const recordId of recordsOf(entry))
      for (const { offenceId } of entry.allegations) keys.add(keyOf(recordId, offenceId));
  return keys;
}

/** Allegations that the other run does not count for any record of the person. */
function unmatched(entries: readonly RunEntry[], other: ReadonlySet<string>): readonly Counting[] {
  return entries.flatMap((entry) => {
    const records = [...recordsOf(entry)];
    return entry.allegations
      .filter(({ offenceId }) => !records.some((recordId) => other.has(keyOf(recordId, offenceId))))
      .map(({ offenceId, reportedOn }) => ({ entry, offenceId, reportedOn }));
  });
}

/** Who those are now who lost an offence that the later run names as left out for somebody whom it does not rank. */
async function personsNow(
  graph: Graph,
  lost: readonly Counting[],
  after: RunRecord,
  visible: readonly string[],
  options?: CallOptions,
): Promise<ReadonlyMap<string, string>> {
  const excluded = groupBy(after.exclusions, ({ offenceId }) => offenceId);
  const people = new Set(lost.flatMap(({ entry, offenceId }) => (excluded.has(offenceId) ? [entry] : [])));
  const recordIds = [...people].flatMap((entry) => [...recordsOf(entry)]);
  if (recordIds.length === 0) return new Map();
  const rows = await findPersonsOfRecords(graph, recordIds, visible, options);
  const byRecordId = new Map(rows.map(({ recordId, personId }) => [recordId, personId]));
  return new Map(
    [...people].flatMap((entry) => {
      const known = [...recordsOf(entry)].flatMap((recordId) => byRecordId.get(recordId) ?? []);
      return known[0] === undefined ? [] : [[entry.personId, known[0]] as const];
    }),
  );
}

/** Both ISO 8601 in UTC, of whatever precision. */
const isUpTo = (at: string | null | undefined, limit: string) =>
  (at ?? null) !== null && Date.parse(String(at)) <= Date.parse(limit);
