import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { projectRoot, readConfig } from '../../src/config/index.ts';
import { LinchpinError } from '../../src/errors/LinchpinError.ts';
import { acquireServer } from '../../src/neo4j/index.ts';
import { findJava } from '../../src/neo4j/machineTools.js';
import { makeTestHome, removeTestHome, sweepTestHomes } from './testHomes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run. */
    readonly neo4j: {
      readonly uri: string;
      readonly username: string;
      readonly password: string;
      readonly database: string;
      readonly provider: 'uri' | 'local' | 'container';
    };
  }
}

/** Starts one server for the run, with a store of its own, and ends it with the run. */
export default async function startServerForRun(project: TestProject): Promise<() => Promise<void>> {
  const { neo4j } = readConfig(process.env, projectRoot);
  if (neo4j.uri !== undefined && process.env.LINCHPIN_TEST_MAY_WIPE !== 'yes')
    throw new LinchpinError(
      'BAD_INPUT',
      `NEO4J_URI is set, and tests remove everything from the store they run on. Unset it, or set LINCHPIN_TEST_MAY_WIPE=yes if ${neo4j.uri} may be emptied.`,
    );
  await sweepTestHomes();
  const withJars = neo4j.uri === undefined && (await findJava()) !== undefined;
  const home = await makeTestHome(project.name, { withJars });
  const stopOnExit = () => sweepAfter(process.pid);
  // bin/test.js does it itself, so that it ends with nothing left running.
  if (process.env.LINCHPIN_TEST_SWEEP !== 'no') process.once('exit', stopOnExit);
  const onProgress = (message: string) => console.error(`[${project.name}] ${message}`);
  const { release, ...server } = await acquireServer({ home, neo4j, purpose: 'test', onProgress });
  project.provide('neo4j', server);
  return async () => {
    await release();
    await removeTestHome(home);
    process.removeListener('exit', stopOnExit);
  };
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
