import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isAlive } from '../processes.js';
import type { ServerHome } from './serverHome.ts';

const recordSchema = z.object({
  pid: z.number().int(),
  started: z.string(),
  port: z.number().int(),
  startedAt: z.string(),
  /** `linchpin neo4j start` asked for it: it outlives those who use it. */
  byHand: z.boolean(),
});

/** The server process of a home, written as soon as it exists so that a killed starter leaves a trace of it. */
export type ServerRecord = Readonly<z.infer<typeof recordSchema>>;

/** The last server started in this home, alive or not. */
export function readRecord(place: ServerHome): ServerRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(place.recordFile, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The running server of this home, if any. */
export function runningServer(place: ServerHome): ServerRecord | undefined {
  const record = readRecord(place);
  return record !== undefined && isAlive(record) ? record : undefined;
}

export function writeRecord(place: ServerHome, record: ServerRecord): void {
  writeFileSync(place.recordFile, `${JSON.stringify(record)}\n`, { mode: 0o600 });
}

/** Keeps the port for the next start: an address that stays the same is kinder to those who look at it. */
export function lastPort(place: ServerHome): number | undefined {
  return readRecord(place)?.port;
}

export function removeRecord(place: ServerHome): void {
  rmSync(place.recordFile, { force: true });
}
