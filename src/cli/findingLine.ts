import type { Finding } from '../access/index.ts';

/** One thing that verifying the audit has found, in a line: what, where, and what is wrong with it. */
export function findingLine({ kind, instance, sequence, id, detail }: Finding): string {
  const place =
    instance === undefined ? '' : ` chain ${instance} entry ${sequence}${id === undefined ? '' : ` (${id})`}`;
  return `${kind}:${place}: ${detail}`;
}
