import { randomBytes } from 'node:crypto';
import type { AuditKey } from './auditKey.ts';

/** What an erasure may have to take out of an entry later: it stands in the hash by a salted seal of its own. */
export interface EntryContent {
  readonly salt: string;
  readonly purpose: string;
  readonly ids: readonly string[];
  readonly named: readonly string[];
  readonly variables: string;
}

/** An entry as it stands in its chain. `at` in milliseconds. */
export interface ChainEntry extends EntryContent {
  readonly instance: string;
  readonly sequence: number;
  /** Hash of the entry before it. */
  readonly previous: string;
  readonly at: number;
  readonly subject: string;
  readonly roles: readonly string[];
  /** Grants under which more could be seen than the clearance allows. */
  readonly breakGlass: readonly string[];
  readonly marking: string;
  readonly action: string;
  readonly operation: string;
  readonly decision: string;
  readonly requestId: string;
  readonly idCount: number;
  readonly resultCount: number;
  readonly keyId: string;
  /** Seal of the content as it was first written. */
  readonly content: string;
  readonly hash: string;
}

export const newSalt = () => randomBytes(16).toString('base64url');

/** The salt keeps even who holds the key from trying out what an erased entry held. */
export const contentSeal = (key: AuditKey, { salt, purpose, ids, named, variables }: EntryContent): string =>
  key.seal('content', [salt, purpose, ids, named, variables]);

/** Covers every field, the content by its seal, and the entry before. */
export const entryHash = (key: AuditKey, entry: Omit<ChainEntry, 'hash' | keyof EntryContent>): string =>
  key.seal('entry', [
    entry.instance,
    entry.sequence,
    entry.previous,
    entry.at,
    entry.subject,
    entry.roles,
    entry.breakGlass,
    entry.marking,
    entry.action,
    entry.operation,
    entry.decision,
    entry.requestId,
    entry.idCount,
    entry.resultCount,
    entry.keyId,
    entry.content,
  ]);

/** What the first entry of a chain follows: it names the store and the chain. */
export const chainStart = (key: AuditKey, store: string, instance: string): string =>
  key.seal('chain', [store, instance]);
