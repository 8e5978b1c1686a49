import { randomUUID } from 'node:crypto';
import { isValid, parseISO } from 'date-fns';
import { type Caller, joinMarkings, requireReason } from '../../access/index.ts';
import { type Clock, londonDate } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findRunSummary } from '../runs/findRun.ts';
import { computeLeague } from '../table/computeLeague.ts';
import { endAdoption as end, findAdoptions, findPersons, findStates, writeAdoption } from './repository.ts';

/** What somebody decides on a person who is ranked. A rank itself starts nothing. */
export interface Decision {
  readonly programme: string;
  readonly personId: string;
  readonly reason: string;
  /** `yyyy-MM-dd`, after today. */
  readonly reviewOn?: string | undefined;
  readonly runId?: string | null | undefined;
  /** The newest decision that the decider saw on this person in this programme; none where there was none. */
  readonly expected?: string | null | undefined;
}
type Decider = Pick<Caller, 'subject' | 'teams' | 'visible' | 'clearance' | 'compartments'>;

/**
 * Keeps a decision with who, when, why, and the rank, harm and list date of that time. Asked again in the same words it
 * changes nothing.
 * @throws LinchpinError BAD_INPUT (reason, review date, nobody who is ranked), NOT_FOUND (programme, person, run),
 * CONFLICT where somebody has decided since
 */
export async function decide(
  graph: Graph,
  status: 'PROPOSED' | 'ADOPTED' | 'DECLINED',
  decision: Decision,
  caller: Decider,
  clock: Clock,
  options?: CallOptions,
) {
  const reason = requireReason(decision.reason);
  const { reviewOn } = decision;
  if (reviewOn !== undefined && !(isValid(parseISO(reviewOn)) && reviewOn > londonDate(clock.now())))
    throw bad('reviewOn', 'The day of review must lie in the future.');
  const league = await computeLeague(graph, { programme: decision.programme }, caller, options);
  const { programme, table } = league;
  const asked = { recordIds: [decision.personId], byReader: true, visible: caller.visible };
  const [person] = await findPersons(graph, asked, options);
  const keys = { personIds: [person?.personId ?? ''], visible: caller.visible };
  const [state] = await findStates(graph, { ...keys, on: undefined }, options);
  if (person === undefined || state === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no person "${decision.personId}".`, {
      place: { argument: 'personId' },
    });
  const place = table.lines.findIndex(({ personId }) => personId === person.personId);
  const line = table.lines[place];
  if (line === undefined)
    throw bad('personId', `"${decision.personId}" is not ranked in ${programme.id} now; see league.`);
  const run = decision.runId ?? undefined;
  if (run !== undefined && (await findRunSummary(graph, run, caller, options))?.programme.id !== programme.id)
    throw new LinchpinError(
      'NOT_FOUND',
      `There is no league run "${run}" of ${programme.id}; see leagueRuns.`,
      {
        place: { argument: 'runId' },
      },
    );
  const adoption = {
    id: `adoption:${randomUUID()}`,
    marking: joinMarkings(programme.marking, state.marking),
    programme: programme.id,
    status,
    reason,
    reviewOn,
    by: caller.subject,
    team: caller.teams.length === 0 ? undefined : caller.teams.join(', '),
    at: clock.now().toISOString(),
    rank: place + 1,
    harmMicros: line.harmMicros,
    listedOn: league.asOf,
    edition: league.edition,
    runId: run,
  };
  const { personId } = person;
  const outcome = await writeAdoption(graph, { adoption, personId, expected: decision.expected }, options);
  const id = outcome?.written === true ? adoption.id : outcome?.same === true ? outcome.latest : undefined;
  const found = (await findAdoptions(graph, keys, options)).find((row) => row.id === id);
  if (found === undefined)
    throw new LinchpinError(
      'CONFLICT',
      'Somebody has decided on this person since; read the newest decision and give its id as expected.',
      { place: { argument: 'expected' } },
    );
  return found;
}

/**
 * Ends an adoption; its record stays. Asked again in the same words it changes nothing.
 * @returns the id of the person
 * @throws LinchpinError BAD_INPUT (reason), NOT_FOUND, CONFLICT where it does not stand
 */
export async function endAdoption(
  graph: Graph,
  request: { readonly id: string; readonly reason: string },
  caller: Pick<Caller, 'subject' | 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<string> {
  const reason = requireReason(request.reason);
  const row = {
    id: request.id,
    visible: caller.visible,
    by: caller.subject,
    at: clock.now().toISOString(),
    reason,
  };
  const ended = await end(graph, row, options);
  if (ended === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no adoption "${request.id}"; see adoptions.`, {
      place: { argument: 'id' },
    });
  if (ended.endedBy !== caller.subject || ended.endedReason !== reason)
    throw new LinchpinError('CONFLICT', `This adoption does not stand: it is ${ended.status}.`, {
      place: { argument: 'id' },
    });
  return ended.personId;
}

const bad = (argument: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument } });
