import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, markOf } from '../processes.js';
import type { ServerHome } from './serverHome.ts';

const holderSchema = z.object({ pid: z.number().int(), started: z.string() });

/**
 * Says that this process uses the server.
 * @returns takes it back; a process that is killed needs not, it is seen to be gone
 */
export function joinHolders(place: ServerHome): () => void {
  mkdirSync(place.holders, { recursive: true });
  const file = join(place.holders, `${process.pid}-${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(markOf(process.pid)));
  return () => rmSync(file, { force: true });
}

/** Process ids of those who use the server now; forgets those who are gone. Call under the lock of the home. */
export function livingHolders(place: ServerHome): readonly number[] {
  const pids: number[] = [];
  for (const name of namesIn(place.holders)) {
    const file = join(place.holders, name);
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) pids.push(holder.pid);
    else rmSync(file, { force: true });
  }
  return pids;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readHolder(file: string): z.infer<typeof holderSchema> | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
