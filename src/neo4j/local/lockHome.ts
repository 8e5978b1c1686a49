import { LinchpinError } from '../../errors/LinchpinError.ts';
import { withPidLock } from '../pidLock.js';
import type { ServerHome } from './serverHome.ts';

export type Progress = ((message: string) => void) | undefined;

/**
 * Runs `work` while no other process starts, stops, joins or leaves the server of this home.
 * @throws LinchpinError CONFLICT when another process holds the home for 15 minutes
 */
export async function lockHome<T>(
  place: ServerHome,
  onProgress: Progress,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await withPidLock(place.lockFile, work, {
      onWait: (pid) =>
        onProgress?.(`waiting for process ${pid}, which starts or stops Neo4j in ${place.home}`),
    });
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'ELOCKED') throw cause;
    throw new LinchpinError(
      'CONFLICT',
      `Another process has been starting or stopping Neo4j for 15 minutes: ${cause.message} End it, then try again.`,
      { cause },
    );
  }
}
