import type { LinchpinError } from '../errors/LinchpinError.ts';
import { abortError } from './callGuard.ts';

/**
 * Waits for work that is shared between callers, but no longer than one of them does; the work goes on for the others.
 * @param late what a caller is told whose time is over first, where more is known than that
 * @throws LinchpinError as whoever aborted says, CANCELLED where nothing is said
 */
export function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  late?: LinchpinError,
): Promise<T> {
  // Whoever waits no more must not leave a failure that nobody meets.
  work.catch(() => undefined);
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const over = () => {
      const error = abortError(signal.reason);
      reject(late !== undefined && error.code === 'TIMEOUT' ? late : error);
    };
    if (signal.aborted) return over();
    signal.addEventListener('abort', over, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', over));
  });
}
