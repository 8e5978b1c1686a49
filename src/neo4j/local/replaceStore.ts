import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { LIST_DELIMITER, type StoreFile, type StoreFiles } from '../../graph/index.ts';
import { findJava } from '../machineTools.js';
import type { Replacement, ServerRequest } from '../types.ts';
import { removeHalfMadeStore, writeHalfMade } from './halfMadeStore.ts';
import { livingHolders } from './holders.ts';
import { adminArguments, adminEnvironment } from './javaCommand.ts';
import { launch } from './launch.ts';
import { lockHome } from './lockHome.ts';
import { serverMemory } from './memory.ts';
import type { ServerHome } from './serverHome.ts';
import { runningServer } from './serverRecord.ts';
import { stopServerProcess } from './stop.ts';
import { timed } from './timed.ts';

/**
 * Lays files into the store in place of all it holds, by the server's offline import: stops the server, imports,
 * starts it again on its old port. Killed in the middle, the next start begins with an empty store.
 * @param reopen what must be done before anyone else may use the store; runs when the server answers again, with files
 * loaded or, where that failed, empty
 * @throws LinchpinError as `launch`, or CANCELLED
 */
export async function replaceStore(
  place: ServerHome,
  request: ServerRequest,
  files: StoreFiles,
  reopen: (loaded: boolean) => Promise<void>,
): Promise<Replacement> {
  return lockHome(place, request.onProgress, async () => {
    const record = runningServer(place);
    if (record === undefined || livingHolders(place).length > 1) return 'busy';
    await stopServerProcess(place, request.onProgress);
    writeHalfMade(place, undefined);
    const loading = { begins: 'loading the files into the store', done: 'loaded' };
    const loaded = await timed(request.onProgress, loading, () => load(place, request, files));
    if (!loaded) await removeHalfMadeStore(place);
    await launch(place, { ...request, byHand: record.byHand });
    await reopen(loaded);
    rmSync(place.halfMade, { force: true });
    return loaded ? 'done' : 'failed';
  });
}

async function load(place: ServerHome, request: ServerRequest, files: StoreFiles): Promise<boolean> {
  const java = await findJava();
  if (java === undefined) throw new LinchpinError('MISSING_TOOL', 'Java was not found. Install it.');
  const { heap } = serverMemory(request.neo4j, request.purpose);
  const command = [
    ...['database', 'import', 'full', 'neo4j', '--overwrite-destination'],
    `--array-delimiter=U+${LIST_DELIMITER.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    `--multiline-fields=${files.multiline}`,
    `--report-file=${join(place.logs, 'load.report')}`,
    ...files.nodes.map((file) => argument('nodes', file)),
    ...files.relationships.map((file) => argument('relationships', file)),
  ];
  const child = spawn(java, adminArguments(place, command, heap), {
    env: adminEnvironment(place),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  writeHalfMade(place, child.pid);
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0 && existsSync(join(place.server, 'data', 'databases', 'neo4j'))) return true;
  request.onProgress?.(`the offline import failed (exit ${code}): ${said.join('').trim().slice(-1000)}`);
  return false;
}

const argument = (option: string, { names, path }: StoreFile): string =>
  `--${option}=${names.length === 0 ? '' : `${names.join(':')}=`}${path}`;
