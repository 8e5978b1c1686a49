import type { CallOptions, Graph } from '../../graph/index.ts';
import { scopeFilters } from '../programmes/filters.ts';
import type { Programme } from '../programmes/programmes.ts';
import { rankSuspects as rank, type ScopeParams } from '../repository.ts';
import { compareLines, type Line } from './Line.ts';
import type { Weights } from './Weights.ts';

/** One question to a league: programme, days, edition. */
export interface LeagueQuestion {
  readonly programme: Programme;
  readonly edition: string;
  readonly allTime: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Statuses as they were known on this day; none: as they are known now. */
  readonly statusesOn?: string | undefined;
}

/** Everybody who counts under a question, in the order of the league; computed by Cypher from every fact in scope. */
export async function rankSuspects(
  graph: Graph,
  scope: ScopeParams,
  options?: CallOptions,
): Promise<readonly Line[]> {
  const lines = [...(await rank(graph, scope, options))];
  return lines.sort(compareLines);
}

/** A question as the queries of a league take it. */
export function scopeOf(
  { programme, allTime, from, to, statusesOn }: LeagueQuestion,
  visible: readonly string[],
  weights: Weights,
): ScopeParams {
  return {
    visible,
    ...scopeFilters(programme),
    statusesOn,
    allTime,
    from,
    to,
    weights: microsOf(weights),
  };
}

const micros = new WeakMap<Weights, Readonly<Record<string, number>>>();

function microsOf(weights: Weights): Readonly<Record<string, number>> {
  const known =
    micros.get(weights) ?? Object.fromEntries([...weights].map(([key, weight]) => [key, weight.micros]));
  micros.set(weights, known);
  return known;
}
