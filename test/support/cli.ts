import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../src/config/index.ts';
import { atFileEnd } from './atFileEnd.ts';

/** A small server, and nothing of the environment of the tests. */
const SMALL = { LINCHPIN_NEO4J_HEAP: '512m', LINCHPIN_NEO4J_PAGECACHE: '128m', LINCHPIN_SEED: 'none' };
const OURS = /^(NEO4J_|LINCHPIN_|NODE_ENV$)/;

/** Environment of a command of its own on a home. */
export function homeEnvironment(home: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !OURS.test(name));
  return { ...Object.fromEntries(rest), ...SMALL, LINCHPIN_HOME: home, ...more };
}

/** Starts a command of Linchpin in a process of its own; one that still runs is killed when the file has ended. */
export function startCli(environment: NodeJS.ProcessEnv, ...command: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join('src', 'cli', 'main.ts'), ...command], {
    cwd: projectRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atFileEnd(() => child.kill('SIGKILL'));
  return { child, exit: once(child, 'exit') };
}

/** Runs a command of Linchpin to its end. */
export async function runCli(environment: NodeJS.ProcessEnv, ...command: readonly string[]) {
  const { child, exit } = startCli(environment, ...command);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { out, err, code: Number(code) };
}

/** Runs a command and kills it as soon as it says a line that begins so. @returns what it had said */
export async function killCli(
  environment: NodeJS.ProcessEnv,
  moment: string,
  ...command: readonly string[]
): Promise<readonly string[]> {
  const { child, exit } = startCli(environment, ...command);
  child.stdout.resume();
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (line.startsWith(moment)) child.kill('SIGKILL');
  }
  await exit;
  return said;
}
