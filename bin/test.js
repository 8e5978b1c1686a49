#!/usr/bin/env node
// `npm test [-- <vitest arguments>]`, `npm run test:shared`, `npm run soak`. Built-ins only.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fail, prepare, root } from './bootstrap.js';

const KINDS = new Map([
  ['all', ['unit', 'integration']],
  ['shared', ['shared']],
  ['soak', ['soak']],
]);
/** Each worker has a Neo4j of its own, which wants a core and, with its tests, 3 GB. */
const MOST_WORKERS = 2;
const WORKER_BYTES = 3 * 1024 ** 3;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const [first = '', ...rest] = process.argv.slice(2);
const kind = KINDS.has(first) ? first : 'all';
const given = kind === first ? rest : process.argv.slice(2);

const shared = resolve(root, process.env.LINCHPIN_SHARED?.trim() || '../shared');
if (kind === 'shared' && !existsSync(join(shared, 'README.md')))
  fail(
    `${shared} is not there: put the shared folder beside the project, or set LINCHPIN_SHARED to its place.`,
  );

await prepare({ for: 'tests' });
const { registerRunning } = await import('./bootstrap-install.js');
registerRunning();

const report = join(root, 'node_modules', '.cache', 'linchpin', `test-report-${kind}.json`);
mkdirSync(dirname(report), { recursive: true });
rmSync(report, { force: true });
const code = await runVitest();
await sweep();
process.exit(code);

async function runVitest() {
  const named = given.some((argument) => argument.startsWith('--project'));
  const projects = named ? [] : (KINDS.get(kind) ?? []).flatMap((name) => ['--project', name]);
  const environment = {
    ...process.env,
    LINCHPIN_TEST_REPORT: report,
    LINCHPIN_TEST_SWEEP: 'no',
    LINCHPIN_TEST_WORKERS: String(workers()),
    LINCHPIN_SHARED: shared,
  };
  if (kind === 'soak') environment.LINCHPIN_SOAK = 'yes';
  // A process group of its own: it gets each signal once, from us, and what it leaves behind can be ended with it.
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...projects, ...given],
    { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  );
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((settle) => {
    child.once('error', () => settle([1, null]));
    child.once('exit', (...end) => settle(end));
  });
  endGroup(child.pid);
  return signal === null ? (code ?? 1) : 1;
}

/** Several for a whole run only: one file keeps one server busy, and a given server can be emptied by one at a time. */
function workers() {
  if (given.length > 0 || (process.env.NEO4J_URI ?? '').trim() !== '') return 1;
  return Math.max(1, Math.min(MOST_WORKERS, availableParallelism(), Math.floor(totalmem() / WORKER_BYTES)));
}

function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left, as it should be.
  }
}

/** Servers of runs that were cut short, this one included. */
async function sweep() {
  const { register } = await import('tsx/esm/api');
  register();
  const { sweepTestHomes } = await import('../test/support/testHomes.ts');
  await sweepTestHomes();
}
