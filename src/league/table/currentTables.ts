import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { type CallOptions, type Graph, unlessAborted } from '../../graph/index.ts';
import { reachesMinimum } from '../programmes/filters.ts';
import { requireCurrent } from '../programmes/programmes.ts';
import { affectedPersons } from './affectedPersons.ts';
import {
  countEverybody,
  type Everybody,
  rankedOf,
  standingOf,
  type TableQuestion,
  tableOf,
  windowOf,
} from './computeTable.ts';
import { type Contributions, carryContributions, readContributions } from './contributions.ts';
import type { LeagueTable } from './LeagueTable.ts';
import { type Line, lineOf, replaceLines } from './Line.ts';
import { type ProgrammeState, readState } from './ProgrammeState.ts';
import { readTable, storeTable } from './storedTable.ts';

interface Kept {
  table: LeagueTable | undefined;
  /** By person; those whom the programme's least numbers leave out too. */
  everybody: Map<string, Line>;
  /** Version of the table that the store has. */
  stored: number | undefined;
  /** One brings it forward at a time. */
  work: Promise<unknown>;
}

/** Tables kept in memory, and lines of all of them together: a million lines take some 150 megabytes. */
const KEPT = 16;
const MOST_LINES = 6_000_000;
/** More people than these, and than one in so many, are ranked anew with everybody. */
const MOST_AFFECTED = 10_000;
const ONE_IN = 3;
const ALWAYS = 100;
/** A graph that changes all the time must not keep a reader waiting for ever. */
const ATTEMPTS = 5;
/** Changes after which a current table is stored again; a service that starts goes on from there. */
const STORE_EVERY = 100;

const memory = new WeakMap<Graph, Map<string, Kept>>();

/**
 * The table to a question as the graph stands. One that is kept is brought forward: only the people are read again whose
 * lines can have changed, so that it is always equal to one computed from every fact. It is computed whole where there
 * is none yet, or too much has changed.
 * @throws LinchpinError CONFLICT for a retired programme
 */
export async function tableAt(
  graph: Graph,
  question: TableQuestion,
  state: ProgrammeState,
  options?: CallOptions,
): Promise<LeagueTable> {
  requireCurrent(state.programme);
  const kept = keptFor(graph, keyOf(question, state));
  if (kept.table !== undefined && standsOn(kept.table, question, state)) return kept.table;
  // Work that is shared must not die with the one request that happened to start it.
  const { signal, ...shared } = options ?? {};
  const work = kept.work
    .catch(() => undefined)
    .then(() => {
      // Whoever has gone while waiting for the turn needs no table.
      signal?.throwIfAborted();
      return bringForward(graph, kept, question, state, shared);
    });
  kept.work = work;
  const table = await unlessAborted(work, signal);
  makeRoom(graph);
  return table;
}

/** Stores a programme's current table where the store has none, or one that is far behind. */
export async function storeCurrentTable(graph: Graph, programme: string, clock: Clock): Promise<void> {
  const state = await readState(graph, programme);
  if (state?.editionDigest === undefined || (state.programme.retiredAt ?? null) !== null) return;
  const question = currentQuestion(state);
  const kept = keptFor(graph, keyOf(question, state));
  const { table, stored } = kept;
  if (table === undefined || (stored !== undefined && table.version - stored < STORE_EVERY)) return;
  const { versions, scope, editionDigest, weights } = table;
  const lines = table.belowMinimum === 0 ? table.lines : [...kept.everybody.values()];
  const everybody = { versions, scope, editionDigest, weights, lines };
  await storeTable(graph, keyOf(question, state), state.programme, everybody, clock);
  kept.stored = table.version;
}

/** The question that a programme asks by itself. */
const currentQuestion = ({ programme }: Pick<ProgrammeState, 'programme'>): TableQuestion => ({
  allTime: false,
  windowDays: programme.windowDays,
  asOf: undefined,
});

/** What tells questions to a programme apart, whatever the graph holds. */
function keyOf(
  { allTime, windowDays, asOf, statusesOn }: TableQuestion,
  { programme, edition }: Pick<ProgrammeState, 'programme' | 'edition'>,
): string {
  const { id, version, digest, marking } = programme;
  const window = allTime ? 'all' : windowDays;
  return [id, version, digest, marking, edition, window, asOf ?? 'newest', statusesOn ?? 'now'].join('|');
}

function keptFor(graph: Graph, key: string): Kept {
  const tables = memory.get(graph) ?? new Map<string, Kept>();
  memory.set(graph, tables);
  const fresh = { table: undefined, everybody: new Map(), stored: undefined, work: Promise.resolve() };
  const kept = tables.get(key) ?? fresh;
  // The one asked for least lately goes first.
  tables.delete(key);
  tables.set(key, kept);
  return kept;
}

