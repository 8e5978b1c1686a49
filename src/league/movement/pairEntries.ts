import type { RunEntry } from '../runs/RunRecord.ts';

/** An entry before and the entry after that is the same person; one of them may be missing. */
export interface EntryPair {
  readonly before: RunEntry | undefined;
  readonly after: RunEntry | undefined;
  /** Entries before that share a record with this person and are another's, or were merged into him. */
  readonly othersBefore: readonly RunEntry[];
  readonly othersAfter: readonly RunEntry[];
}

export const recordsOf = ({ personId, recordIds }: RunEntry): ReadonlySet<string> =>
  new Set([personId, ...recordIds]);

/**
 * Pairs the entries of two runs by the records they share, each entry once. Where several were merged or one was
 * split, the best rank before goes on as the best rank after: nobody is new to the list whose record was on it.
 */
export function pairEntries(before: readonly RunEntry[], after: readonly RunEntry[]): readonly EntryPair[] {
  const [withBefore, withAfter] = [byRecord(before), byRecord(after)];
  const next = new Map<RunEntry, RunEntry>();
  const previous = new Map<RunEntry, RunEntry>();
  for (const entry of [...before].sort(byRank)) {
    const successor = sharing(entry, withAfter).find((candidate) => !previous.has(candidate));
    if (successor === undefined) continue;
    next.set(entry, successor);
    previous.set(successor, entry);
  }
  const pair = (was: RunEntry | undefined, is: RunEntry | undefined): EntryPair => ({
    before: was,
    after: is,
    othersBefore: is === undefined ? [] : sharing(is, withBefore).filter((entry) => entry !== was),
    othersAfter: was === undefined ? [] : sharing(was, withAfter).filter((entry) => entry !== is),
  });
  return [
    ...after.map((entry) => pair(previous.get(entry), entry)),
    ...before.filter((entry) => !next.has(entry)).map((entry) => pair(entry, undefined)),
  ];
}

const byRank = (a: RunEntry, b: RunEntry) => a.rank - b.rank;

function byRecord(entries: readonly RunEntry[]): ReadonlyMap<string, RunEntry> {
  return new Map(entries.flatMap((entry) => [...recordsOf(entry)].map((id) => [id, entry] as const)));
}

/** In order of rank. */
function sharing(entry: RunEntry, byId: ReadonlyMap<string, RunEntry>): readonly RunEntry[] {
  const found = [...recordsOf(entry)].flatMap((id) => byId.get(id) ?? []);
  return found.length < 2 ? found : [...new Set(found)].sort(byRank);
}
