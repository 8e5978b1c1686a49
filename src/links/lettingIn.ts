import { setImmediate as pause } from 'node:timers/promises';

/**
 * Lets others in, and ends when the question's time is over, after so much work each time.
 * @returns is told how much was done, and awaited
 */
export function lettingIn(turn: number, signal: AbortSignal | undefined): (work: number) => Promise<void> {
  let done = 0;
  return async (work) => {
    done += work;
    if (done < turn) return;
    done = 0;
    await pause();
    signal?.throwIfAborted();
  };
}
