import { isValid, parseISO } from 'date-fns';
import type { Caller } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findProgramme, type Programme } from '../programmes/programmes.ts';
import { type Contribution, contributionsOf } from './contributions.ts';
import { tableAt } from './currentTables.ts';
import type { LeagueTable } from './LeagueTable.ts';
import type { RankedSuspect } from './Line.ts';
import { type ProgrammeState, readState, sees } from './ProgrammeState.ts';

export interface LeagueRequest {
  readonly programme: string;
  /** `yyyy-MM-dd`; default the newest report date. */
  readonly asOf?: string | null | undefined;
  readonly edition?: string | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly allTime?: boolean | null | undefined;
  /** How many are listed: 1 to 1,000. */
  readonly size?: number | null | undefined;
  /** Day on which statuses are read by their `since`; default as they are known now. */
  readonly statusesOn?: string | undefined;
}

/** A league table as asked for; its contributions and totals are read when somebody looks. */
export interface League {
  readonly programme: Programme;
  readonly edition: string;
  readonly asOf: string | undefined;
  readonly windowFrom: string | undefined;
  readonly table: LeagueTable;
  readonly entries: readonly RankedSuspect[];
  /** The same asked again, of the graph as it stands then. */
  again(): Promise<League>;
  /** Of the listed, by person. */
  contributions(): Promise<ReadonlyMap<string, readonly Contribution[]>>;
}

export const MICROS_PER_DAY = 1_000_000;
const MAX_SIZE = 1_000;
const MAX_WINDOW_DAYS = 36_525;

/**
 * Computes the league table of a programme: everybody ranked by harm days down, distinct victims down, offences down,
 * id up by code point.
 * @throws LinchpinError NOT_FOUND (programme, edition), BAD_INPUT (size, window, day) naming the argument
 */
export async function computeLeague(
  graph: Graph,
  request: LeagueRequest,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<League> {
  const state = await stateFor(graph, request, caller, options);
  const { programme, edition } = state;
  const size = wholeWithin(request.size ?? programme.size, MAX_SIZE, 'size');
  const allTime = request.allTime === true;
  const windowDays = wholeWithin(request.windowDays ?? programme.windowDays, MAX_WINDOW_DAYS, 'windowDays');
  if (state.editionDigest === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no harm edition "${edition}"; see harmEditions.`, {
      place: { argument: 'edition' },
    });
  const question = { allTime, windowDays, asOf: calendarDay(request.asOf), statusesOn: request.statusesOn };
  const table = await tableAt(graph, question, state, options);
  const entries = table.first(size);
  let contributions: Promise<ReadonlyMap<string, readonly Contribution[]>> | undefined;
  return {
    programme,
    edition,
    asOf: table.scope.to ?? undefined,
    windowFrom: table.scope.from ?? undefined,
    table,
    entries,
    again: () => computeLeague(graph, request, caller, options),
    contributions: () => {
      contributions ??= contributionsOf(
        graph,
        table,
        entries.map(({ personId }) => personId),
        options,
      );
      return contributions;
    },
  };
}

/** @throws LinchpinError NOT_FOUND in the same words whether there is no such programme or the caller may not see it */
async function stateFor(
  graph: Graph,
  { programme, edition }: LeagueRequest,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<ProgrammeState> {
  const state = await readState(graph, programme, edition ?? undefined, options);
  if (state !== undefined && sees(caller, state.programme)) return state;
  await findProgramme(graph, programme, caller, options);
  throw new LinchpinError('CONFLICT', `Programme "${programme}" was changed meanwhile. Ask again.`);
}

/**
 * Totals of the contract: over the listed entries, and over everything in scope with what is not known. The latter are
 * counted when somebody first asks, so that a change in between is in them and not yet in the entries.
 */
export async function leagueTotals({ table, entries, contributions }: League) {
  const [counted, totals] = await Promise.all([contributions(), table.totals()]);
  const listed = [...counted.values()].flat();
  const offences = new Map(listed.map(({ offenceId, micros }) => [offenceId, micros ?? 0]));
  const days = (micros: number) => micros / MICROS_PER_DAY;
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return {
    suspects: entries.length,
    offences: offences.size,
    victims: new Set(listed.flatMap(({ victimIds }) => victimIds)).size,
    harmDays: days(sum(offences.values())),
    harmDaysAttributed: days(sum(entries.map(({ harmMicros }) => harmMicros))),
    allSuspects: table.lines.length,
    allOffences: totals.offences,
    allVictims: totals.victims,
    allHarmDays: days(totals.harmMicros),
    offencesOfUnknownHarm: totals.unknownHarm,
    offencesWithoutDate: totals.withoutDate,
    offencesWithoutSuspect: totals.withoutSuspect,
    offencesOfUnknownVictimSex: totals.unknownVictimSex,
    offencesOfUnknownVictimAge: totals.unknownVictimAge,
    offencesOfUnknownRelationship: totals.unknownRelationship,
    suspectsBelowMinimum: totals.belowMinimum ?? 0,
  };
}

function wholeWithin(value: number, most: number, argument: string): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new LinchpinError('BAD_INPUT', `${argument} must be a whole number from 1 to ${most}.`, {
    place: { argument },
  });
}

function calendarDay(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(text) && isValid(parseISO(text))) return text;
  throw new LinchpinError('BAD_INPUT', `asOf must be a day such as 2023-06-30, not "${text}".`, {
    place: { argument: 'asOf' },
  });
}
