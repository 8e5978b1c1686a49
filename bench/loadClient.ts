import { fork } from 'node:child_process';
import { once } from 'node:events';
import { sorted } from './timing.ts';

/** What the client is to send, and how. */
export interface LoadOrder {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Of the closed loop: ends earlier after so many. */
  readonly requests?: number;
  /** Absent: a closed loop. */
  readonly ratePerSecond?: number;
}

/** What became of it. */
export interface Load {
  /** Milliseconds of each request, least first. */
  readonly times: readonly number[];
  /** Of the last answer. */
  readonly bytes: number;
}

export interface LoadClient {
  /** @throws Error with the first answer that is not as it should be */
  send(order: LoadOrder): Promise<Load>;
  end(): void;
}

/** A client in a process of its own. */
export function loadClient(): LoadClient {
  const child = fork(new URL('./loadClientProcess.js', import.meta.url));
  return {
    send: async (order) => {
      child.send(order);
      const [answer] = (await once(child, 'message')) as [Load & { readonly error?: string }];
      if (answer.error !== undefined)
        throw new Error(`the service did not answer as it should: ${answer.error}`);
      return { ...answer, times: sorted(answer.times) };
    },
    end: () => void child.kill(),
  };
}