function makeRoom(graph: Graph): void {
  const tables = memory.get(graph) ?? new Map<string, Kept>();
  let lines = [...tables.values()].reduce((sum, { everybody }) => sum + everybody.size, 0);
  for (const [key, { everybody }] of [...tables].slice(0, -1)) {
    if (tables.size <= KEPT && lines <= MOST_LINES) return;
    tables.delete(key);
    lines -= everybody.size;
  }
}

/** Whether a table stands on this state, or on a later one to which somebody else has brought it. */
function standsOn(table: LeagueTable, question: TableQuestion, state: ProgrammeState): boolean {
  const numbers = state.visible.map(
    (marking) => (table.versions.get(marking) ?? -1) - (state.versions.get(marking) ?? 0),
  );
  if (numbers.some((ahead) => ahead < 0)) return false;
  if (numbers.some((ahead) => ahead > 0)) return true;
  const { from, to } = windowOf(question, state);
  const { scope, editionDigest } = table;
  return editionDigest === state.editionDigest && (scope.from ?? undefined) === from && scope.to === to;
}

async function bringForward(
  graph: Graph,
  kept: Kept,
  question: TableQuestion,
  asked: ProgrammeState,
  options: CallOptions,
): Promise<LeagueTable> {
  let state = asked;
  let table = kept.table ?? (await restore(graph, kept, question, state, options));
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (table !== undefined && standsOn(table, question, state)) break;
    table =
      (table && (await advance(graph, kept, table, question, state, options))) ??
      keep(graph, kept, state, await countEverybody(graph, question, state, options), options);
    const now = await readState(graph, asked.programme.id, asked.edition, options);
    // A programme that was changed meanwhile is another question.
    if (now === undefined || keyOf(question, now) !== keyOf(question, asked)) break;
    state = now;
  }
  // What is claimed of it is the state before it was read, so that the next reader finds what came after.
  return table as LeagueTable;
}

/** A programme's current table as it was last stored; it may be behind. */
async function restore(
  graph: Graph,
  kept: Kept,
  question: TableQuestion,
  state: ProgrammeState,
  options: CallOptions,
): Promise<LeagueTable | undefined> {
  const key = keyOf(question, state);
  if (key !== keyOf(currentQuestion(state), { ...state, edition: state.programme.edition })) return undefined;
  const stored = await readTable(graph, key, state, options);
  if (stored === undefined) return undefined;
  const table = keep(graph, kept, state, stored, options);
  kept.stored = table.version;
  return table;
}

function keep(
  graph: Graph,
  kept: Kept,
  state: ProgrammeState,
  everybody: Everybody,
  options: CallOptions,
): LeagueTable {
  kept.table = tableOf(graph, rankedOf(state, everybody), options);
  kept.everybody = new Map(everybody.lines.map((line) => [line.personId, line]));
  kept.stored = undefined;
  return kept.table;
}

/** What cannot be told in time is as good as not known. */
function tooMuch(error: unknown): undefined {
  if (error instanceof LinchpinError && ['TIMEOUT', 'QUERY_TOO_EXPENSIVE'].includes(error.code)) return;
  throw error;
}

/** Reads those again whose lines can have changed. @returns undefined where that is not known, or too many */
async function advance(
  graph: Graph,
  kept: Kept,
  table: LeagueTable,
  question: TableQuestion,
  state: ProgrammeState,
  options: CallOptions,
): Promise<LeagueTable | undefined> {
  const to = await standingOf(graph, question, state, table, options);
  const { everybody } = kept;
  const most = Math.min(MOST_AFFECTED, Math.max(ALWAYS, Math.floor(everybody.size / ONE_IN)));
  const affected = await affectedPersons(graph, table, to, most, options).catch(tooMuch);
  if (affected === undefined) return undefined;
  const counted: Contributions =
    affected.length === 0 ? new Map() : await readContributions(graph, to, affected, options);
  const ranks = (line: Line | undefined): line is Line =>
    line !== undefined && reachesMinimum(state.programme, line);
  const before = affected.map((id) => everybody.get(id)).filter(ranks);
  const now = affected.map((id) => lineOf(id, counted.get(id) ?? [])).filter(({ offences }) => offences > 0);
  const lines = replaceLines(table.lines, before, now.filter(ranks));
  for (const id of affected) everybody.delete(id);
  for (const line of now) everybody.set(line.personId, line);
  const next = tableOf(graph, { ...to, lines, belowMinimum: everybody.size - lines.length }, options);
  carryContributions(table, next, counted);
  kept.table = next;
  return next;
}
