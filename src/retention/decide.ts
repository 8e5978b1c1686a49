import { randomUUID } from 'node:crypto';
import { addMonths, format, isValid, parseISO } from 'date-fns';
import { type Caller, joinMarkings, requireReason } from '../access/index.ts';
import { type Clock, londonDate } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../graph/index.ts';
import { type Due, retentionOf } from './due.ts';
import { writeDecision } from './repository.ts';

export type RetentionVerdict = 'KEEP' | 'ERASE';

/** What somebody decides at a review. */
export interface Review {
  readonly personId: string;
  readonly decision: RetentionVerdict;
  readonly reason: string;
  /** `yyyy-MM-dd`, the next review; the group's interval from today where nothing is said. */
  readonly reviewOn?: string | undefined;
  /** The newest decision that the decider saw; none where there was none. */
  readonly expected?: string | null | undefined;
}
export type RetentionDecision = Due['decisions'][number];

/**
 * Keeps the decision of a review with who, when and why. It is marked like everything that its maker saw of the person,
 * so that a decision that rests on what is secret tells nobody else so. KEEP puts the next review off; ERASE erases
 * nothing yet. Asked again in the same words it changes nothing.
 * @throws LinchpinError BAD_INPUT (reason, day of review), NOT_FOUND, CONFLICT where somebody has decided since
 */
export async function decideRetention(
  graph: Graph,
  review: Review,
  caller: Pick<Caller, 'subject' | 'visible'>,
  clock: Clock,
  options?: CallOptions,
): Promise<RetentionDecision> {
  const { personId, decision: verdict } = review;
  const reason = requireReason(review.reason);
  const due = await retentionOf(graph, personId, caller, clock, options);
  if (due === undefined)
    throw new LinchpinError('NOT_FOUND', `There is no person "${personId}".`, {
      place: { argument: 'personId' },
    });
  const decision = {
    id: `retention:${randomUUID()}`,
    marking: joinMarkings(...new Set(due.markings)),
    decision: verdict,
    reason,
    reviewOn: nextReview(review, due, clock),
    groupId: due.group.id,
    lastFactOn: due.lastFact?.on,
    by: caller.subject,
    at: clock.now().toISOString(),
  };
  // What the markings of facts give together may be new to the store; its maker dominates it all the same.
  const visible = [...new Set([...caller.visible, decision.marking])];
  const outcome = await writeDecision(
    graph,
    { decision, personId, visible, expected: review.expected },
    options,
  );
  const id = outcome?.written === true ? decision.id : outcome?.same === true ? outcome.latest : undefined;
  const now = await retentionOf(graph, personId, { visible }, clock, options);
  const made = now?.decisions.find((known) => known.id === id);
  if (made === undefined)
    throw new LinchpinError(
      'CONFLICT',
      'Somebody has decided on this person since; read the newest decision and give its id as expected.',
      { place: { argument: 'expected' } },
    );
  return made;
}

function nextReview({ decision, reviewOn }: Review, { group }: Due, clock: Clock): string | undefined {
  const bad = (message: string) =>
    new LinchpinError('BAD_INPUT', message, { place: { argument: 'reviewOn' } });
  const today = londonDate(clock.now());
  if (decision === 'ERASE') {
    if (reviewOn !== undefined) throw bad('What is to be erased has no next review; leave reviewOn out.');
    return undefined;
  }
  if (reviewOn === undefined) return format(addMonths(parseISO(today), group.reviewMonths), 'yyyy-MM-dd');
  if (isValid(parseISO(reviewOn)) && reviewOn > today) return reviewOn;
  throw bad('The day of the next review must lie in the future.');
}
