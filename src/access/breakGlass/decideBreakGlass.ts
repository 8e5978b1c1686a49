import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Caller } from '../Caller.ts';
import { authorise } from '../policy.ts';
import { requireReason } from '../reason.ts';
import { type BreakGlass, cleared, stateOf, subjectKey } from './BreakGlass.ts';
import { decideRequest, endRequest, findRequests } from './repository.ts';

/**
 * Approves or declines a request: another person does, and approves only what his own clearance reaches. Exactly one
 * decision counts; the same one said again changes nothing.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT (reason), FORBIDDEN (own request, a machine, clearance), CONFLICT where it
 * does not wait any more
 */
export async function decideBreakGlass(
  graph: Graph,
  status: 'APPROVED' | 'DECLINED',
  asked: { readonly id: string; readonly reason: string },
  caller: Caller,
  clock: Clock,
  options?: CallOptions,
): Promise<BreakGlass> {
  const reason = requireReason(asked.reason);
  const request = await requireRequest(graph, asked.id, options);
  const byKey = subjectKey(caller.subject);
  if (caller.machine === true)
    throw new LinchpinError('FORBIDDEN', 'Break-glass takes a second person; a machine is none.');
  if (request.subjectKey === byKey)
    throw new LinchpinError(
      'FORBIDDEN',
      'Break-glass takes a second person; nobody decides on his own request.',
    );
  if (status === 'APPROVED' && !cleared(caller, request.marking))
    throw new LinchpinError(
      'FORBIDDEN',
      'What is asked for is above your clearance; somebody who has it decides.',
    );
  const { id } = request;
  const row = { id, status, by: caller.subject, byKey, reason, at: clock.now().toISOString() };
  const decided = await decideRequest(graph, row, options);
  const now = await requireRequest(graph, id, options);
  const said = now.decidedBy === caller.subject && now.decisionReason === reason;
  const stands = status === 'DECLINED' ? now.status === status : stateOf(now, clock.now()) === 'ACTIVE';
  if (decided || (said && stands)) return now;
  throw new LinchpinError(
    'CONFLICT',
    `This request does not wait any more: it is ${stateOf(now, clock.now())}.`,
    {
      place: { argument: 'id' },
    },
  );
}

/**
 * Ends what waits or is active: who asked may, and everybody who may approve. What has ended stays as it is.
 * @throws LinchpinError NOT_FOUND, FORBIDDEN for the request of another without the right to approve
 */
export async function endBreakGlass(
  graph: Graph,
  id: string,
  caller: Caller,
  clock: Clock,
  options?: CallOptions,
): Promise<BreakGlass> {
  const request = await requireRequest(graph, id, options);
  if (request.subject !== caller.subject) authorise(caller.roles, 'breakglass:approve');
  await endRequest(graph, { id, by: caller.subject, at: clock.now().toISOString() }, options);
  return requireRequest(graph, id, options);
}

async function requireRequest(graph: Graph, id: string, options?: CallOptions): Promise<BreakGlass> {
  const [found] = await findRequests(graph, [id], options);
  if (found !== undefined) return found;
  throw new LinchpinError('NOT_FOUND', `There is no break-glass "${id}"; see breakGlasses.`, {
    place: { argument: 'id' },
  });
}
