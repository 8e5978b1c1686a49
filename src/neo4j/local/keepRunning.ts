import { statfs } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { warmUp } from '../awaitBolt.ts';
import type { ServerRequest } from '../types.ts';
import { launch } from './launch.ts';
import { lockHome } from './lockHome.ts';
import { serverPassword } from './password.ts';
import type { ServerHome } from './serverHome.ts';
import { readRecord, runningServer, type ServerRecord } from './serverRecord.ts';
import { stopServerProcess } from './stop.ts';
import { isStoreAside, putStoreBack } from './storeAside.ts';

const LOOK_MS = 1_000;
/** How many looks at the process go by between two questions to the store itself. */
const LOOKS_A_QUESTION = 5;
const MOST_WAIT_MS = 30_000;
/** Below this a start would only fail again. */
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

/**
 * Starts the server of this home again, on its old port, when its process has gone, or when its store has failed and
 * says that it must be restarted (after a full disk, once there is space). Of several processes that watch one home
 * one starts it, and the others find it running. A server that merely hangs is left alone: it may come back.
 * @returns when the signal aborts
 */
export async function keepRunning(
  place: ServerHome,
  request: ServerRequest,
  signal: AbortSignal,
): Promise<void> {
  let waitMs = LOOK_MS;
  let said = '';
  const say = (message: string) => {
    if (message !== said) request.onProgress?.(message);
    said = message;
  };
  for (let look = 0; ; look += 1) {
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const broken = look % LOOKS_A_QUESTION === 0 && (await hasFailed(place));
      if (runningServer(place) !== undefined && !broken) {
        said = '';
        waitMs = LOOK_MS;
        continue;
      }
      await mustHaveSpace(place);
      await restart(place, request, signal, say);
      waitMs = LOOK_MS;
    } catch (error) {
      say(`Neo4j is not back yet: ${error instanceof Error ? error.message : String(error)}`);
      waitMs = Math.min(2 * waitMs, MOST_WAIT_MS);
      // Asked again at once after the wait.
      look = -1;
    }
  }
}

async function restart(
  place: ServerHome,
  request: ServerRequest,
  signal: AbortSignal,
  say: (message: string) => void,
): Promise<void> {
  await lockHome(place, request.onProgress, async () => {
    if (signal.aborted) return;
    const running = runningServer(place);
    const before = readRecord(place);
    if (before === undefined) throw new Error('nobody knows its port any more; start the service again');
    // Somebody else may have done it while we waited for the home.
    if (running !== undefined && !(await hasFailed(place))) return;
    say(
      running === undefined
        ? 'Neo4j has gone and is started again'
        : 'the store has failed and Neo4j is started again',
    );
    await stopServerProcess(place, request.onProgress);
    if (isStoreAside(place)) await putStoreBack(place);
    await launch(place, { ...request, byHand: before.byHand, port: before.port });
  });
}

async function mustHaveSpace(place: ServerHome): Promise<void> {
  const { bavail, bsize } = await statfs(place.server);
  if (bavail * bsize < LEAST_FREE_BYTES)
    throw new Error(`${place.server} has no space left; free some, and it is started again`);
}

/** Whether the store answers that it must be restarted: its server talks, and refuses every query. */
async function hasFailed(place: ServerHome): Promise<boolean> {
  const record = runningServer(place);
  return record !== undefined && (await refusesQueries(place, record));
}

async function refusesQueries(place: ServerHome, { port }: ServerRecord): Promise<boolean> {
  const driver = neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', serverPassword(place)), {
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
    userAgent: 'linchpin',
  });
  try {
    await warmUp(driver, 'neo4j');
    return false;
  } catch (error) {
    // What else goes wrong is a server that is gone or hangs, and is met elsewhere.
    return error instanceof neo4j.Neo4jError && /TransactionStartFailed/.test(error.code);
  } finally {
    await driver.close().catch(() => undefined);
  }
}
