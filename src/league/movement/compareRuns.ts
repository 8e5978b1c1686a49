import { groupBy } from '../../collections/groupBy.ts';
import type { RunEntry, RunRecord } from '../runs/RunRecord.ts';
import { type ComparedRuns, causeOfGain, causeOfLoss, causeOfWeight, type Judged } from './causeOf.ts';
import { type EntryPair, pairEntries, recordsOf } from './pairEntries.ts';
import { hasMinimum, sortedIds } from './questionChange.ts';
import {
  type BesideRuns,
  CAUSES,
  type CauseShare,
  type Movement,
  type RunComparison,
} from './RunComparison.ts';
import { turnoverOf } from './turnover.ts';

interface Change extends Judged {
  readonly offenceId: string;
  readonly micros: number;
}

/**
 * How everybody ranked in either of two runs moved, and why. The shares of a person's causes add up to his change in
 * harm, in whole millionths of a day; a difference that no allegation explains (an entry that was erased in part)
 * stands under FACTS_CORRECTED without an offence. People are paired by their records (`pairEntries`); of merged
 * entries the better ranked goes on, and the other has a movement of its own that ends by IDENTITY, so that all
 * movements together are the change of the table. An offence that both had counts once after.
 *
 * Each allegation has one cause, the first that holds:
 * 1. IDENTITY: an entry of his records counted it before, or counts it now, and was or is another's.
 * 2. ELIMINATED_OR_ACQUITTED, REINSTATED: the later or earlier run names his role as left out by its status.
 *    PROGRAMME_CHANGED where the other programme would not have left that status out.
 * 3. NEW_OFFENCE: reported after the earlier run's last day, in whatever programme.
 * 4. LEFT_WINDOW: its day lies outside the other window and would with equal lengths (a share above zero where the
 *    later run looks at earlier days); PROGRAMME_CHANGED where only another length puts it there.
 * 5. PROGRAMME_CHANGED: the programme that left it out asks for types without its type.
 * 6. RECLASSIFIED: in both runs of another type or title and weight. Where it stopped to count inside both windows: now
 *    of a type that the later programme does not ask for. Of what began to count, NEW_OFFENCE where the suspect was
 *    not stated before the earlier run was made. Then PROGRAMME_CHANGED where the programme that left it out asks for
 *    something, not a type, that the other did not ask; then RECLASSIFIED where its type is another now, or is its type
 *    only since the earlier run was made.
 * 7. WEIGHT_CHANGED: in both runs, same type, another weight, or a weight where there was none.
 * 8. What stopped without any of this is FACTS_CORRECTED; what began is FACTS_CORRECTED where the store knew of the
 *    allegation before the earlier run, else NEW_OFFENCE: it was not known then.
 *
 * Who falls below, or comes to reach, a programme's least number of offences or victims loses or gains the rest of
 * his allegations by the cause that brought him there. OTHERS_MOVED: ranked in both, at another rank with equal harm.
 */
export function compareRuns(before: RunRecord, after: RunRecord, beside: BesideRuns = {}): RunComparison {
  const runs: ComparedRuns = {
    before,
    after,
    excludedBefore: groupBy(before.exclusions, ({ offenceId }) => offenceId),
    excludedAfter: groupBy(after.exclusions, ({ offenceId }) => offenceId),
    typesAfter: new Map(
      after.entries.flatMap(({ allegations }) =>
        allegations.map(({ offenceId, typeCode }) => [offenceId, typeCode] as const),
      ),
    ),
    beside,
  };
  const movements = pairEntries(before.entries, after.entries)
    .map((pair) => movementOf(runs, pair, beside.listedEarlier))
    .sort((a, b) => compareKeys(movementKey(a), movementKey(b)));
  return { before: before.id, after: after.id, movements, turnover: turnoverOf(movements) };
}

/** Place of a movement in a comparison: its part (listed after, listed only before, ranked after, gone) and rank. */
export function movementKey(movement: Movement): readonly [part: number, rank: number] {
  const { rankBefore = 0, rankAfter, listedBefore, listedAfter } = movement;
  if (listedAfter && rankAfter !== undefined) return [0, rankAfter];
  if (listedBefore) return [1, rankBefore];
  return rankAfter === undefined ? [3, rankBefore] : [2, rankAfter];
}

