import { setImmediate as pause } from 'node:timers/promises';

/** Work that offers to let others in wherever it yields. The answer does not depend on whether it does. */
export type Turns<T> = Generator<undefined, T, undefined>;

/** Milliseconds of work after which others are let in. */
const TURN_MS = 20;

export function atOnce<T>(work: Turns<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** @throws the reason of the signal, once it is aborted */
export async function inTurns<T>(work: Turns<T>, signal: AbortSignal): Promise<T> {
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done === true) return value;
    if (performance.now() - since < TURN_MS) continue;
    await pause();
    signal.throwIfAborted();
    since = performance.now();
  }
}
