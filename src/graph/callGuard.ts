import { LinchpinError } from '../errors/LinchpinError.ts';

/** Ends a call that its caller has given up, or that nobody answers. */
export interface CallGuard {
  /** Rejects with `failure` when the call is over before it is done. */
  readonly over: Promise<never>;
  /** Why it was ended, once it was. */
  readonly failure: LinchpinError | undefined;
  /** The call is done: nothing is watched any more. */
  stop(): void;
}

/**
 * Watches a call: when its signal aborts, or its time is long up, `end` is called once and `over` rejects.
 * @param limitMs well after the server itself should have ended the query: meant for a server that hangs
 */
export function guardCall(signal: AbortSignal | undefined, limitMs: number, end: () => void): CallGuard {
  let failure: LinchpinError | undefined;
  let reject: (error: LinchpinError) => void = () => undefined;
  const over = new Promise<never>((_, fail) => {
    reject = fail;
  });
  // Whoever only wants to know afterwards reads `failure`.
  over.catch(() => undefined);
  const give = (error: LinchpinError) => {
    if (failure !== undefined) return;
    failure = error;
    end();
    reject(error);
  };
  const onAbort = () => give(abortError(signal?.reason));
  const timer = setTimeout(
    () => give(new LinchpinError('TIMEOUT', 'The store did not answer in time; ask for less or try again.')),
    limitMs,
  );
  timer.unref();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    over,
    get failure() {
      return failure;
    },
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

/** Who aborts may say why, for instance that the request's time is over. */
export function abortError(reason: unknown): LinchpinError {
  if (reason instanceof LinchpinError)
    return new LinchpinError(reason.code, reason.message, { cause: reason });
  return new LinchpinError('CANCELLED', 'The call was cancelled.', { cause: reason });
}
