import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph } from './Graph.ts';

/** Something only one instance does at a time, kept in the graph so that a killed holder's claim runs out. */
export interface Lease {
  release(): Promise<void>;
}

/** Claims of this process that are held now, by store. */
const held = new WeakMap<Graph, Set<() => Promise<unknown>>>();

/** Claims again what this process holds, after a pause of the store in which the claims may have run out. */
export async function renewLeases(graph: Graph): Promise<void> {
  for (const claim of held.get(graph) ?? []) await claim();
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
  const claims = held.get(graph) ?? new Set();
  held.set(graph, claims.add(claim));
  const renewal = setInterval(() => void claim().catch(() => undefined), RENEW_MS);
  renewal.unref();
  return {
    release: async () => {
      clearInterval(renewal);
      claims.delete(claim);
      await graph.write('graph/release-lease', { name, owner });
    },
  };
}
