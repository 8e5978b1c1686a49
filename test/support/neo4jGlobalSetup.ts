import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type NeoSettings, projectRoot, readConfig } from '../../src/config/index.ts';
import { LinchpinError } from '../../src/errors/LinchpinError.ts';
import { acquireServer } from '../../src/neo4j/index.ts';
import { findJava } from '../../src/neo4j/machineTools.js';
import { makeTestHome, removeTestHome, sweepTestHomes } from './testHomes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The servers of this run, one for each file that may run at a time. */
    readonly neo4j: readonly TestServer[];
  }
}

export interface TestServer {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly provider: 'uri' | 'local' | 'container';
}

/**
 * Most of what such a server does is to plan queries, since each file empties the store and the statistics change. In a
 * store of some hundred rows an old plan does as well, for a while, and so does one made for lists of another length.
 */
const PLAN_SELDOM = ['dbms.cypher.min_replan_interval=2m', 'internal.cypher.use_parameter_size=false'];

/** Starts the servers of the run, each with a store of its own, and ends them with the run. */
export default async function startServersForRun(project: TestProject): Promise<() => Promise<void>> {
  const { neo4j } = readConfig(process.env, projectRoot);
  if (neo4j.uri !== undefined && process.env.LINCHPIN_TEST_MAY_WIPE !== 'yes')
    throw new LinchpinError(
      'BAD_INPUT',
      `NEO4J_URI is set, and tests remove everything from the store they run on. Unset it, or set LINCHPIN_TEST_MAY_WIPE=yes if ${neo4j.uri} may be emptied.`,
    );
  await sweepTestHomes();
  const stopOnExit = () => sweepAfter(process.pid);
  // bin/test.js does it itself, so that it ends with nothing left running.
  if (process.env.LINCHPIN_TEST_SWEEP !== 'no') process.once('exit', stopOnExit);
  // Servers of tests live for minutes: the second compiler of Java would cost more than it gains.
  process.env.JAVA_TOOL_OPTIONS ??= '-XX:TieredStopAtLevel=1';
  const withJars = neo4j.uri === undefined && (await findJava()) !== undefined;
  const homes: string[] = [];
  for (let worker = 1; worker <= project.config.maxWorkers; worker += 1)
    homes.push(await makeTestHome(`${project.name}-${worker}`, { withJars }));
  // Only these keep to small stores.
  const settings = project.name === 'integration' ? PLAN_SELDOM : [];
  const started = await Promise.all(homes.map((home) => startServer(home, neo4j, settings)));
  project.provide(
    'neo4j',
    started.map(({ server }) => server),
  );
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
    process.removeListener('exit', stopOnExit);
  };
}

async function startServer(home: string, neo4j: NeoSettings, settings: readonly string[]) {
  const onProgress = (message: string) => console.error(`[${basename(home)}] ${message}`);
  const request = { home, neo4j, settings, purpose: 'test', onProgress } as const;
  const { uri, username, password, database, provider, release } = await acquireServer(request);
  const stop = async () => {
    await release();
    await removeTestHome(home);
  };
  return { server: { uri, username, password, database, provider }, stop };
}

/** Nothing can be awaited in a process that exits, so another one cleans up after it. */
function sweepAfter(pid: number): void {
  const script = join(projectRoot, 'test', 'support', 'sweep.ts');
  spawn(process.execPath, ['--import', 'tsx', script, String(pid)], {
    cwd: projectRoot,
    detached: true,
    stdio: 'ignore',
  }).unref();
}
