// Installs the packages of the lock file, once. Built-ins only.
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPidLock } from '../src/neo4j/pidLock.js';
import { isAlive, markOf } from '../src/neo4j/processes.js';
import { root } from './bootstrap.js';

const packages = join(root, 'node_modules');
const stampFile = join(packages, '.linchpin-stamp');
/** One file a process that runs from these packages: gone with them when somebody removes the folder. */
const runningFolder = join(packages, '.linchpin-running');
/** Outside of node_modules, which an install removes. */
const lockFile = join(root, '.linchpin', 'install.lock');
const LINES_KEPT = 15;

/**
 * Runs `npm ci` where the stamp of the last one does not match this lock file and machine. One process does it, the
 * others wait; a killed one leaves no stamp, so the next begins again.
 * Throws an Error with the remedy when npm fails, or when a running service would lose its packages.
 */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const onWait = (pid) => console.error(`Waiting for process ${pid}, which installs the packages.`);
  await withPidLock(lockFile, installUnlessDone, { onWait });
}

/** Says that this process runs from the installed packages, until it exits. */
export function registerRunning() {
  const file = join(runningFolder, `${process.pid}-${randomUUID()}.json`);
  try {
    mkdirSync(runningFolder, { recursive: true });
    writeFileSync(file, JSON.stringify(markOf(process.pid)));
  } catch {
    // A read-only installation is one that nobody reinstalls from here.
    return;
  }
  process.on('exit', () => rmSync(file, { force: true }));
}

/** What the packages were installed from and for; native modules depend on platform and ABI. */
export function currentStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return [lock, process.platform, process.arch, process.versions.modules].join(' ');
}

export function writeStamp() {
  writeFileSync(stampFile, currentStamp());
}

function isInstalled() {
  try {
    return readFileSync(stampFile, 'utf8') === currentStamp();
  } catch {
    return false;
  }
}

async function installUnlessDone() {
  if (isInstalled()) return;
  const running = runningProcesses();
  if (running.length > 0)
    throw new Error(
      `The packages do not match package-lock.json, and process ${running.join(', ')} runs from them. Stop it, then try again.`,
    );
  const begun = Date.now();
  const seconds = () => `${((Date.now() - begun) / 1000).toFixed(0)} s`;
  console.error('Installing the packages (npm ci) ...');
  const ticker = setInterval(() => console.error(`  still installing, ${seconds()}`), 10_000);
  try {
    await npmInstall();
  } finally {
    clearInterval(ticker);
  }
  writeStamp();
  console.error(`Installed the packages in ${seconds()}.`);
}

async function npmInstall() {
  const npm = process.env.npm_execpath ?? '';
  // npm by the path it was started with, since it need not be on PATH.
  const [command, before] = /npm-cli\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []];
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(command, [...before, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const stop = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Error(`npm cannot be started (${error.message}). Install npm.`)),
    );
    child.once('close', (...end) => resolve(end));
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, stop);
  if (signal !== null) throw new Error('The installation was interrupted; the next start begins it again.');
  // The cause comes first; what follows is how to use npm.
  const cause = said.trimEnd().split('\n').slice(0, LINES_KEPT).join('\n');
  if (code !== 0)
    throw new Error(`npm ci failed (exit ${code}). Check the network and its settings. It said:\n${cause}`);
}

function runningProcesses() {
  try {
    return readdirSync(runningFolder)
      .map((name) => JSON.parse(readFileSync(join(runningFolder, name), 'utf8')))
      .filter((mark) => mark.pid !== process.pid && isAlive(mark))
      .map((mark) => mark.pid);
  } catch {
    return [];
  }
}
