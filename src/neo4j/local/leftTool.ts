import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, markOf } from '../processes.js';
import type { ServerHome } from './serverHome.ts';

const markSchema = z.object({ pid: z.number().int(), started: z.string() });

/** Remembers a process of the admin tool: it may outlive us, with the store in its hands. */
export function noteTool(place: ServerHome, pid: number | undefined): void {
  if (pid !== undefined) writeFileSync(place.toolFile, JSON.stringify(markOf(pid)), { mode: 0o600 });
}

export function forgetTool(place: ServerHome): void {
  rmSync(place.toolFile, { force: true });
}

/** Ends what a killed process has left at work on the store. Call under the lock of the home. */
export async function endLeftTool(place: ServerHome): Promise<void> {
  if (!existsSync(place.toolFile)) return;
  // One that was killed while it wrote the note had hardly begun, and its tool ends with its pipe.
  const tool = markSchema.safeParse(noted(place)).data;
  while (tool !== undefined && isAlive(tool)) {
    process.kill(tool.pid, 'SIGKILL');
    await pause(100);
  }
  forgetTool(place);
}

function noted(place: ServerHome): unknown {
  try {
    return JSON.parse(readFileSync(place.toolFile, 'utf8'));
  } catch {
    return undefined;
  }
}
