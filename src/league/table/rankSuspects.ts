import { visibleAt } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { type CallOptions, currentVersion, type Graph } from '../../graph/index.ts';
import { reachesMinimum, scopeFilters } from '../programmes/filters.ts';
import { type Programme, requireCurrent } from '../programmes/programmes.ts';
import {
  findTable,
  listWeights,
  rankSuspects as rank,
  type ScopeParams,
  type ScopeTotals,
  storeTable,
  totalScope,
} from '../repository.ts';

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

/** One ranked suspect. Harm in whole millionths of a day, so that order never depends on rounding. */
export interface RankedSuspect {
  readonly rank: number;
  readonly personId: string;
  readonly harmMicros: number;
  readonly offences: number;
  readonly victims: number;
  readonly unknownHarm: number;
}

/** Everybody ranked under one question, with the totals of its scope. */
export interface LeagueTable {
  /** Of what the programme may count, when the table was computed. */
  readonly version: number;
  readonly scope: ScopeParams;
  readonly weights: ReadonlyMap<string, { readonly basis: string; readonly provisional: boolean }>;
  readonly ranked: readonly RankedSuspect[];
  readonly totals: ScopeTotals;
}

const PAGE = 1_000;
/** Tables kept in memory; each is a few megabytes for a force's year. */
const KEPT = 12;
const memory = new WeakMap<Graph, Map<string, Promise<LeagueTable>>>();

/**
 * The league table to a question: from memory or the store where the graph has not changed since it was computed,
 * else computed by Cypher and kept. Equal versions of what the programme may count mean an equal answer.
 * @throws LinchpinError CONFLICT for a retired programme
 */
export async function rankSuspects(
  graph: Graph,
  question: LeagueQuestion,
  clock: Clock,
  options?: CallOptions,
): Promise<LeagueTable> {
  const { programme, edition, allTime, from, to, statusesOn } = question;
  requireCurrent(programme);
  const visible = await visibleAt(graph, programme.marking);
  const version = await currentVersion(graph, visible);
  const window = [
    allTime ? 'all' : from,
    to,
    ...(statusesOn === undefined ? [] : [`statuses ${statusesOn}`]),
  ];
  const id = [programme.id, programme.version, programme.marking, edition, ...window].join('|');
  const key = `${id}|${version}`;
  const kept = memory.get(graph) ?? new Map<string, Promise<LeagueTable>>();
  memory.set(graph, kept);
  const known = kept.get(key);
  if (known !== undefined) {
    // The table asked for least lately goes first.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  // A shared computation must not die with the one request that happened to start it.
  const { signal: _signal, ...shared } = options ?? {};
  const computed = compute(graph, question, { id, version, visible }, clock, shared);
  kept.set(key, computed);
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(old);
  computed.catch(() => kept.delete(key));
  return computed;
}

/**
 * The league table to a question, computed anew and kept nowhere.
 * @throws LinchpinError CONFLICT for a retired programme
 */
export async function computeTable(
  graph: Graph,
  question: LeagueQuestion,
  options: CallOptions = {},
): Promise<LeagueTable> {
  requireCurrent(question.programme);
  const visible = await visibleAt(graph, question.programme.marking);
  const version = await currentVersion(graph, visible);
  const scope = await scopeOf(graph, question, visible, options);
  return { version, ...scope, ...(await rankScope(graph, question.programme, scope.scope, options)) };
}

async function compute(
  graph: Graph,
  question: LeagueQuestion,
  at: { readonly id: string; readonly version: number; readonly visible: readonly string[] },
  clock: Clock,
  options: CallOptions,
): Promise<LeagueTable> {
  const { programme } = question;
  const { scope, weights } = await scopeOf(graph, question, at.visible, options);
  const stored = await findTable(graph, at.id, at.version, options);
  if (stored !== undefined) {
    const ranked = stored.personIds.map((personId, index) => ({
      rank: index + 1,
      personId,
      harmMicros: stored.harmMicros[index] ?? 0,
      offences: stored.offences[index] ?? 0,
      victims: stored.victims[index] ?? 0,
      unknownHarm: stored.unknownHarm[index] ?? 0,
    }));
    return { version: at.version, scope, weights, ranked, totals: JSON.parse(stored.totals) };
  }
  const { ranked, totals } = await rankScope(graph, programme, scope, options);
  // An answer that a write overtook is right for nobody after it: give it, and keep nothing.
  if ((await currentVersion(graph, at.visible)) === at.version)
    await storeTable(graph, {
      id: at.id,
      programme: programme.id,
      version: at.version,
      totals: JSON.stringify(totals),
      marking: programme.marking,
      at: clock.now().toISOString(),
      pages: pagesOf(ranked),
    });
  return { version: at.version, scope, weights, ranked, totals };
}

async function scopeOf(
  graph: Graph,
  { programme, edition, allTime, from, to, statusesOn }: LeagueQuestion,
  visible: readonly string[],
  options: CallOptions,
): Promise<Pick<LeagueTable, 'scope' | 'weights'>> {
  const rows = await listWeights(graph, edition, options);
  const scope: ScopeParams = {
    visible,
    ...scopeFilters(programme),
    statusesOn,
    allTime,
    from,
    to,
    weights: Object.fromEntries(rows.map(({ code, titleKey, micros }) => [`${code}|${titleKey}`, micros])),
  };
  const weights = new Map(
    rows.map(({ code, titleKey, basis, provisional }) => [`${code}|${titleKey}`, { basis, provisional }]),
  );
  return { scope, weights };
}

async function rankScope(
  graph: Graph,
  programme: Programme,
  scope: ScopeParams,
  options: CallOptions,
): Promise<Pick<LeagueTable, 'ranked' | 'totals'>> {
  const [everybody, inScope] = await Promise.all([
    rank(graph, scope, options),
    totalScope(graph, scope, options),
  ]);
  const order = everybody.filter((line) => reachesMinimum(programme, line));
  const ranked = order.map((row, index) => ({ rank: index + 1, ...row }));
  return { ranked, totals: { ...inScope, belowMinimum: everybody.length - order.length } };
}

function pagesOf(ranked: readonly RankedSuspect[]) {
  return Array.from({ length: Math.ceil(ranked.length / PAGE) }, (_, number) => {
    const part = ranked.slice(number * PAGE, (number + 1) * PAGE);
    return {
      number,
      personIds: part.map(({ personId }) => personId),
      harmMicros: part.map(({ harmMicros }) => harmMicros),
      victims: part.map(({ victims }) => victims),
      offences: part.map(({ offences }) => offences),
      unknownHarm: part.map(({ unknownHarm }) => unknownHarm),
    };
  });
}
