import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withPidLock } from '../../../src/neo4j/pidLock.js';
import { isAlive, markOf } from '../../../src/neo4j/processes.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linchpin-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('one at a time holds a lock, and the next comes in when it leaves, even by an error', async () => {
  const lock = join(folder, 'below', 'lock');
  let inside = 0;
  let most = 0;
  const visit = (fails: boolean) =>
    withPidLock(lock, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(5);
      inside -= 1;
      if (fails) throw new Error('on purpose');
    });
  const ends = await Promise.allSettled([visit(true), visit(false), visit(true), visit(false)]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  expect(most).toBe(1);
  expect(existsSync(lock)).toBe(false);
});

test('a lock whose process was killed is taken over, by one only', async () => {
  const lock = join(folder, 'lock');
  writeFileSync(lock, JSON.stringify({ pid: deadPid(), started: '1' }));
  let inside = 0;
  let most = 0;
  const visit = () =>
    withPidLock(lock, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await pause(5);
      inside -= 1;
    });
  await Promise.all([visit(), visit(), visit()]);
  expect(most).toBe(1);
});

test('a lock of a living process is waited for, and in the end the error names the process', async () => {
  const lock = join(folder, 'lock');
  writeFileSync(lock, JSON.stringify(markOf(process.pid)));
  const waitedFor: number[] = [];
  const late = withPidLock(lock, async () => 'in', { onWait: (pid) => waitedFor.push(pid), timeoutMs: 250 });
  await expect(late).rejects.toMatchObject({ code: 'ELOCKED', pid: process.pid });
  expect(waitedFor).toEqual([process.pid]);
});

test('a process id that was given to another process since does not pass for the old one', () => {
  const me = markOf(process.pid);
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: 'earlier' })).toBe(false);
  expect(isAlive(markOf(deadPid()))).toBe(false);
});

function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}
