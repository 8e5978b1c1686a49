import { type Context, touch } from '../../access/index.ts';

/** A thing as the resolvers of its type take it; the audit entry of the request notes that it was shown. */
export function shownById(context: Context, id: string | null | undefined): { readonly id: string } | null {
  if (id === null || id === undefined) return null;
  touch(context, [id]);
  return { id };
}
