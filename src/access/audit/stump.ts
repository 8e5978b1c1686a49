import type { AuditKey } from './auditKey.ts';

/** What is left of the entries that were pruned from the beginning of a chain. */
export interface Stump {
  /** The last entry that was pruned. */
  readonly sequence: number;
  readonly hash: string;
  /** When it was pruned, in milliseconds. */
  readonly at: number;
}

export const stumpSeal = (key: AuditKey, store: string, instance: string, { sequence, hash, at }: Stump) =>
  key.seal('stump', [store, instance, sequence, hash, at]);
