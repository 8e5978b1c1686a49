import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../../src/config/index.ts';
import { stopServer } from '../../src/neo4j/index.ts';
import { fetchArtifacts } from '../../src/neo4j/local/fetchArtifacts.ts';
import { lockHome } from '../../src/neo4j/local/lockHome.ts';
import { serverHome } from '../../src/neo4j/local/serverHome.ts';
import { isAlive, markOf, type ProcessMark } from '../../src/neo4j/processes.js';

/** Everything that tests keep: jars, shared by all runs, and one folder a run, which ends with it. */
export const testFolder: string = join(projectRoot, '.linchpin-test');
const RUN = /^run-/;
/** Between a folder and the file that says whose it is lie milliseconds. */
const YOUNG_MS = 60_000;

/** Makes a fresh home for this process; its jars are those of all test runs. */
export async function makeTestHome(label: string, options: { withJars: boolean }): Promise<string> {
  const home = join(testFolder, `run-${process.pid}-${label}`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'neo4j'), { recursive: true });
  writeFileSync(join(home, 'owner.json'), JSON.stringify(markOf(process.pid)));
  if (options.withJars) {
    const jars = serverHome(testFolder);
    await lockHome(jars, console.error, () => fetchArtifacts(jars, console.error));
    symlinkSync(jars.artifacts, join(home, 'neo4j', basename(jars.artifacts)));
  }
  return home;
}

/** Ends and removes a home of this process. */
export async function removeTestHome(home: string): Promise<void> {
  await stopServer({ home });
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

/** Stops the servers and removes the homes of test runs that are over, however they ended. */
export async function sweepTestHomes(): Promise<void> {
  for (const name of namesIn(testFolder).filter((candidate) => RUN.test(candidate))) {
    const home = join(testFolder, name);
    const owner = ownerOf(home);
    const over = owner === undefined ? ageMs(home) > YOUNG_MS : !isAlive(owner);
    if (over) await removeUnlessGone(home);
  }
}

/** Two sweeps may meet over one folder. */
async function removeUnlessGone(home: string): Promise<void> {
  try {
    await removeTestHome(home);
  } catch (error) {
    if (existsSync(home)) throw error;
  }
}

function ownerOf(home: string): ProcessMark | undefined {
  try {
    return JSON.parse(readFileSync(join(home, 'owner.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
