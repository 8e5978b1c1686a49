import { addDays, format, parseISO } from 'date-fns';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { reachesMinimum } from '../programmes/filters.ts';
import { requireCurrent } from '../programmes/programmes.ts';
import { totalScope } from '../repository.ts';
import type { Standing } from './affectedPersons.ts';
import { type LeagueTable, leagueTable, type TableParts } from './LeagueTable.ts';
import type { ProgrammeState } from './ProgrammeState.ts';
import { rankSuspects, scopeOf } from './rankSuspects.ts';
import { readWeights } from './Weights.ts';

/** What is asked of a programme: its days; its edition stands in the state that it is asked at. */
export interface TableQuestion {
  readonly allTime: boolean;
  readonly windowDays: number;
  /** Last day of the window; none: the newest report date. */
  readonly asOf: string | undefined;
  /** Statuses as they were known on this day; none: as they are known now. */
  readonly statusesOn?: string | undefined;
}

/** Everybody who counts, those too whom the programme's least numbers leave out. */
export type Everybody = Omit<TableParts, 'belowMinimum'>;

/**
 * A table computed from every fact in scope, and kept nowhere.
 * @throws LinchpinError CONFLICT for a retired programme
 */
export async function computeTable(
  graph: Graph,
  question: TableQuestion,
  state: ProgrammeState,
  options?: CallOptions,
): Promise<LeagueTable> {
  requireCurrent(state.programme);
  return tableOf(graph, rankedOf(state, await countEverybody(graph, question, state, options)), options);
}

/** Counts everybody from every fact in scope. */
export async function countEverybody(
  graph: Graph,
  question: TableQuestion,
  state: ProgrammeState,
  options?: CallOptions,
): Promise<Everybody> {
  const on = await standingOf(graph, question, state, undefined, options);
  return { ...on, lines: await rankSuspects(graph, on.scope, options) };
}

/** Leaves out those whom the programme's least numbers leave out. */
export function rankedOf({ programme }: Pick<ProgrammeState, 'programme'>, everybody: Everybody): TableParts {
  const lines = everybody.lines.filter((line) => reachesMinimum(programme, line));
  return { ...everybody, lines, belowMinimum: everybody.lines.length - lines.length };
}

/** First and last day of a question's window. */
export function windowOf(
  { allTime, windowDays, asOf }: TableQuestion,
  { newest }: Pick<ProgrammeState, 'newest'>,
): { readonly from: string | undefined; readonly to: string | undefined } {
  const to = asOf ?? newest;
  const from =
    allTime || to === undefined ? undefined : format(addDays(parseISO(to), 1 - windowDays), 'yyyy-MM-dd');
  return { from, to };
}

/** What a table to this question stands on in this state. @param before a table whose weights may still be right */
export async function standingOf(
  graph: Graph,
  question: TableQuestion,
  state: ProgrammeState,
  before?: LeagueTable,
  options?: CallOptions,
): Promise<Standing> {
  const { programme, edition, visible, versions, editionDigest = '' } = state;
  const weights =
    before?.editionDigest === editionDigest ? before.weights : await readWeights(graph, edition, options);
  const asked = { ...question, programme, edition, ...windowOf(question, state) };
  return { versions, scope: scopeOf(asked, visible, weights), editionDigest, weights };
}

/** A table of these parts, whose totals are counted in the graph. */
export function tableOf(graph: Graph, parts: TableParts, options: CallOptions = {}): LeagueTable {
  // What is shared must not die with the one request that happened to ask first.
  const { signal: _signal, ...shared } = options;
  return leagueTable(parts, () => totalScope(graph, parts.scope, shared));
}
