import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { Graph } from '../../graph/index.ts';
import type { AuditKey } from './auditKey.ts';
import { contentSeal, entryHash } from './entrySeal.ts';
import { findEntriesByHash, findNextChain, listErasuresOfChain } from './repository.ts';
import { ERASURE_OPERATION, type Erased, newestErasures } from './verify/erasures.ts';

type Entry = Awaited<ReturnType<typeof findEntriesByHash>>[number];

/** Entries as they may be rewritten: none whose traces of tampering a new seal would hide. */
export interface WholeEntries {
  /**
   * Entries by their hashes, each as it was written or as its newest erasure left it.
   * @throws LinchpinError CONFLICT naming the first that is not, or that is sealed under a key that was not given
   */
  read(hashes: readonly string[]): Promise<readonly Entry[]>;
  /** Notes what an erasure has left. */
  note(erased: readonly Omit<Erased, 'keyId'>[], keyId: string): void;
}

/** Records of erasures looked at together. */
const BATCH = 100;

export function openWholeEntries(graph: Graph, keys: ReadonlyMap<string, AuditKey>): WholeEntries {
  const newest = newestErasures();
  let known = false;

  const keyOf = (hash: string, id: string): AuditKey => {
    const key = keys.get(id);
    if (key !== undefined) return key;
    throw new LinchpinError(
      'CONFLICT',
      `The audit entry ${hash} is sealed under another key, ${id}, so nobody can tell whether it is whole, and nothing is taken out of it. Run linchpin retention resume --key-file <file with that key>.`,
    );
  };
  const isWhole = (entry: Entry): boolean => {
    const key = keyOf(entry.hash, entry.keyId);
    if (entryHash(key, entry) !== entry.hash) return false;
    if (entry.erasures === 0) return contentSeal(key, entry) === entry.content;
    const left = newest.of(entry.hash);
    return (
      left?.generation === entry.erasures &&
      contentSeal(keyOf(entry.hash, left.keyId), entry) === left.content
    );
  };
  /** What erasures say that was erased; only those count that are whole themselves. */
  const readErasures = async () => {
    for (let chain = await findNextChain(graph, ''); chain !== undefined; ) {
      const hashes = (await listErasuresOfChain(graph, chain, Number.MAX_SAFE_INTEGER)).map(
        ({ hash }) => hash,
      );
      for (let start = 0; start < hashes.length; start += BATCH)
        for (const entry of await findEntriesByHash(graph, hashes.slice(start, start + BATCH)))
          if (keys.has(entry.keyId) && entry.operation === ERASURE_OPERATION && isWhole(entry))
            newest.read(entry);
      chain = await findNextChain(graph, chain);
    }
    known = true;
  };

  return {
    read: async (hashes) => {
      const entries = await findEntriesByHash(graph, hashes);
      if (!known && entries.some(({ erasures }) => erasures !== 0)) await readErasures();
      const there = new Set(entries.map(({ hash }) => hash));
      const broken =
        hashes.find((hash) => !there.has(hash)) ?? entries.find((entry) => !isWhole(entry))?.hash;
      if (broken === undefined) return entries;
      throw new LinchpinError(
        'CONFLICT',
        `The audit entry ${broken} is not as it was written, so nothing is taken out of it: linchpin audit verify says what is broken.`,
      );
    },
    note: newest.note,
  };
}
