import { readFileSync } from 'node:fs';

/** Milliseconds between two looks at the clock, where nothing keeps them from it. */
const TICK_MS = 5;

/** For how long at the most one piece of work kept others out, in milliseconds. */
export interface Blocked {
  /** By the clock. */
  readonly wallMs: number;
  /** Of the processor time of the thread, which what others do on the machine does not lengthen; undefined but on Linux. */
  readonly processorMs: number | undefined;
}

/** Watches the event loop of this process until it is asked. */
export function watchBlocks(): () => Blocked {
  let [wallMs, processorMs] = [0, 0];
  let before = now();
  const look = () => {
    const next = now();
    wallMs = Math.max(wallMs, next.wall - before.wall);
    processorMs = Math.max(processorMs, next.processor - before.processor);
    before = next;
  };
  const timer = setInterval(look, TICK_MS);
  return () => {
    clearInterval(timer);
    look();
    return { wallMs, processorMs: Number.isNaN(processorMs) ? undefined : processorMs };
  };
}

const now = () => ({ wall: performance.now(), processor: threadMs() });

/** Processor time of the main thread; NaN where the system does not tell. */
function threadMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}
