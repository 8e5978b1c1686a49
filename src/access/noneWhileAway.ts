import { LinchpinError } from '../errors/LinchpinError.ts';

/** Events are numbered without a gap: a store that was away has told everything once it is back. */
export function noneWhileAway(error: unknown): readonly never[] {
  if (error instanceof LinchpinError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT')) return [];
  throw error;
}
