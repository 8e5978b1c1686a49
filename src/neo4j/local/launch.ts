import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { NeoSettings } from '../../config/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { awaitBolt } from '../awaitBolt.ts';
import { findJava, missingForNeo4j } from '../machineTools.js';
import { isAlive, markOf } from '../processes.js';
import { archiveArguments, writeArchive } from './classArchive.ts';
import { writeConfiguration } from './configuration.ts';
import { fetchArtifacts } from './fetchArtifacts.ts';
import { serverArguments } from './javaCommand.ts';
import { endLeftTool } from './leftTool.ts';
import type { Progress } from './lockHome.ts';
import { loopbackPort } from './loopbackPort.ts';
import { type ServerMemory, serverMemory } from './memory.ts';
import { serverPassword, storeExists } from './password.ts';
import { runAdmin } from './runAdmin.ts';
import type { ServerHome } from './serverHome.ts';
import { lastPort, removeRecord, type ServerRecord, writeRecord } from './serverRecord.ts';
import { timed } from './timed.ts';

const READY_DEADLINE_MS = 180_000;
const PORT_ATTEMPTS = 3;

export interface LaunchRequest {
  readonly neo4j: NeoSettings;
  readonly purpose: 'service' | 'test';
  readonly byHand: boolean;
  readonly settings?: readonly string[] | undefined;
  /** The only port that will do, where somebody goes on with the address he has. */
  readonly port?: number | undefined;
  readonly onProgress?: Progress;
}

/**
 * Starts the server of this home and waits until it answers. Call under the lock of the home, where none runs.
 * @throws LinchpinError MISSING_TOOL (Java, Maven, memory, port), UNAVAILABLE with the last lines of its log
 */
export async function launch(place: ServerHome, request: LaunchRequest): Promise<ServerRecord> {
  const memory = serverMemory(request.neo4j, request.purpose);
  const java = await findJava();
  if (java === undefined) {
    const missing = await missingForNeo4j(place.home, { ...process.env, NEO4J_URI: '' });
    throw new LinchpinError('MISSING_TOOL', missing ?? 'Java 17 or newer was not found. Install it.');
  }
  await fetchArtifacts(place, request.onProgress);
  await endLeftTool(place);
  for (let attempt = 1; ; attempt += 1) {
    const port = await loopbackPort(request.port ?? lastPort(place));
    if (request.port !== undefined && port !== request.port)
      throw new LinchpinError('UNAVAILABLE', `Port ${request.port} was taken while Neo4j was stopped.`);
    writeConfiguration(place, port, memory, request.settings);
    if (!storeExists(place)) await setPassword(place);
    const step = {
      begins: `starting Neo4j (${memory.heap} heap, ${memory.pagecache} page cache)`,
      done: 'Neo4j answers',
    };
    try {
      const record = await timed(request.onProgress, step, () => start(place, java, memory, port, request));
      await writeArchive(place, java, record.pid, request.onProgress);
      return record;
    } catch (error) {
      // Between finding a free port and binding it another process may have taken it.
      if (request.port !== undefined) throw error;
      if (attempt === PORT_ATTEMPTS || !/address already in use|BindException/i.test(consoleTail(place)))
        throw error;
      removeRecord(place);
    }
  }
}

/** Waits for a server that is running or coming up, whoever started it. */
export async function awaitServer(place: ServerHome, record: ServerRecord): Promise<void> {
  const stillHope = () => {
    if (isAlive(record)) return;
    throw new LinchpinError(
      'UNAVAILABLE',
      `Neo4j ended while it was starting. The last lines of ${place.consoleLog}:\n${consoleTail(place)}`,
    );
  };
  const uri = `bolt://127.0.0.1:${record.port}`;
  const password = serverPassword(place);
  await awaitBolt({ uri, username: 'neo4j', password, database: 'neo4j' }, READY_DEADLINE_MS, stillHope);
}

/**
 * Sets the password that the server takes when it first starts. The admin tool takes it as an argument; an @file keeps
 * it out of the list of processes.
 */
export async function setPassword(place: ServerHome): Promise<void> {
  serverPassword(place);
  try {
    await runAdmin(place, ['dbms', 'set-initial-password', `@${place.passwordFile}`]);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : '';
    throw new LinchpinError('UNAVAILABLE', `Neo4j did not accept its first password. ${said}`, { cause });
  }
}

async function start(
  place: ServerHome,
  java: string,
  memory: ServerMemory,
  port: number,
  request: LaunchRequest,
): Promise<ServerRecord> {
  if (existsSync(place.consoleLog)) renameSync(place.consoleLog, `${place.consoleLog}.1`);
  const log = openSync(place.consoleLog, 'w', 0o600);
  // A session of its own: Ctrl-C in our terminal must not reach it before we have finished with it.
  const child = spawn(java, serverArguments(place, memory, archiveArguments(place, java)), {
    cwd: place.server,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
  child.unref();
  const mark = markOf(pid);
  const record = { ...mark, port, startedAt: new Date().toISOString(), byHand: request.byHand };
  writeRecord(place, record);
  await awaitServer(place, record);
  return record;
}

/** The last lines that say something, for people who have to find out why it did not start. */
function consoleTail(place: ServerHome): string {
  const files = [place.consoleLog, join(place.logs, 'neo4j.log')].filter((file) => existsSync(file));
  const text = files.length === 0 ? '' : readFileSync(files[0] ?? '', 'utf8');
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
