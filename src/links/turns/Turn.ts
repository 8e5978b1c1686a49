import { setImmediate as pause } from 'node:timers/promises';

/** Milliseconds of work after which others are let in. */
const TURN_MS = 10;
/** Links that are gone over between two looks at the clock, each of which takes as long as some of them. */
const LINKS = 1_000;

/** How long work goes on before it lets others in: `if (turn.isOver()) await turn.end();` after each step. No answer depends on it. */
export interface Turn {
  /** @param links how many the step went over, where a look at the clock after each would take longer than the step */
  isOver(links?: number): boolean;
  /** Lets others in, and begins the next. @throws whatever the signal is aborted with, once it is */
  end(): Promise<void>;
}

/** Begins the turns of one question; work that several questions wait for has no signal. */
export function beginTurn(signal?: AbortSignal, lastingMs = TURN_MS): Turn {
  let since = performance.now();
  let gone = 0;
  return {
    isOver: (links = LINKS) => {
      gone += links;
      if (gone < LINKS) return false;
      gone = 0;
      return performance.now() - since >= lastingMs;
    },
    end: async () => {
      await pause();
      signal?.throwIfAborted();
      since = performance.now();
    },
  };
}
