// Plain JavaScript of built-ins only: bin/start.js and bin/test.js use this before anything is installed.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive, markOf } from './processes.js';

const POLL_MS = 100;
/** Between making a file and writing into it lie microseconds; a file still empty after this was abandoned. */
const ABANDONED_MS = 5_000;

/**
 * Runs `work` while holding the lock file at `path`. The file names the process that holds it; where that process
 * is gone (killed, power cut) the next one takes over.
 * Options: `onWait(pid)` is called once when another process holds it; `timeoutMs` (default 15 minutes).
 * Throws an Error with `code: 'ELOCKED'` and the holder's `pid` when the time is over.
 */
export async function withPidLock(path, work, { onWait, timeoutMs = 900_000 } = {}) {
  const release = await take(path, onWait, timeoutMs);
  try {
    return await work();
  } finally {
    release();
  }
}

async function take(path, onWait, timeoutMs) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify({ ...markOf(process.pid), nonce: randomUUID() });
  const deadline = Date.now() + timeoutMs;
  let told = false;
  while (!create(path, mine)) {
    const seen = read(path);
    const holder = parse(seen);
    if (seen !== undefined && isStale(path, holder)) {
      takeAway(path, seen);
      continue;
    }
    if (Date.now() > deadline) {
      const error = new Error(`${path} is held by process ${holder?.pid ?? 'unknown'}.`);
      throw Object.assign(error, { code: 'ELOCKED', pid: holder?.pid });
    }
    if (!told && holder !== undefined) {
      told = true;
      onWait?.(holder.pid);
    }
    await pause(POLL_MS);
  }
  return () => {
    if (read(path) === mine) rmSync(path, { force: true });
  };
}

function isStale(path, holder) {
  return holder === undefined ? ageMs(path) > ABANDONED_MS : !isAlive(holder);
}

/** Two that see the same dead holder must not both remove: the second would remove the first one's new lock. */
function takeAway(path, seen) {
  const breaking = `${path}.breaking`;
  if (!create(breaking, '')) {
    if (ageMs(breaking) > ABANDONED_MS) rmSync(breaking, { force: true });
    return;
  }
  try {
    if (read(path) === seen) rmSync(path, { force: true });
  } finally {
    rmSync(breaking, { force: true });
  }
}

function create(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
