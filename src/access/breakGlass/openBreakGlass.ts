import { randomUUID } from 'node:crypto';
import { addMinutes } from 'date-fns';
import type { Clock, OperatorRules } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Caller } from '../Caller.ts';
import { markingId } from '../markings/marking.ts';
import { requireMarking } from '../markings/visibleMarkings.ts';
import { requireReason } from '../reason.ts';
import { type BreakGlass, cleared, subjectKey } from './BreakGlass.ts';
import { findRequests, openRequest } from './repository.ts';

/** How long a request waits for a second person. */
const WAIT_MINUTES = 60;
/** Requests of one subject that may wait or be active at a time. */
const MOST_STANDING = 5;
const LONGEST_MARKING = 200;

/**
 * Asks to see one marking beyond the caller's clearance. Any marking can be asked for, whether the store holds anything
 * of it or not. Asked again in the same words while it stands, it is the same request.
 * @throws LinchpinError BAD_INPUT (marking, reason, minutes), FORBIDDEN (a machine), CONFLICT (too many, or the same
 * marking in other words)
 */
export async function openBreakGlass(
  graph: Graph,
  asked: { readonly marking: string; readonly reason: string; readonly minutes?: number | null | undefined },
  caller: Caller,
  { clock, rules }: { readonly clock: Clock; readonly rules: OperatorRules },
  options?: CallOptions,
): Promise<BreakGlass> {
  if (caller.machine === true)
    throw new LinchpinError('FORBIDDEN', 'Break-glass is for persons; a machine cannot ask for it.');
  if (asked.marking.length > LONGEST_MARKING)
    throw bad('marking', `A marking has at most ${LONGEST_MARKING} characters.`);
  const marking = markingId(requireMarking(asked.marking));
  if (cleared(caller, marking))
    throw bad('marking', `Your clearance reaches ${marking}; it needs no break-glass.`);
  const minutes = asked.minutes ?? rules.breakGlassMinutes;
  if (minutes < 1 || minutes > rules.breakGlassMost)
    throw bad('minutes', `minutes must be from 1 to ${rules.breakGlassMost}.`);
  const reason = requireReason(asked.reason);
  const now = clock.now();
  const ask = {
    id: `break-glass:${randomUUID()}`,
    marking,
    subject: caller.subject,
    subjectKey: subjectKey(caller.subject),
    reason,
    minutes,
    status: 'WAITING',
    openedAt: now.toISOString(),
    endsAt: addMinutes(now, WAIT_MINUTES).toISOString(),
  };
  const outcome = await openRequest(graph, { ask, most: MOST_STANDING }, options);
  const standing = outcome?.standing ?? undefined;
  if (standing === undefined)
    throw new LinchpinError('CONFLICT', `You have ${MOST_STANDING} requests that stand; end one first.`);
  const [found] = await findRequests(graph, [standing], options);
  if (found === undefined || found.reason !== reason || found.minutes !== minutes)
    throw new LinchpinError(
      'CONFLICT',
      `A request of yours for ${marking} stands (${standing}); end it first.`,
    );
  return found;
}

const bad = (argument: string, message: string) =>
  new LinchpinError('BAD_INPUT', message, { place: { argument } });
