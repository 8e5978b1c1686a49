import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftTool } from './leftTool.ts';
import type { ServerHome } from './serverHome.ts';

/** Folders below the data of a server that make up its store. */
export const STORE_PARTS = ['databases', 'transactions'] as const;

const partOf = (place: ServerHome, part: string): string => join(place.server, 'data', part, 'neo4j');

/** Whether a replacement of the store was begun and not finished. Call under the lock of the home. */
export const isStoreAside = (place: ServerHome): boolean => existsSync(place.storeAside);

/** Sets the store aside, where no server runs, so that another can be made in its place. */
export function setStoreAside(place: ServerHome): void {
  mkdirSync(place.storeAside);
  for (const part of STORE_PARTS)
    if (existsSync(partOf(place, part))) renameSync(partOf(place, part), join(place.storeAside, part));
}

/** Puts the store back that was set aside, where no server runs, and ends who still writes the other one. */
export async function putStoreBack(place: ServerHome): Promise<void> {
  if (!isStoreAside(place)) return;
  await endLeftTool(place);
  for (const part of STORE_PARTS) {
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
