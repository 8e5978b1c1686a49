import { dirname, join } from 'node:path';
import { LIST_DELIMITER, type StoreFile, type StoreFiles } from '../../graph/index.ts';
import type { Replacement, ReplacementSteps, ServerRequest } from '../types.ts';
import { livingHolders } from './holders.ts';
import { launch } from './launch.ts';
import { lockHome } from './lockHome.ts';
import { serverMemory } from './memory.ts';
import { runAdmin } from './runAdmin.ts';
import type { ServerHome } from './serverHome.ts';
import { runningServer } from './serverRecord.ts';
import { stopServerProcess } from './stop.ts';
import { dropStoreAside, putStoreBack, setStoreAside } from './storeAside.ts';
import { timed } from './timed.ts';

/**
 * Lays files into the store in place of all it holds, by the server's offline import: stops the server, sets the old
 * store aside, imports, starts the server again on its old port. Whatever fails, and killed at any moment, the old
 * store is put back.
 * @throws LinchpinError as `launch`, and whatever `steps.files` throws, before which nothing was touched
 */
export async function replaceStore(
  place: ServerHome,
  request: ServerRequest,
  steps: ReplacementSteps,
): Promise<Replacement> {
  return lockHome(place, request.onProgress, async () => {
    const record = runningServer(place);
    if (record === undefined || livingHolders(place).length > 1) return 'busy';
    const files = await steps.files();
    await stopServerProcess(place, request.onProgress);
    setStoreAside(place);
    const start = () => launch(place, { ...request, byHand: record.byHand, port: record.port });
    try {
      const loading = { begins: 'loading the files into the store', done: 'loaded' };
      await timed(request.onProgress, loading, () => load(place, request, files));
      await start();
      await steps.reopen();
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      request.onProgress?.(`the files could not be laid into the store, which is put back: ${words}`);
      await stopServerProcess(place, request.onProgress);
      await putStoreBack(place);
      await start();
      return 'failed';
    }
    dropStoreAside(place);
    return 'done';
  });
}

async function load(place: ServerHome, request: ServerRequest, files: StoreFiles): Promise<void> {
  const { heap } = serverMemory(request.neo4j, request.purpose);
  const command = [
    ...['database', 'import', 'full', 'neo4j', '--overwrite-destination'],
    `--array-delimiter=U+${LIST_DELIMITER.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    `--multiline-fields=${files.multiline}`,
    `--report-file=${join(dirname(files.nodes[0]?.path ?? place.logs), 'load.report')}`,
    ...files.nodes.map((file) => argument('nodes', file)),
    ...files.relationships.map((file) => argument('relationships', file)),
  ];
  await runAdmin(place, command, { heap });
}

const argument = (option: string, { names, path }: StoreFile): string =>
  `--${option}=${names.join(':')}=${path}`;
