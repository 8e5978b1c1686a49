import { setTimeout as pause } from 'node:timers/promises';
import { listMarkings, parseMarking, seenBy } from '../../access/index.ts';
import type { Clock } from '../../config/index.ts';
import type { Graph } from '../../graph/index.ts';
import type { Programme } from '../programmes/programmes.ts';
import { listProgrammes } from '../repository.ts';
import { storeCurrentTable } from '../table/currentTables.ts';
import { announceChanges } from './announceChanges.ts';

/** How soon after a change its event is looked for. */
const POLL_MS = 1_000;

export interface WatchOptions {
  readonly signal: AbortSignal;
  readonly onError: (error: unknown, programme: string | undefined) => void;
  readonly pollMs?: number;
}

/**
 * Keeps the current table of every programme in memory and in the store, and announces what moves in it, until the
 * signal: whoever asks for a table then reads it. The first table ever took 13 s to compute on the full London, the
 * first after a start 7 s.
 */
export async function watchTables(
  graph: Graph,
  clock: Clock,
  { signal, onError, pollMs = POLL_MS }: WatchOptions,
): Promise<void> {
  const seen = new Map<string, string>();
  // A store that is away is told once, and not with every look at it.
  let away = false;
  while (!signal.aborted) {
    try {
      const programmes = await everyProgramme(graph);
      away = false;
      for (const { programme, stamp } of programmes) {
        if (signal.aborted || seen.get(programme.id) === stamp) continue;
        const moved = await keepUp(graph, programme, clock).catch((error: unknown) =>
          signal.aborted ? undefined : onError(error, programme.id),
        );
        // What changed meanwhile, or was announced elsewhere, is looked at again.
        if (moved !== undefined) seen.set(programme.id, stamp);
      }
    } catch (error) {
      if (!signal.aborted && !away) onError(error, undefined);
      away = true;
    }
    await pause(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

async function keepUp(graph: Graph, programme: Programme, clock: Clock): Promise<number | undefined> {
  const moved = await announceChanges(graph, programme, clock);
  await storeCurrentTable(graph, programme.id, clock);
  return moved;
}

/** Each programme, and what tells that its table may be another. */
async function everyProgramme(graph: Graph) {
  const markings = await listMarkings(graph);
  const programmes = await listProgrammes(
    graph,
    markings.map(({ id }) => id),
  );
  return programmes.map((programme) => {
    const visible = seenBy(
      parseMarking(programme.marking),
      markings.map(({ id }) => id),
    );
    const versions = markings.filter(({ id }) => visible.includes(id)).map(({ version }) => version);
    return { programme, stamp: [programme.version, programme.digest, ...versions].join('|') };
  });
}
