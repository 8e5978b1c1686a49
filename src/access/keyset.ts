import { z } from 'zod';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** Most edges of one page. */
export const MAX_PAGE = 200;

/** A page of a list in its order, with what comes next. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** @throws LinchpinError BAD_INPUT unless 1..200 */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= MAX_PAGE) return first;
  throw new LinchpinError('BAD_INPUT', `first must be from 1 to ${MAX_PAGE}.`, {
    place: { argument: 'first' },
  });
}

/** A cursor says after which key the next page starts; it holds the sort key and nothing else. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor of the given shape, e.g. `['number', 'string']`.
 * @throws LinchpinError BAD_INPUT for anything we did not make
 */
export function decodeCursor(
  cursor: string | null | undefined,
  shape: readonly ('string' | 'number')[],
): readonly (string | number)[] | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  try {
    const key = z
      .array(z.union([z.string(), z.number()]))
      .parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (key.length === shape.length && shape.every((type, index) => typeof key[index] === type)) return key;
  } catch {
    // Told below, in the same words as any other cursor that is not ours.
  }
  throw new LinchpinError(
    'BAD_INPUT',
    'after is not a cursor of this list; use endCursor of the page before.',
    {
      place: { argument: 'after' },
    },
  );
}

/**
 * Cuts `first + 1` rows in order to a page.
 * @param after the cursor's key that the page starts behind, if any
 */
export function pageOf<T>(
  rows: readonly T[],
  first: number,
  keyOf: (row: T) => readonly (string | number)[],
  after: readonly (string | number)[] | undefined,
): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
