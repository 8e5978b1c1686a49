import type { Clock } from '../../config/index.ts';
import type { Graph } from '../../graph/index.ts';
import { BASE_MARKING } from '../markings/marking.ts';
import type { LooseEntry } from './chain.ts';
import { listChains } from './repository.ts';

/** An entry that quotes the heads of other chains; no answer ever shows it, since it tells how long hidden chains are. */
export const ANCHOR_OPERATION = 'audit anchor';

/** The entry of a chain that was its newest when it was quoted. */
export interface Quote {
  readonly instance: string;
  readonly sequence: number;
  readonly hash: string;
}

const EVERY_ENTRIES = 1_000;
const EVERY_MS = 15 * 60_000;
/** Heads quoted at the start, newest first, and at most of those that have moved since. */
const AT_START = 20;
const MOST = 100;

/**
 * Says when a chain should quote the others: at its start, and every so many entries or minutes. It quotes what the
 * others have written and waits for nobody.
 */
export function anchorWriter(graph: Graph, clock: Clock) {
  const quoted = new Map<string, number>();
  let quotedIn: string | undefined;
  let since = 0;
  let lastAt = 0;

  return {
    /** @returns the entry to append with these, if it is time and others have moved */
    due: async (instance: string, entries: number): Promise<LooseEntry | undefined> => {
      since += entries;
      const now = clock.now().getTime();
      const first = quotedIn !== instance;
      if (!first && since < EVERY_ENTRIES && now - lastAt < EVERY_MS) return undefined;
      const moved = (await listChains(graph))
        .filter((chain) => chain.instance !== instance && quoted.get(chain.instance) !== chain.sequence)
        .sort((a, b) => b.at - a.at)
        .slice(0, first ? AT_START : MOST);
      quotedIn = instance;
      since = 0;
      lastAt = now;
      if (moved.length === 0) return undefined;
      for (const chain of moved) quoted.set(chain.instance, chain.sequence);
      return anchorEntry(
        moved.map(({ instance: other, sequence, hash }) => ({ instance: other, sequence, hash })),
        now,
      );
    },
  };
}

function anchorEntry(heads: readonly Quote[], at: number): LooseEntry {
  return {
    at,
    subject: 'linchpin',
    roles: [],
    breakGlass: [],
    purpose: 'heads of the other chains',
    action: 'NONE',
    operation: ANCHOR_OPERATION,
    decision: 'ALLOWED',
    requestId: '',
    ids: [],
    named: [],
    idCount: 0,
    resultCount: 0,
    variables: JSON.stringify({ heads }),
    marking: BASE_MARKING,
  };
}
