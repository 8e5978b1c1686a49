import { z } from 'zod';

const objectSchema = z.record(z.string(), z.unknown());

/**
 * What stands in a token under this name; where there is no such claim, a dotted path leads into nested ones
 * (`realm_access.roles`). Names that are addresses have dots of their own, so the whole name goes first.
 */
export function claimAt(payload: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path];
  let value: unknown = payload;
  for (const name of path.split('.')) {
    const within = objectSchema.safeParse(value);
    if (!within.success || !Object.hasOwn(within.data, name)) return undefined;
    value = within.data[name];
  }
  return value;
}

/**
 * A claim that holds words: a list, or one text with commas or else blanks between them.
 * @returns undefined for anything else
 */
export function wordsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return [];
  const list = z.array(z.string()).safeParse(value);
  const words = list.success
    ? list.data
    : typeof value === 'string'
      ? value.split(value.includes(',') ? ',' : /\s+/)
      : undefined;
  return words?.map((word) => word.trim()).filter((word) => word !== '');
}
