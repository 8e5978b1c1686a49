import { setTimeout as pause } from 'node:timers/promises';
import { listMarkings, visibleAt } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import { currentVersion, type Graph } from '../../graph/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { listProgrammes } from '../repository.ts';
import { announceChanges } from './announceChanges.ts';

/** How soon after a change its event is looked for. */
const POLL_MS = 1_000;

export interface WatchOptions {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown, programme: string | undefined) => void;
  readonly pollMs?: number;
}

/**
 * Keeps the current table of every programme computed, and announces what moves in it, until the signal: whoever asks
 * for a table then reads it. The first table ever took 13 s to compute on the full London, the first after a start 7 s.
 */
export async function watchTables(
  graph: Graph,
  clock: Clock,
  { signal, onError, pollMs = POLL_MS }: WatchOptions,
): Promise<void> {
  const seen = new Map<string, string>();
  while (!signal.aborted) {
    try {
      for (const programme of await everyProgramme(graph)) {
        const stamp = await stampOf(graph, programme);
        if (signal.aborted || seen.get(programme.id) === stamp) continue;
        const moved = await announceChanges(graph, programme, clock).catch((error: unknown) =>
          signal.aborted ? undefined : onError(error, programme.id),
        );
        // What changed meanwhile, or was announced elsewhere, is looked at again.
        if (moved !== undefined) seen.set(programme.id, stamp);
      }
    } catch (error) {
      if (!signal.aborted) onError(error, undefined);
    }
    await pause(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

async function everyProgramme(graph: Graph): Promise<readonly Programme[]> {
  return listProgrammes(
    graph,
    (await listMarkings(graph)).map(({ id }) => id),
  );
}

/** Equal stamps mean an equal table. */
async function stampOf(graph: Graph, { version, marking }: Programme): Promise<string> {
  return `${version}|${await currentVersion(graph, await visibleAt(graph, marking))}`;
}
