import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { ServerConnection, ServerRequest, ServerStatus } from '../types.ts';
import { dumpStore } from './dumpStore.ts';
import { joinHolders, livingHolders } from './holders.ts';
import { keepRunning } from './keepRunning.ts';
import { awaitServer, launch } from './launch.ts';
import { lockHome } from './lockHome.ts';
import { listens } from './loopbackPort.ts';
import { serverPassword } from './password.ts';
import { replaceStore } from './replaceStore.ts';
import { type ServerHome, serverHome } from './serverHome.ts';
import { runningServer, type ServerRecord, writeRecord } from './serverRecord.ts';
import { stopServerProcess } from './stop.ts';
import { isStoreAside, putStoreBack } from './storeAside.ts';

const DYING_MS = 300;

/**
 * Joins the local server of the home, starting it where none runs. Whoever leaves last stops it, unless it was
 * started by hand. A server whose users were killed is found running and joined.
 * @throws LinchpinError MISSING_TOOL, UNAVAILABLE, CONFLICT as `launch` and `lockHome` say
 */
export async function acquireLocalServer(request: ServerRequest): Promise<ServerConnection> {
  const place = serverHome(request.home);
  const { record, leave } = await lockHome(place, request.onProgress, async () => {
    const record = await ensureRunning(place, request, false);
    return { record, leave: joinHolders(place) };
  });
  let released: Promise<void> | undefined;
  const release = async () => {
    await lockHome(place, request.onProgress, async () => {
      leave();
      const byHand = runningServer(place)?.byHand === true;
      if (!byHand && (await isUnused(place))) await stopServerProcess(place, request.onProgress);
    });
  };
  return {
    uri: `bolt://127.0.0.1:${record.port}`,
    username: 'neo4j',
    password: serverPassword(place),
    database: 'neo4j',
    provider: 'local',
    dumpStore: (steps) => dumpStore(place, request, steps),
    keepRunning: (signal) => keepRunning(place, request, signal),
    replaceStore: (steps) => replaceStore(place, request, steps),
    release: () => {
      released ??= release();
      return released;
    },
  };
}

/**
 * `linchpin neo4j start`: starts the local server of the home, or keeps a running one, until `stopServer`.
 * @throws LinchpinError as `acquireLocalServer`
 */
export async function startServer(request: Omit<ServerRequest, 'purpose'>): Promise<ServerStatus> {
  const place = serverHome(request.home);
  await lockHome(place, request.onProgress, async () => {
    const record = await ensureRunning(place, { ...request, purpose: 'service' }, true);
    if (!record.byHand) writeRecord(place, { ...record, byHand: true });
  });
  return serverStatus(request);
}

/**
 * `linchpin neo4j stop`: stops the local server of the home. Where processes still use it, it keeps running until
 * the last of them leaves; the answer then names them.
 */
export async function stopServer(request: Pick<ServerRequest, 'home' | 'onProgress'>): Promise<ServerStatus> {
  const place = serverHome(request.home);
  await lockHome(place, request.onProgress, async () => {
    const record = runningServer(place);
    if (record === undefined) return;
    if (livingHolders(place).length === 0) await stopServerProcess(place, request.onProgress);
    else writeRecord(place, { ...record, byHand: false });
  });
  return serverStatus(request);
}

/** `linchpin neo4j status`: whether the local server of the home runs, where it answers and who uses it. */
export async function serverStatus(request: Pick<ServerRequest, 'home'>): Promise<ServerStatus> {
  const place = serverHome(request.home);
  const record = runningServer(place);
  if (record === undefined)
    return { state: 'stopped', home: request.home, startedByHand: false, holders: [] };
  return {
    state: (await listens(record.port)) ? 'running' : 'starting',
    home: request.home,
    pid: record.pid,
    uri: `bolt://127.0.0.1:${record.port}`,
    startedAt: record.startedAt,
    startedByHand: record.byHand,
    holders: livingHolders(place),
  };
}

/** Looks twice: a holder that is being killed at this moment still counts for some milliseconds. */
async function isUnused(place: ServerHome): Promise<boolean> {
  if (livingHolders(place).length === 0) return true;
  await pause(DYING_MS);
  return livingHolders(place).length === 0;
}

async function ensureRunning(
  place: ServerHome,
  request: ServerRequest,
  byHand: boolean,
): Promise<ServerRecord> {
  if (existsSync(place.restoring))
    throw new LinchpinError(
      'CONFLICT',
      `A restore into ${place.home} was not finished. Run linchpin restore again, or remove ${place.restoring}.`,
    );
  // Killed while the store was being replaced: its server may have outlived it, and what it serves is not complete.
  if (isStoreAside(place)) {
    await stopServerProcess(place, request.onProgress);
    await putStoreBack(place);
  }
  const running = runningServer(place);
  if (running === undefined) {
    return launch(place, { ...request, byHand });
  }
  await awaitServer(place, running);
  return running;
}
