import type { Caller } from '../../access/index.ts';
import type { CallOptions, Graph, Row } from '../../graph/index.ts';
import type { RunEntry, RunRecord } from './RunRecord.ts';
import { findPreviousFrozenRun, findRunHead, listRunPages } from './repository.ts';
import type { RunStatus, RunSummary, StoredRun } from './StoredRun.ts';

/** Persons on one stored page; the listed, at most 1,000, are always on the first. */
export const RUN_PAGE = 1_000;

type Sees = Pick<Caller, 'visible'>;
type HeadRow = Omit<Row<'league/find-run'>, 'exclusions'>;

/** What a stored head says. The JSON is our own, written by `storedRun`. */
export function summaryOf(row: HeadRow): RunSummary {
  const { id, status, madeAt, madeBy, frozenAt, frozenBy, frozenReason } = row;
  const { erasures, erasedIds, erasedPlaces } = row;
  return {
    ...(JSON.parse(row.content) as Omit<RunSummary, 'id' | 'head'>),
    id,
    head: {
      status: status as RunStatus,
      madeAt,
      madeBy,
      frozenAt: frozenAt ?? undefined,
      frozenBy: frozenBy ?? undefined,
      frozenReason: frozenReason ?? undefined,
      erasures,
      erased: new Map(erasedIds.map((erased, index) => [erased, erasedPlaces[index] ?? 0])),
    },
  };
}

/** A run without those it ranks; undefined where there is none that the caller may see. */
export async function findRunSummary(
  graph: Graph,
  id: string,
  { visible }: Sees,
  options?: CallOptions,
): Promise<RunSummary | undefined> {
  const row = await findRunHead(graph, id, visible, options);
  return row && summaryOf(row);
}

/** Those whom a run ranks from one rank to another, both included. */
export async function runEntries(
  graph: Graph,
  id: string,
  ranks: { readonly from: number; readonly to: number },
  { visible }: Sees,
  options?: CallOptions,
): Promise<readonly RunEntry[]> {
  const pageOf = (rank: number) => Math.floor((rank - 1) / RUN_PAGE);
  const asked = { id, visible, first: pageOf(ranks.from), last: pageOf(ranks.to) };
  return (await listRunPages(graph, asked, options))
    .flatMap(({ content }) => JSON.parse(content) as readonly RunEntry[])
    .filter(({ rank }) => rank >= ranks.from && rank <= ranks.to);
}

/**
 * A stored run whole, as it was when it was made, whatever became of its persons and offences since.
 * @returns undefined where there is none that the caller may see
 */
export async function findRun(
  graph: Graph,
  id: string,
  caller: Sees,
  options?: CallOptions,
): Promise<StoredRun | undefined> {
  const row = await findRunHead(graph, id, caller.visible, options);
  if (row === undefined) return undefined;
  const summary = summaryOf(row);
  const ranks = { from: 1, to: Math.max(1, summary.ranked) };
  return {
    ...summary,
    entries: await runEntries(graph, id, ranks, caller, options),
    exclusions: JSON.parse(row.exclusions),
  };
}

/** The frozen run of the same programme whose last day comes before, or, of the same day, which was made before. */
export async function previousFrozenRun(
  graph: Graph,
  run: Pick<RunRecord, 'id'>,
  caller: Sees,
  options?: CallOptions,
): Promise<RunSummary | undefined> {
  const id = await findPreviousFrozenRun(graph, run.id, caller.visible, options);
  return id === undefined ? undefined : findRunSummary(graph, id, caller, options);
}
