import DataLoader from 'dataloader';
import type { Context } from './Caller.ts';

/** The loader of this name for this request: many fields, one query. */
export function loader<K, V>(
  context: Context,
  name: string,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
): DataLoader<K, V> {
  const known = context.loaders.get(name);
  if (known !== undefined) return known as DataLoader<K, V>;
  const made = new DataLoader<K, V>(load, { maxBatchSize: 1_000 });
  context.loaders.set(name, made);
  return made;
}
