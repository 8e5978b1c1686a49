import { setTimeout as pause } from 'node:timers/promises';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import { type Context, callOptions } from '../Caller.ts';
import { noneWhileAway } from '../noneWhileAway.ts';
import type { BreakGlass } from './BreakGlass.ts';
import { findRequests, lastSequence, listChanges } from './repository.ts';

const POLL_MS = 1_000;

/** One announced change of a request for break-glass. */
export interface BreakGlassChange {
  readonly sequence: number;
  readonly at: string;
  readonly change: string;
  readonly by: string;
  readonly breakGlass: BreakGlass;
}

/**
 * What happens to requests for break-glass, in order and without a gap, until the request ends.
 * @param after sequence last seen; without it, from now on
 * @throws LinchpinError BAD_INPUT (after)
 */
export async function changesOf(
  context: Context,
  after: number | null | undefined,
): Promise<AsyncGenerator<BreakGlassChange>> {
  const newest = await lastSequence(context.graph);
  if (after !== undefined && after !== null && (after < -1 || after > newest))
    throw new LinchpinError(
      'BAD_INPUT',
      `after must be the sequence of a change that was announced: -1 to ${newest}.`,
      { place: { argument: 'after' } },
    );
  return changesAfter(context, after ?? newest);
}

async function* changesAfter(context: Context, after: number): AsyncGenerator<BreakGlassChange> {
  const { graph, signal } = context;
  const { signal: _ended, ...options } = callOptions(context, 'breakGlassChanged');
  for (let seen = after; !signal.aborted; ) {
    const changes = await changesSince(graph, seen, options).catch(noneWhileAway);
    for (const { sequence, at, change, by, breakGlass } of changes) {
      seen = sequence;
      if (breakGlass !== undefined) yield { sequence, at: String(at), change, by, breakGlass };
    }
    if (changes.length === 0) await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Changes with what became of each request; that is undefined of one that is gone. */
async function changesSince(graph: Graph, seen: number, options: CallOptions) {
  const changes = await listChanges(graph, seen, options);
  const requests = await findRequests(
    graph,
    changes.map(({ breakGlass }) => breakGlass),
    options,
  );
  return changes.map((change) => ({
    ...change,
    breakGlass: requests.find(({ id }) => id === change.breakGlass),
  }));
}
