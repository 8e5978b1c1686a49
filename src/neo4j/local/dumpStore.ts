import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { DumpSteps, ServerRequest } from '../types.ts';
import { livingHolders } from './holders.ts';
import { launch } from './launch.ts';
import { lockHome } from './lockHome.ts';
import { runAdmin } from './runAdmin.ts';
import type { ServerHome } from './serverHome.ts';
import { runningServer } from './serverRecord.ts';
import { stopServerProcess } from './stop.ts';
import { STORE_PARTS } from './storeAside.ts';
import { timed } from './timed.ts';

/**
 * Stops the server, has its own tool dump the store, and starts it again on its old port, whatever became of the dump.
 * @throws LinchpinError CONFLICT naming the processes that use the server; whatever the steps throw
 */
export async function dumpStore(place: ServerHome, request: ServerRequest, steps: DumpSteps): Promise<void> {
  await lockHome(place, request.onProgress, async () => {
    const others = livingHolders(place).filter((pid) => pid !== process.pid);
    if (others.length > 0)
      throw new LinchpinError(
        'CONFLICT',
        `Process ${others.join(', ')} uses the store of ${place.home}. Stop it (a service: Ctrl-C), then try again.`,
      );
    const record = runningServer(place);
    if (record === undefined) throw new LinchpinError('UNAVAILABLE', 'Neo4j has gone. Try again.');
    await steps.ready(storeBytes(place));
    await stopServerProcess(place, request.onProgress);
    try {
      await timed(request.onProgress, { begins: 'dumping the store', done: 'dumped' }, () =>
        steps.work((take) => runAdmin(place, ['database', 'dump', 'neo4j', '--to-stdout'], { take })),
      );
    } finally {
      await launch(place, { ...request, byHand: record.byHand, port: record.port });
    }
  });
}

function storeBytes(place: ServerHome): number {
  const sizes = STORE_PARTS.flatMap((part) => {
    const folder = join(place.server, 'data', part, 'neo4j');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(join(folder, name)).size,
    );
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}
