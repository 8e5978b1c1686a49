import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from './Graph.ts';

/** Something only one instance does at a time, kept in the graph so that a killed holder's claim runs out. */
export interface Lease {
  release(): Promise<void>;
}

/** What this process holds in one store. */
interface Held {
  readonly claims: Set<() => Promise<unknown>>;
  /** The renewal that is under way, if any: they go one after the other. */
  renewing: Promise<unknown>;
  paused: boolean;
}
const stores = new WeakMap<Graph, Held>();

function heldIn(graph: Graph): Held {
  const known = stores.get(graph) ?? { claims: new Set(), renewing: Promise.resolve(), paused: false };
  stores.set(graph, known);
  return known;
}

/** Keeps claims from being renewed while the store is being replaced, until `resumeLeases`. */
export async function pauseLeases(graph: Graph): Promise<void> {
  const held = heldIn(graph);
  held.paused = true;
  await held.renewing;
}

/**
 * Claims again what this process holds: the claims may have run out in the pause.
 * @throws LinchpinError CONFLICT when somebody else has taken one
 */
export async function resumeLeases(graph: Graph): Promise<void> {
  const held = heldIn(graph);
  held.paused = false;
  for (const claim of held.claims)
    if ((await claim()) === false)
      throw new LinchpinError('CONFLICT', 'Another process has begun the same work. Run the command again.');
}

const HELD_SECONDS = 20;
const RENEW_MS = 6_000;

/**
 * Takes a lease, waiting up to `waitMs` for another holder to finish or run out.
 * @throws LinchpinError CONFLICT when it is still held after that
 */
export async function takeLease(graph: Graph, name: string, waitMs: number): Promise<Lease> {
  const owner = randomUUID();
  const claim = async () => {
    const [row] = await graph.write('graph/take-lease', { name, owner, seconds: HELD_SECONDS });
    return row?.owner === owner;
  };
  const deadline = Date.now() + waitMs;
  while (!(await claim())) {
    if (Date.now() >= deadline)
      throw new LinchpinError(
        'CONFLICT',
        `Another process is busy with "${name}". Wait for it, then try again.`,
      );
    await delay(250);
  }
  const held = heldIn(graph);
  held.claims.add(claim);
  const renewal = setInterval(() => {
    if (!held.paused) held.renewing = held.renewing.then(claim).catch(() => undefined);
  }, RENEW_MS);
  renewal.unref();
  return {
    release: async () => {
      clearInterval(renewal);
      held.claims.delete(claim);
      await graph.write('graph/release-lease', { name, owner });
    },
  };
}
