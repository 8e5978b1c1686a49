import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import { artifactsAreComplete, findMaven, missingForNeo4j, pomFile } from '../machineTools.js';
import type { Progress } from './lockHome.ts';
import type { ServerHome } from './serverHome.ts';
import { timed } from './timed.ts';

/** Only these belong into `plugins/`; the third-party jars of GDS stay in `lib/`, since `plugins/` comes first. */
const PLUGIN = /^(org\.neo4j\.gds|org\.neo4j\.procedure)\./;
const LINES_KEPT = 15;

/**
 * Fetches the server's jars by Maven into the home, once per content of `neo4j/pom.xml`. A fetch that is killed
 * leaves nothing that looks complete. Call under the lock of the home.
 * @throws LinchpinError MISSING_TOOL without Maven; UNAVAILABLE when Maven fails, with its last lines
 */
export async function fetchArtifacts(place: ServerHome, onProgress: Progress): Promise<void> {
  if (artifactsAreComplete(place.home)) return;
  const maven = await findMaven();
  if (maven === undefined) {
    const missing = await missingForNeo4j(place.home);
    throw new LinchpinError('MISSING_TOOL', missing ?? 'Maven was not found. Install it, or set NEO4J_URI.');
  }
  const partial = `${place.artifacts}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(join(partial, 'plugins'), { recursive: true });
  const step = {
    begins: 'fetching Neo4j, APOC and GDS by Maven (about 140 MB the first time)',
    done: 'fetched Neo4j, APOC and GDS',
  };
  await timed(onProgress, step, () => copyDependencies(maven, join(partial, 'lib'), onProgress));
  for (const jar of readdirSync(join(partial, 'lib'))) {
    if (PLUGIN.test(jar)) renameSync(join(partial, 'lib', jar), join(partial, 'plugins', jar));
  }
  writeFileSync(join(partial, 'complete'), '');
  rmSync(place.artifacts, { recursive: true, force: true });
  renameSync(partial, place.artifacts);
  removeOtherVersions(place);
}

async function copyDependencies(maven: string, folder: string, onProgress: Progress): Promise<void> {
  // Group ids in the names, or jars of the same name in two groups would overwrite each other.
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-Dmdep.prependGroupId=true'];
  const child = spawn(maven, ['-B', '-f', pomFile, ...goal, `-DoutputDirectory=${folder}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const last: string[] = [];
  let fetched = 0;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') last.push(line);
      if (last.length > LINES_KEPT) last.shift();
      if (/Downloaded from .*\.jar /.test(line)) fetched += 1;
    });
  }
  const ticker = setInterval(() => onProgress?.(`fetching Neo4j: ${fetched} jars downloaded`), 5_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0)
      throw new LinchpinError(
        'UNAVAILABLE',
        `Maven could not fetch Neo4j (exit ${code}). Check the network and ~/.m2/settings.xml. Its last lines:\n${last.join('\n')}`,
      );
  } finally {
    clearInterval(ticker);
  }
}

/** 140 MB for each version that was ever tried would add up. */
function removeOtherVersions(place: ServerHome): void {
  const root = dirname(place.artifacts);
  for (const name of readdirSync(root)) {
    const folder = join(root, name);
    if (/^[0-9a-f]{12}(\.partial)?$/.test(name) && folder !== place.artifacts)
      rmSync(folder, { recursive: true, force: true });
  }
}
