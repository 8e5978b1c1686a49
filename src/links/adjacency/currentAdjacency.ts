import { listMarkings } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { CallOptions, Graph } from '../../graph/index.ts';
import type { Adjacency } from './Adjacency.ts';
import { loadAdjacency } from './loadAdjacency.ts';
import { type Sight, sightOf, type VictimMode } from './Sight.ts';

interface Kept {
  adjacency: Adjacency | undefined;
  /** The state of the facts that it shows, as every marking's version. */
  state: string;
  work: Promise<void> | undefined;
  sights: Map<string, Sight>;
}

/** Sights kept of one adjacency: each holds what it has counted. */
const MOST_SIGHTS = 8;
const memory = new WeakMap<Graph, Kept>();

/**
 * The graph as it stands, as a caller sees it. It is read whole at the first question, and again when facts have changed.
 * @throws LinchpinError UNAVAILABLE where the question's time is over before the graph is read
 */
export async function sightFor(
  graph: Graph,
  visible: readonly string[],
  victims: VictimMode,
  options: CallOptions,
): Promise<Sight> {
  const kept = keptFor(graph);
  const adjacency = await currentAdjacency(graph, kept, options);
  const key = `${victims}|${[...visible].sort().join('|')}`;
  const known = kept.sights.get(key);
  if (known?.adjacency === adjacency) return known;
  const sight = sightOf(adjacency, visible, victims);
  kept.sights.delete(key);
  kept.sights.set(key, sight);
  for (const old of kept.sights.keys()) if (kept.sights.size > MOST_SIGHTS) kept.sights.delete(old);
  return sight;
}

function keptFor(graph: Graph): Kept {
  const known = memory.get(graph);
  if (known !== undefined) return known;
  const kept: Kept = { adjacency: undefined, state: '', work: undefined, sights: new Map() };
  memory.set(graph, kept);
  return kept;
}

async function currentAdjacency(graph: Graph, kept: Kept, options: CallOptions): Promise<Adjacency> {
  for (;;) {
    const state = await factsState(graph);
    if (kept.adjacency !== undefined && kept.state === state) return kept.adjacency;
    kept.work ??= read(graph, kept).finally(() => {
      kept.work = undefined;
    });
    await unlessAborted(kept.work, options.signal);
  }
}

/** Reads the graph until nothing was written meanwhile. */
async function read(graph: Graph, kept: Kept): Promise<void> {
  for (let state = await factsState(graph); ; ) {
    const adjacency = await loadAdjacency(graph);
    const after = await factsState(graph);
    if (after === state) {
      kept.sights.clear();
      kept.adjacency = adjacency;
      kept.state = state;
      return;
    }
    state = after;
  }
}

const factsState = async (graph: Graph): Promise<string> =>
  (await listMarkings(graph)).map(({ id, version }) => `${id} ${version}`).join('\n');

/** Waits, but no longer than whoever asked does; the reading goes on for the next. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const over = () =>
      reject(
        new LinchpinError('UNAVAILABLE', 'The graph is being read after a change; ask again in a minute.'),
      );
    if (signal.aborted) return over();
    signal.addEventListener('abort', over, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', over));
  });
}
