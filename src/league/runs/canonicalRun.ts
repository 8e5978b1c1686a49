import type { RunRecord } from './RunRecord.ts';
import type { StoredRun } from './StoredRun.ts';

/**
 * A run as canonical JSON: names sorted, nothing that is absent, without id, time and user, so that two runs of the
 * same inputs are equal byte by byte.
 */
export function canonicalRun(run: RunRecord | StoredRun): string {
  const { id: _id, head: _head, ...content } = run as StoredRun;
  return canonicalJson(content);
}

/** JSON with the names of every object in code unit order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
