import { setImmediate as pause } from 'node:timers/promises';

/** Lets others in where 20 ms are over since they last were. */
export type Turns = () => Promise<void>;
const TURN_MS = 20;

/** Makes what long work calls between its steps. It throws whatever `signal` aborts with. */
export function turnTaker(signal: AbortSignal | undefined): Turns {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await pause();
    signal?.throwIfAborted();
    since = performance.now();
  };
}
