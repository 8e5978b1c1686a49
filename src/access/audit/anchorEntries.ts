import type { Clock } from '../../config/index.ts';
import type { Graph } from '../../graph/index.ts';
import { BASE_MARKING } from '../markings/marking.ts';
import type { AuditKey } from './auditKey.ts';
import type { LooseEntry } from './chain.ts';
import { entryHash } from './entrySeal.ts';
import { listChains, readChain } from './repository.ts';

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
 * others have written and waits for nobody. What is not sealed under the key is not quoted: a chain that somebody made up
 * would else be missed for ever once it is taken away.
 */
export function anchorWriter(graph: Graph, clock: Clock, key: AuditKey) {
  const quoted = new Map<string, number>();
  let quotedIn: string | undefined;
  let since = 0;
  let lastAt = 0;

  const sealed = async (chain: Quote) => {
    const { instance, sequence, hash } = chain;
    const [entry] = await readChain(graph, { instance, after: sequence - 1, upTo: sequence });
    return entry?.hash === hash && entryHash(key, entry) === hash ? [chain] : [];
  };

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
      const heads = (await Promise.all(moved.map(sealed))).flat();
      for (const chain of heads) quoted.set(chain.instance, chain.sequence);
      if (heads.length === 0) return undefined;
      return anchorEntry(
        heads.map(({ instance: other, sequence, hash }) => ({ instance: other, sequence, hash })),
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
