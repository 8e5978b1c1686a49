import type { Caller } from '../../access/index.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { computeLeague, type League, type LeagueRequest } from '../table/computeLeague.ts';
import { computeTable } from '../table/computeTable.ts';
import type { RankedSuspect } from '../table/Line.ts';
import { readDraftState } from '../table/ProgrammeState.ts';
import type { WhatIfChange } from './WhatIfChange.ts';

/** What the league's own query is asked again, since the table as it stands does not hold the answer. */
export type AskedAgain = Exclude<
  WhatIfChange,
  { kind: 'WITHOUT_OFFENCE' | 'WITHOUT_ALLEGATION' | 'CHARGED_OR_CONVICTED' | 'BOUND' }
>;

/**
 * Everybody ranked in the table that a league would have under a change of its edition, window or programme.
 * @throws LinchpinError NOT_FOUND (edition), BAD_INPUT (windowDays)
 */
export async function askAgain(
  graph: Graph,
  league: League,
  request: LeagueRequest,
  change: AskedAgain,
  caller: Pick<Caller, 'visible' | 'clearance' | 'compartments'>,
  options?: CallOptions,
): Promise<readonly RankedSuspect[]> {
  if (change.kind === 'EDITION' || change.kind === 'WINDOW') {
    const other =
      change.kind === 'EDITION'
        ? { edition: change.edition }
        : { windowDays: change.windowDays, allTime: false };
    return (await computeLeague(graph, { ...request, asOf: league.asOf, ...other }, caller, options)).table
      .ranked;
  }
  const programme = changeProgramme(league.programme, change);
  if (programme === undefined) return league.table.ranked;
  const { edition, asOf, table } = league;
  const windowDays = request.windowDays ?? programme.windowDays;
  const question = { allTime: table.scope.allTime, windowDays, asOf };
  // Kept nowhere: a kept table goes by the programme's name and version, and this one is not that programme.
  const state = await readDraftState(graph, { ...programme, edition }, options);
  return (await computeTable(graph, question, state, options)).ranked;
}

/** The programme with what it leaves out counted; undefined where it counts that already. */
function changeProgramme(
  programme: Programme,
  change: Exclude<AskedAgain, { kind: 'EDITION' | 'WINDOW' }>,
): Programme | undefined {
  if (change.kind === 'HISTORIC')
    return (programme.historic ?? true) ? undefined : { ...programme, historic: true };
  const { foundBy } = programme;
  if ((foundBy ?? null) === null || foundBy?.includes(change.finder)) return undefined;
  return { ...programme, foundBy: [...(foundBy ?? []), change.finder] };
}