export const compareKeys = (
  [part, rank]: readonly [number, number],
  [otherPart, otherRank]: readonly [number, number],
) => part - otherPart || rank - otherRank;

function movementOf(runs: ComparedRuns, pair: EntryPair, listedEarlier?: ReadonlySet<string>): Movement {
  const { before, after } = pair;
  const [harmMicrosBefore, harmMicrosAfter] = [before?.harmMicros ?? 0, after?.harmMicros ?? 0];
  const listedBefore = before !== undefined && before.rank <= runs.before.size;
  const listedAfter = after !== undefined && after.rank <= runs.after.size;
  const changeMicros = harmMicrosAfter - harmMicrosBefore;
  const rankChange = before && after && before.rank - after.rank;
  const mergedInto = after === undefined ? pair.othersAfter[0]?.personId : undefined;
  const causes = sharesOf(changesOf(runs, pair), changeMicros);
  const wasListed = (entry: RunEntry) => [...recordsOf(entry)].some((id) => listedEarlier?.has(id));
  const entered = after !== undefined && wasListed(after) ? 'RETURNED' : 'NEW';
  const left = listedBefore && mergedInto === undefined ? 'LEFT' : undefined;
  return {
    personId: after?.personId ?? mergedInto ?? before?.personId ?? '',
    rankBefore: before?.rank,
    rankAfter: after?.rank,
    listedBefore,
    listedAfter,
    rankChange,
    state: listedAfter ? (listedBefore ? 'STAYED' : entered) : left,
    harmMicrosBefore,
    harmMicrosAfter,
    changeMicros,
    mergedInto,
    causes:
      changeMicros === 0 && (rankChange ?? 0) !== 0
        ? [...causes, { cause: 'OTHERS_MOVED', shareMicros: 0, offenceIds: [], asKnownNow: false }]
        : causes,
  };
}

function changesOf(runs: ComparedRuns, pair: EntryPair): readonly Change[] {
  const was = new Map(pair.before?.allegations.map((allegation) => [allegation.offenceId, allegation]));
  const is = new Map(pair.after?.allegations.map((allegation) => [allegation.offenceId, allegation]));
  const changes = sortedIds(new Set([...was.keys(), ...is.keys()])).flatMap(
    (offenceId): readonly Change[] => {
      const [one, other] = [was.get(offenceId), is.get(offenceId)];
      const micros = (other?.micros ?? 0) - (one?.micros ?? 0);
      const judged =
        one === undefined
          ? other && causeOfGain(runs, pair, other)
          : other === undefined
            ? causeOfLoss(runs, pair, one)
            : causeOfWeight(one, other);
      return judged === undefined ? [] : [{ offenceId, micros, ...judged }];
    },
  );
  const programme = pair.after === undefined ? runs.after.programme : runs.before.programme;
  const ranksOnce = pair.before === undefined || pair.after === undefined;
  return ranksOnce && hasMinimum(programme) ? byLeastNumber(changes) : changes;
}

/** The rest of the allegations of somebody whom a least number of offences or victims ranks in one run only. */
function byLeastNumber(changes: readonly Change[]): readonly Change[] {
  const decisive = CAUSES.find(
    (cause) => cause !== 'FACTS_CORRECTED' && changes.some((change) => change.cause === cause),
  );
  if (decisive === undefined) return changes;
  return changes.map((change) =>
    change.cause === 'FACTS_CORRECTED' ? { ...change, cause: decisive } : change,
  );
}

function sharesOf(changes: readonly Change[], changeMicros: number): readonly CauseShare[] {
  const rest = changes.reduce((left, { micros }) => left - micros, changeMicros);
  const byCause = groupBy(changes, ({ cause }) => cause);
  return CAUSES.flatMap((cause) => {
    const part = byCause.get(cause) ?? [];
    const unexplained = cause === 'FACTS_CORRECTED' ? rest : 0;
    if (part.length === 0 && unexplained === 0) return [];
    return {
      cause,
      shareMicros: part.reduce((sum, { micros }) => sum + micros, unexplained),
      offenceIds: part.map(({ offenceId }) => offenceId),
      asKnownNow: part.some(({ asKnownNow }) => asKnownNow === true),
    };
  });
}
