import { randomUUID } from 'node:crypto';
import {
  type Context,
  callOptions,
  joinMarkings,
  requirePerson,
  requireReason,
  scrubbed,
  visibleAt,
} from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { visibleProgrammes } from '../../league/index.ts';
import { currentSeries } from './currentSeries.ts';
import { listSeriesDecisions, type SeriesDecisionRow, writeSeriesDecision } from './repository.ts';
import type { Verdict } from './rulings.ts';
import { scorer } from './scorePairs.ts';

/** What a person decides on offences that may be of one series. */
export interface SeriesDecision {
  readonly programme: string;
  readonly offenceIds: readonly string[];
  readonly verdict: Verdict;
  /** Of a split: those that are told apart from the others. */
  readonly apart?: readonly string[] | null | undefined;
  readonly reason: string;
  /** The newest decision on two of these offences or more that the decider saw; none where there was none. */
  readonly expected?: string | null | undefined;
}

const MOST = 200;

/**
 * Keeps a decision on a series with who, when, why, and what each offence stood on. It is a person's decision, not a fact
 * of the offences: it changes what is proposed, and nothing else. What it says of the model is of the one learned on what
 * everybody sees who sees the decision, and its reason names no victim whom the decider sees. Asked again in the same words it changes nothing.
 * @throws LinchpinError FORBIDDEN (to a machine), BAD_INPUT (reason, offences, apart), NOT_FOUND (programme, offence),
 * CONFLICT where somebody has decided since, UNAVAILABLE while it is being learned how offences are linked
 */
export async function decideSeries(context: Context, decision: SeriesDecision): Promise<SeriesDecisionRow> {
  const { graph, caller, clock } = context;
  requirePerson(caller, 'A decision on a series');
  const options = callOptions(context, 'decideSeries');
  const reason = requireReason(decision.reason);
  const offenceIds = [...new Set(decision.offenceIds)].sort();
  if (offenceIds.length < 2 || offenceIds.length > MOST)
    throw bad('offenceIds', `Name 2 to ${MOST} different offences.`);
  const apart = apartOf(decision, offenceIds);
  const programme = (await visibleProgrammes(graph, caller, options)).find(
    ({ id }) => id === decision.programme,
  );
  if (programme === undefined)
    throw notFound('programme', `There is no programme "${decision.programme}" in use; see programmes.`);
  const { indexOf, standing, markings, beyond } = await currentSeries(graph, caller.visible, clock, options);
  const members = offenceIds.map((id) => {
    const index = indexOf.get(id);
    if (index === undefined)
      throw notFound(
        'offenceIds',
        [`There is no offence "${id}" that stands.`, beyond].filter(Boolean).join(' '),
      );
    return index;
  });
  const marking = joinMarkings(programme.marking, ...members.map((member) => markings[member] ?? ''));
  const own = new Set(caller.visible);
  const readers = (await visibleAt(graph, marking)).filter((id) => own.has(id));
  const { models, card, indexOf: indexOfReaders } = await currentSeries(graph, readers, clock, options);
  const row = {
    id: `series:${randomUUID()}`,
    marking,
    programme: programme.id,
    verdict: decision.verdict,
    offenceIds,
    apart,
    standing: members.map((member) => standing[member] ?? ''),
    reason: await scrubbed(
      context,
      offenceIds.map((offence) => ({ offence })),
      reason,
    ),
    by: caller.subject,
    team: caller.teams.length === 0 ? undefined : caller.teams.join(', '),
    at: clock.now().toISOString(),
    method: card.method,
    basis: card.basis,
    trainedOn: card.trainedOn,
    cohesion: meanOf(
      offenceIds.flatMap((id) => indexOfReaders.get(id) ?? []),
      scorer(models),
    ),
  };
  const { visible } = caller;
  const outcome = await writeSeriesDecision(
    graph,
    { decision: row, visible, expected: decision.expected },
    options,
  );
  if (outcome?.gone !== false)
    throw notFound(
      'offenceIds',
      'One of these offences, or the programme, is gone by now; ask for proposals again.',
    );
  const id = outcome?.written === true ? row.id : outcome?.same === true ? outcome.latest : undefined;
  const made = (await listSeriesDecisions(graph, visible, options)).find((one) => one.id === id);
  if (made === undefined)
    throw new LinchpinError(
      'CONFLICT',
      'Somebody has decided on these offences since; read the newest decision and give its id as expected.',
      { place: { argument: 'expected' } },
    );
  return made;
}

function apartOf({ verdict, apart }: SeriesDecision, offenceIds: readonly string[]): readonly string[] {
  const named = [...new Set(apart ?? [])].sort();
  if (verdict !== 'SPLIT') {
    if (named.length > 0) throw bad('apart', 'Only a SPLIT tells some apart; leave it out.');
    return named;
  }
  const inside = named.every((id) => offenceIds.includes(id));
  if (named.length === 0 || named.length === offenceIds.length || !inside)
    throw bad('apart', 'Name those of the offences that are told apart: at least one, and not all.');
  return named;
}

/** Mean log odds of the pairs that could be compared. */
function meanOf(members: readonly number[], score: (a: number, b: number) => number): number | undefined {
  const all = members
    .flatMap((a, at) => members.slice(at + 1).map((b) => score(Math.min(a, b), Math.max(a, b))))
    .filter((logOdds) => !Number.isNaN(logOdds));
  return all.length === 0 ? undefined : all.reduce((sum, value) => sum + value, 0) / all.length;
}

const bad = (argument: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument } });
const notFound = (argument: string, message: string) =>
  new LinchpinError('NOT_FOUND', message, { place: { argument } });
