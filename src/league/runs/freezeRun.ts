import { type Caller, requireReason } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { findRunSummary } from './findRun.ts';
import { freezeRun as freeze } from './repository.ts';
import type { RunSummary } from './StoredRun.ts';

/**
 * Freezes a draft for good: who, when and why are kept, and nothing changes the run from then on. Asking again with
 * the same words changes nothing.
 * @throws LinchpinError NOT_FOUND, BAD_INPUT (reason), CONFLICT where somebody else has frozen it
 */
export async function freezeRun(
  graph: Graph,
  request: { readonly id: string; readonly reason: string },
  caller: Pick<Caller, 'visible' | 'subject'>,
  clock: Clock,
  options?: CallOptions,
): Promise<RunSummary> {
  const { id } = request;
  const reason = requireReason(request.reason);
  const asked = {
    id,
    visible: caller.visible,
    at: clock.now().toISOString(),
    by: caller.subject,
    reason,
  };
  const frozen = await freeze(graph, asked, options);
  const run = frozen && (await findRunSummary(graph, id, caller, options));
  if (run === undefined) throw noSuchRun(id);
  if (frozen?.frozenBy !== caller.subject || frozen.frozenReason !== reason)
    throw new LinchpinError(
      'CONFLICT',
      `The run was frozen by ${frozen?.frozenBy} at ${frozen?.frozenAt}; a frozen run never changes. Make another.`,
      { place: { argument: 'id' } },
    );
  return run;
}

/** In the same words whether there is none or the caller may not see it. */
export function noSuchRun(id: string, argument = 'id'): LinchpinError {
  return new LinchpinError('NOT_FOUND', `There is no league run "${id}"; see leagueRuns.`, {
    place: { argument },
  });
}
