import { addDays, format, isValid, parseISO } from 'date-fns';
import { type Caller, visibleAt } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { editionDigest } from '../../harm/index.ts';
import { findProgramme, type Programme } from '../programmes/programmes.ts';
import { newestReportDate } from '../repository.ts';
import { type Contribution, contributionsOf } from './contributions.ts';
import { type LeagueTable, type RankedSuspect, rankSuspects } from './rankSuspects.ts';

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
  clock: Clock,
  options?: CallOptions,
): Promise<League> {
  const programme = await findProgramme(graph, request.programme, caller, options);
  const size = wholeWithin(request.size ?? programme.size, MAX_SIZE, 'size');
  const allTime = request.allTime === true;
  const windowDays = wholeWithin(request.windowDays ?? programme.windowDays, MAX_WINDOW_DAYS, 'windowDays');
  const edition = request.edition ?? programme.edition;
  if ((await editionDigest(graph, edition)) === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no harm edition "${edition}"; see harmEditions.`, {
      place: { argument: 'edition' },
    });
  const asOf =
    calendarDay(request.asOf) ??
    (await newestReportDate(graph, await visibleAt(graph, programme.marking), options));
  const windowFrom =
    allTime || asOf === undefined ? undefined : format(addDays(parseISO(asOf), 1 - windowDays), 'yyyy-MM-dd');
  const { statusesOn } = request;
  const question = { programme, edition, allTime, from: windowFrom, to: asOf, statusesOn };
  const table = await rankSuspects(graph, question, clock, options);
  const entries = table.ranked.slice(0, size);
  let contributions: Promise<ReadonlyMap<string, readonly Contribution[]>> | undefined;
  return {
    programme,
    edition,
    asOf,
    windowFrom,
    table,
    entries,
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

/** Totals of the contract: over the listed entries, and over everything in scope with what is not known. */
export async function leagueTotals({ table, entries, contributions }: League) {
  const listed = [...(await contributions()).values()].flat();
  const offences = new Map(listed.map(({ offenceId, micros }) => [offenceId, micros ?? 0]));
  const days = (micros: number) => micros / MICROS_PER_DAY;
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const { totals, ranked } = table;
  return {
    suspects: entries.length,
    offences: offences.size,
    victims: new Set(listed.flatMap(({ victimIds }) => victimIds)).size,
    harmDays: days(sum(offences.values())),
    harmDaysAttributed: days(sum(entries.map(({ harmMicros }) => harmMicros))),
    allSuspects: ranked.length,
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
