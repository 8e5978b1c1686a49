import { setTimeout as pause } from 'node:timers/promises';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { isAlive } from '../processes.js';
import type { Progress } from './lockHome.ts';
import type { ServerHome } from './serverHome.ts';
import { runningServer, type ServerRecord } from './serverRecord.ts';
import { timed } from './timed.ts';

/** A large page cache is written out on the way. */
const PATIENCE_MS = 90_000;
const POLL_MS = 50;

/**
 * Asks the server of this home to end and waits until it has; one that does not listen is killed, and that is said
 * (its store recovers at the next start). Call under the lock of the home.
 */
export async function stopServerProcess(place: ServerHome, onProgress: Progress): Promise<void> {
  const record = runningServer(place);
  if (record === undefined) return;
  await timed(onProgress, { begins: 'stopping Neo4j', done: 'Neo4j has stopped' }, () =>
    end(record, onProgress),
  );
}

async function end(record: ServerRecord, onProgress: Progress): Promise<void> {
  signal(record, 'SIGTERM');
  if (await gone(record, PATIENCE_MS)) return;
  onProgress?.(`Neo4j (process ${record.pid}) did not stop within ${PATIENCE_MS / 1000} s and is killed`);
  signal(record, 'SIGKILL');
  if (await gone(record, 10_000)) return;
  throw new LinchpinError('CONFLICT', `Neo4j (process ${record.pid}) cannot be stopped. End it by hand.`);
}

function signal(record: ServerRecord, name: NodeJS.Signals): void {
  try {
    if (isAlive(record)) process.kill(record.pid, name);
  } catch (error) {
    if (isAlive(record)) throw error;
  }
}

async function gone(record: ServerRecord, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (isAlive(record)) {
    if (Date.now() > deadline) return false;
    await pause(POLL_MS);
  }
  return true;
}
