import { z } from 'zod';
import type { Graph } from '../../../graph/index.ts';
import type { AuditKey } from '../auditKey.ts';
import { type ChainEntry, contentSeal } from '../entrySeal.ts';
import { findEntriesByHash } from '../repository.ts';
import type { Finding } from './Finding.ts';

/** The operation of an entry that records what was taken out of older ones. */
export const ERASURE_OPERATION = 'audit erasure';

/** One entry that was erased from: its hash, how often that was done, and the seal of what is left. */
const erasedSchema = z.object({
  erased: z.array(z.object({ hash: z.string(), generation: z.int().positive(), content: z.string() })),
});
/** What an erasure's own entry says of the entries that it rewrote. */
export const erasedIn = (variables: string) => erasedSchema.parse(JSON.parse(variables)).erased;
/** What an erasure left of an entry, and the key that it is sealed under. */
export type Erased = z.infer<typeof erasedSchema>['erased'][number] & { readonly keyId: string };

interface Place {
  readonly instance: string;
  readonly sequence: number;
}

/** Entries looked at together. */
const BATCH = 500;

/** What the chains say was erased, and which entries are not as they were written. */
export interface Erasures {
  /** Notes what an erasure's own entry says; the entry must have been verified. */
  read(entry: ChainEntry): void;
  /** Notes an entry whose content is not as it was written. */
  altered(entry: ChainEntry): void;
  /** Entries whose content is neither as written nor as the newest erasure left it. */
  findings(graph: Graph, keys: ReadonlyMap<string, AuditKey>): Promise<readonly Finding[]>;
}

/** Of each entry the newest erasure. */
export function newestErasures() {
  const newest = new Map<string, Erased>();
  const note = (all: readonly Omit<Erased, 'keyId'>[], keyId: string) => {
    for (const erased of all) {
      const known = newest.get(erased.hash);
      if (known === undefined || known.generation < erased.generation)
        newest.set(erased.hash, { ...erased, keyId });
    }
  };
  return {
    note,
    read: ({ variables, keyId }: Pick<ChainEntry, 'variables' | 'keyId'>) => note(erasedIn(variables), keyId),
    of: (hash: string): Erased | undefined => newest.get(hash),
    hashes: (): readonly string[] => [...newest.keys()],
  };
}

export function openErasures(): Erasures {
  const newest = newestErasures();
  const altered = new Map<string, Place>();
  return {
    read: newest.read,
    altered: ({ hash, instance, sequence }) => altered.set(hash, { instance, sequence }),
    findings: async (graph, keys) => {
      const findings = [...altered].flatMap(([id, place]): readonly Finding[] => {
        const detail = 'its ids, arguments or purpose are not as written, and no erasure says so';
        return newest.of(id) !== undefined ? [] : [{ ...place, kind: 'changed', id, detail }];
      });
      const hashes = newest.hashes();
      for (let start = 0; start < hashes.length; start += BATCH)
        for (const entry of await findEntriesByHash(graph, hashes.slice(start, start + BATCH))) {
          const left = newest.of(entry.hash);
          const key = keys.get(left?.keyId ?? '');
          if (key === undefined) continue;
          if (contentSeal(key, entry) === left?.content && entry.erasures === left.generation) continue;
          const { instance, sequence, hash: id } = entry;
          const detail = 'it is not as its erasure left it';
          findings.push({ kind: 'changed', instance, sequence, id, detail });
        }
      return findings;
    },
  };
}
