import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isAlive, markOf } from '../processes.js';
import type { ServerHome } from './serverHome.ts';

const loaderSchema = z.object({ pid: z.number().int(), started: z.string() });

/** Says that files are being laid into the store, and which process does it. */
export function writeHalfMade(place: ServerHome, pid: number | undefined): void {
  writeFileSync(place.halfMade, pid === undefined ? '' : JSON.stringify(markOf(pid)));
}

/**
 * Removes a store into which files were being laid when the process ended; the server makes an empty one at its next
 * start. Nothing is lost: only a store without any import is ever replaced. Call under the lock of the home, where no
 * server runs.
 */
export async function removeHalfMadeStore(place: ServerHome): Promise<void> {
  if (!existsSync(place.halfMade)) return;
  await endLoader(place);
  for (const folder of ['databases', 'transactions'])
    rmSync(join(place.server, 'data', folder, 'neo4j'), { recursive: true, force: true });
  rmSync(place.halfMade, { force: true });
}

/** One that outlived its parent still writes. */
async function endLoader(place: ServerHome): Promise<void> {
  const text = readFileSync(place.halfMade, 'utf8');
  const loader = text === '' ? undefined : loaderSchema.parse(JSON.parse(text));
  while (loader !== undefined && isAlive(loader)) {
    process.kill(loader.pid, 'SIGKILL');
    await pause(100);
  }
}
