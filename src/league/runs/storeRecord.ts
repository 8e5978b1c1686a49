import type { CallOptions, Graph } from '../../graph/index.ts';
import { MICROS_PER_DAY } from '../table/computeLeague.ts';
import { canonicalJson } from './canonicalRun.ts';
import { RUN_PAGE } from './findRun.ts';
import type { RunEntry, RunRecord } from './RunRecord.ts';
import { storeRun } from './repository.ts';
import type { ListedTotals } from './StoredRun.ts';

/** Stands for the last day of a run where nothing was dated: it comes before every other. */
const NO_DAY = '0001-01-01';

/** By whom and when a run was made, on which state of the graph. */
export interface Making {
  readonly madeAt: string;
  readonly madeBy: string;
  readonly listed: ListedTotals;
  /** Markings that the programme may count. */
  readonly visible: readonly string[];
  readonly version: number;
}

/**
 * Stores a run as a draft, all of it in one transaction.
 * @returns false where the graph changed after `version`: nothing is stored then
 */
export async function storeRecord(
  graph: Graph,
  run: RunRecord,
  { madeAt, madeBy, listed, visible, version }: Making,
  options?: CallOptions,
): Promise<boolean> {
  const { id, entries, exclusions, ...content } = run;
  const { programme } = run;
  const sum = (part: readonly RunEntry[]) => part.reduce((total, { harmMicros }) => total + harmMicros, 0);
  const stored = {
    run: {
      id,
      marking: programme.marking,
      programme: programme.id,
      status: 'DRAFT',
      madeAt,
      madeBy,
      content: canonicalJson({ ...content, listed, ranked: entries.length }),
      exclusions: canonicalJson(exclusions),
      backfilled: run.backfilled,
      allTime: run.allTime,
      windowFrom: run.from,
      windowTo: run.to,
      lastDay: run.to ?? NO_DAY,
      types: programme.types ?? undefined,
      excludedStatuses: programme.excludedStatuses,
      countedMarkings: visible,
      size: run.size,
      suspects: listed.suspects,
      offences: listed.offences,
      harmMicros: listed.harmMicros,
      harmMicrosAttributed: listed.harmMicrosAttributed,
      allSuspects: entries.length,
      allHarmMicrosAttributed: sum(entries),
    },
    pages: pagesOf(id, entries),
    entries: entries.slice(0, run.size).map((entry) => entryOf(id, entry)),
  };
  return storeRun(graph, stored, { visible, version }, options);
}

function pagesOf(id: string, entries: readonly RunEntry[]) {
  return Array.from({ length: Math.ceil(entries.length / RUN_PAGE) }, (_, number) => {
    const part = entries.slice(number * RUN_PAGE, (number + 1) * RUN_PAGE);
    return {
      id: `${id}#page-${number}`,
      number,
      personIds: part.map(({ personId }) => personId),
      harmMicros: part.map(({ harmMicros }) => harmMicros),
      content: canonicalJson(part),
    };
  });
}

/** Offences stand on the entry as well, so that totals can be recomputed when one of them is gone. */
function entryOf(id: string, { allegations, ...entry }: RunEntry) {
  const weighed = allegations.flatMap(({ offenceId, micros }) =>
    micros === undefined ? [] : [{ offenceId, micros }],
  );
  return {
    ...entry,
    id: `${id}#${entry.rank}`,
    weighedIds: weighed.map(({ offenceId }) => offenceId),
    weighedMicros: weighed.map(({ micros }) => micros),
    unweighedIds: allegations.flatMap(({ offenceId, micros }) => (micros === undefined ? [offenceId] : [])),
    counts: allegations.map(({ offenceId, micros, basis, provisional, status, typeCode, reportedOn }) => ({
      offenceId,
      micros,
      days: micros === undefined ? undefined : micros / MICROS_PER_DAY,
      basis,
      provisional,
      status,
      typeCode,
      reportedOn,
    })),
  };
}
