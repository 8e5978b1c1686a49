import { setTimeout as pause } from 'node:timers/promises';
import { type Context, callOptions, noneWhileAway } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { findProgramme } from '../programmes/programmes.ts';
import { lastChange, listChanges } from './repository.ts';
import type { Move } from './tableState.ts';

const POLL_MS = 1_000;

/** One announced change of a programme's current table. */
export interface LeagueChange {
  readonly programme: string;
  readonly sequence: number;
  readonly at: string;
  readonly asOf: string | undefined;
  readonly edition: string;
  readonly moves: readonly Move[];
}

/**
 * Changes of a programme's current table as they are announced, in order and without a gap, until the request ends.
 * @param after sequence last seen; without it, from now on
 * @throws LinchpinError NOT_FOUND (programme), BAD_INPUT (after)
 */
export async function changesOf(
  context: Context,
  { programme, after }: { readonly programme: string; readonly after?: number | null | undefined },
): Promise<AsyncGenerator<LeagueChange>> {
  const { graph, caller } = context;
  await findProgramme(graph, programme, caller, callOptions(context, 'leagueChanged'));
  const newest = (await lastChange(graph, programme))?.sequence ?? -1;
  if (after !== undefined && after !== null && (after < -1 || after > newest))
    throw new LinchpinError(
      'BAD_INPUT',
      `after must be the sequence of a change that was announced: -1 to ${newest}.`,
      { place: { argument: 'after' } },
    );
  return changesAfter(context, programme, after ?? newest);
}

async function* changesAfter(
  context: Context,
  programme: string,
  after: number,
): AsyncGenerator<LeagueChange> {
  const { graph, signal } = context;
  const { signal: _ended, ...options } = callOptions(context, 'leagueChanged');
  for (let seen = after; !signal.aborted; ) {
    // What the caller may see can grow while the subscription lasts.
    const { visible } = context.caller;
    const changes = await listChanges(graph, { programme, visible, after: seen }, options).catch(
      noneWhileAway,
    );
    for (const { sequence, at, asOf, edition, changes: moves } of changes) {
      seen = sequence;
      yield {
        programme,
        sequence,
        at: String(at),
        asOf: asOf ?? undefined,
        edition,
        moves: JSON.parse(moves),
      };
    }
    if (changes.length === 0) await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
