import { type Caller, visibleAt } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findPersons } from '../adoption/repository.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { type Allegation, allegationsOf } from '../table/allegations.ts';
import { atOneVersion } from '../table/atOneVersion.ts';
import { computeLeague, type League, type LeagueRequest } from '../table/computeLeague.ts';
import type { RankedSuspect } from '../table/Line.ts';
import { weightOf } from '../table/Weights.ts';
import { askAgain } from './askAgain.ts';
import { changeAllegations, countUndecided, isInMemory } from './changeAllegations.ts';
import { rankAllegations } from './rankAllegations.ts';
import { readChange, type WhatIfChange, type WhatIfInput } from './WhatIfChange.ts';

/** Somebody's line in a table, and whether it is on the list. */
export interface Place extends RankedSuspect {
  readonly listed: boolean;
}
/** Somebody who comes onto the list or off it; undefined where they are not ranked at all. */
export interface Move {
  readonly personId: string;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
}

/** A league table as it is and as it would be, seen from one person. */
export interface WhatIf extends Move {
  readonly league: League;
  readonly change: WhatIfChange;
  /** How many are listed, where so many are ranked. */
  readonly size: number;
  /** Allegations of the person of which the fact asked about is not known; undefined where the league was asked again. */
  readonly undecided: number | undefined;
  /** By rank after. */
  readonly entering: readonly Move[];
  /** By rank before. */
  readonly leaving: readonly Move[];
}
export interface WhatIfRequest extends LeagueRequest {
  readonly personId: string;
  readonly change: WhatIfInput;
}
type Sees = Pick<Caller, 'visible' | 'clearance' | 'compartments'>;

/**
 * What a league table would be under one change, all else as it is: a counterfactual about counts. Changes that leave
 * allegations out or weigh them otherwise are worked out on the allegations behind the table; the others ask the
 * league's own query again.
 * @throws LinchpinError BAD_INPUT (not one change; an offence that does not count for the person), NOT_FOUND
 * (programme, edition, a person ranked neither before nor after), CONFLICT where the data change all the while
 */
export async function whatIf(
  graph: Graph,
  request: WhatIfRequest,
  caller: Sees,
  options?: CallOptions,
): Promise<WhatIf> {
  const change = readChange(request.change);
  const { marking } = await findProgramme(graph, request.programme, caller, options);
  const visible = await visibleAt(graph, marking);
  return atOneVersion(graph, visible, async () => {
    const league = await computeLeague(graph, request, caller, options);
    const asked = { recordIds: [request.personId], byReader: true, visible: caller.visible };
    const [person] = await findPersons(graph, asked, options);
    const personId = person?.personId ?? request.personId;
    const { ranked, undecided } = isInMemory(change)
      ? await recount(graph, league, personId, change, options)
      : {
          ranked: await askAgain(graph, league, request, change, caller, options),
          undecided: undefined,
        };
    const size = request.size ?? league.programme.size;
    const placesBefore = placesOf(league.table.ranked, size);
    const placesAfter = placesOf(ranked, size);
    const [before, after] = [placesBefore.get(personId), placesAfter.get(personId)];
    if (before === undefined && after === undefined) throw notRanked(request, league);
    const moveOf = (id: string): Move => ({
      personId: id,
      before: placesBefore.get(id),
      after: placesAfter.get(id),
    });
    const listed = (lines: readonly RankedSuspect[]) =>
      lines.slice(0, size).map((line) => moveOf(line.personId));
    return {
      league,
      personId,
      change,
      size,
      before,
      after,
      undecided,
      entering: listed(ranked).filter((move) => move.before?.listed !== true),
      leaving: listed(league.table.ranked).filter((move) => move.after?.listed !== true),
    };
  });
}

async function recount(
  graph: Graph,
  league: League,
  personId: string,
  change: Parameters<typeof changeAllegations>[0],
  options?: CallOptions,
) {
  const allegations = await allegationsOf(graph, league.table, options);
  const weighed = (allegation: Allegation) => weightOf(league.table.weights, allegation);
  const own = allegations.filter((row) => row.personId === personId);
  if (
    (change.kind === 'WITHOUT_OFFENCE' || change.kind === 'WITHOUT_ALLEGATION') &&
    own.length > 0 &&
    !own.some(({ offenceId }) => offenceId === change.offenceId)
  )
    throw new LinchpinError(
      'BAD_INPUT',
      `Offence "${change.offenceId}" does not count for "${personId}" in this table; LeagueEntry.contributions has those that do.`,
      { place: { argument: change.kind === 'WITHOUT_OFFENCE' ? 'withoutOffence' : 'withoutAllegation' } },
    );
  const changed = changeAllegations(change, personId, allegations, weighed);
  return {
    ranked: rankAllegations(league.programme, changed),
    undecided: countUndecided(change, own, weighed),
  };
}

function placesOf(ranked: readonly RankedSuspect[], size: number): ReadonlyMap<string, Place> {
  return new Map(ranked.map((line) => [line.personId, { ...line, listed: line.rank <= size }]));
}

/** In the same words whether the person is unknown, out of sight, a victim only, or not ranked. */
function notRanked({ personId }: WhatIfRequest, { programme }: League): LinchpinError {
  return new LinchpinError(
    'NOT_FOUND',
    `"${personId}" is not ranked in ${programme.id}, neither as it is nor under the change; League.entriesPage has everybody ranked. ` +
      'Another window, or historic, policeInitiated or companyDetected as true, may rank somebody who is not.',
    { place: { argument: 'personId' } },
  );
}
