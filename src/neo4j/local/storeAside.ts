import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, markOf } from '../processes.js';
import type { ServerHome } from './serverHome.ts';

const loaderSchema = z.object({ pid: z.number().int(), started: z.string() });
const PARTS = ['databases', 'transactions'] as const;

const partOf = (place: ServerHome, part: string): string => join(place.server, 'data', part, 'neo4j');
const loaderFile = (place: ServerHome): string => join(place.storeAside, 'loader.json');

/** Whether a replacement of the store was begun and not finished. Call under the lock of the home. */
export const isStoreAside = (place: ServerHome): boolean => existsSync(place.storeAside);

/** Sets the store aside, where no server runs, so that another can be made in its place. */
export function setStoreAside(place: ServerHome): void {
  mkdirSync(place.storeAside);
  for (const part of PARTS)
    if (existsSync(partOf(place, part))) renameSync(partOf(place, part), join(place.storeAside, part));
}

/** Remembers the process that makes the new store: it may outlive us. */
export function writeLoader(place: ServerHome, pid: number | undefined): void {
  if (pid !== undefined) writeFileSync(loaderFile(place), JSON.stringify(markOf(pid)));
}

/** Puts the store back that was set aside, where no server runs, and ends who still writes the other one. */
export async function putStoreBack(place: ServerHome): Promise<void> {
  if (!isStoreAside(place)) return;
  await endLoader(place);
  for (const part of PARTS) {
    const saved = join(place.storeAside, part);
    // What is not there was put back already, or never set aside.
    if (!existsSync(saved)) continue;
    rmSync(partOf(place, part), { recursive: true, force: true });
    renameSync(saved, partOf(place, part));
  }
  dropStoreAside(place);
}

/** Forgets the store that was set aside, at once, though removing it takes a while: the new one stands. */
export function dropStoreAside(place: ServerHome): void {
  const dropped = `${place.storeAside}.dropped`;
  rmSync(dropped, { recursive: true, force: true });
  renameSync(place.storeAside, dropped);
  rmSync(dropped, { recursive: true, force: true });
}

async function endLoader(place: ServerHome): Promise<void> {
  if (!existsSync(loaderFile(place))) return;
  const loader = loaderSchema.parse(JSON.parse(readFileSync(loaderFile(place), 'utf8')));
  while (isAlive(loader)) {
    process.kill(loader.pid, 'SIGKILL');
    await pause(100);
  }
}
