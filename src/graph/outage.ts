import { LinchpinError } from '../errors/LinchpinError.ts';

/** What a process knows of whether its store answers, so that it does not find it out with every call. */
export interface Outage {
  /**
   * Passes at once while the store is believed to answer. Where it was lost, it is asked whether it is back.
   * @throws LinchpinError UNAVAILABLE where it is not
   */
  mayCall(): Promise<void>;
  /** Asks the store; everyone who asks meanwhile is told by the same answer. */
  ask(): Promise<void>;
  /** A call has failed since the store could not be reached. */
  lost(): void;
}

/** How long a call waits to hear that a lost store is back; one that hangs does not say anything. */
const PATIENCE_MS = 500;

/** @param ping a query of nothing, bounded in time */
export function watchOutage(ping: () => Promise<unknown>): Outage {
  let away = false;
  let asking: Promise<void> | undefined;
  const ask = () => {
    asking ??= ping()
      .then(
        () => {
          away = false;
        },
        (error: unknown) => {
          away = true;
          throw error;
        },
      )
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return {
    ask,
    lost: () => {
      away = true;
    },
    mayCall: async () => {
      if (!away) return;
      await within(PATIENCE_MS, ask()).catch((cause: unknown) => {
        throw new LinchpinError('UNAVAILABLE', 'The store cannot be reached at the moment; try again.', {
          cause,
        });
      });
    },
  };
}

/** @throws LinchpinError UNAVAILABLE when the time passes first */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new LinchpinError('UNAVAILABLE', 'The store does not answer.')),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
