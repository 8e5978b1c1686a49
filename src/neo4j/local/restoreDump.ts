import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { ServerRequest } from '../types.ts';
import { writeConfiguration } from './configuration.ts';
import { fetchArtifacts } from './fetchArtifacts.ts';
import { setPassword } from './launch.ts';
import { endLeftTool } from './leftTool.ts';
import { lockHome } from './lockHome.ts';
import { loopbackPort } from './loopbackPort.ts';
import { serverMemory } from './memory.ts';
import { runAdmin } from './runAdmin.ts';
import { serverHome } from './serverHome.ts';
import { timed } from './timed.ts';

/** What makes a home from a backup, while nobody else can reach it. */
export interface EmptyHomeSteps {
  /** Refuses a home that holds anything. @param resumed a restore into it was killed: what it left is to be removed */
  readonly clear: (resumed: boolean) => Promise<void>;
  readonly dump: () => Promise<Readable>;
  /** Lays down what belongs to the store and stands outside it. */
  readonly settle: () => Promise<void>;
}

/**
 * Makes the store of an empty home from a dump, with a password of its own. The server takes its place in one step,
 * last: a restore that is killed leaves no store that looks whole, and is begun again by the next one.
 * @throws LinchpinError CONFLICT where the home has a store; MISSING_TOOL, INTERNAL, DISK_FULL as `runAdmin`
 */
export async function restoreDump(
  request: Omit<ServerRequest, 'purpose'>,
  steps: EmptyHomeSteps,
): Promise<void> {
  const place = serverHome(request.home);
  await lockHome(place, request.onProgress, async () => {
    const resumed = existsSync(place.restoring);
    if (existsSync(place.server) || (!resumed && existsSync(place.passwordFile)))
      throw new LinchpinError(
        'CONFLICT',
        `${place.home} has a store already. Set LINCHPIN_HOME to a new folder and restore into that.`,
      );
    await endLeftTool(place);
    await steps.clear(resumed);
    await rm(place.restoring, { recursive: true, force: true });
    await mkdir(place.restoring, { recursive: true });
    await fetchArtifacts(place, request.onProgress);
    const made = { ...place, server: place.restoring };
    writeConfiguration(made, await loopbackPort(undefined), serverMemory(request.neo4j, 'service'));
    await setPassword(made);
    const input = await steps.dump();
    await timed(request.onProgress, { begins: 'loading the dump', done: 'loaded' }, () =>
      runAdmin(made, ['database', 'load', 'neo4j', '--from-stdin'], { input }),
    );
    await steps.settle();
    await rename(place.restoring, place.server);
  });
}
