import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';

/** A clone with the bootstrap and a lock file of one package beside it, so that `npm ci` needs no network. */
let clone = '';
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'linchpin-clone-'));
  cpSync(join(projectRoot, 'bin'), join(clone, 'bin'), { recursive: true });
  for (const folder of ['src/neo4j', 'neo4j']) mkdirSync(join(clone, folder), { recursive: true });
  for (const file of [
    'src/neo4j/pidLock.js',
    'src/neo4j/processes.js',
    'src/neo4j/machineTools.js',
    'neo4j/pom.xml',
  ])
    copyFileSync(join(projectRoot, file), join(clone, file));
  writePackage('1.0.0');
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

test('packages are installed once, again when the lock file changes, and by one process of two', async () => {
  const first = await Promise.all([install(), install()]);
  expect(first.map(({ code }) => code)).toEqual([0, 0]);
  expect(first.filter(({ said }) => said.includes('Installed the packages'))).toHaveLength(1);
  expect((await install()).said).toBe('');
  writePackage('1.0.1');
  expect((await install()).said).toContain('Installed the packages');
});

test('packages are not taken away under a running service', async () => {
  await install();
  const hold =
    "import('./bin/bootstrap-install.js').then((m) => { m.registerRunning(); console.log('up'); setInterval(() => 0, 1e6) })";
  const service = spawn(process.execPath, ['-e', hold], { cwd: clone, stdio: ['ignore', 'pipe', 'inherit'] });
  await once(service.stdout, 'data');
  writePackage('1.0.1');
  const refused = await install();
  service.kill('SIGKILL');
  await once(service, 'exit');
  expect(refused.code).toBe(1);
  expect(refused.said).toContain(`process ${service.pid} runs from them. Stop it`);
  expect((await install()).said).toContain('Installed the packages');
});

test('an installer that was killed holds nobody up', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(join(clone, '.linchpin'));
  writeFileSync(join(clone, '.linchpin', 'install.lock'), JSON.stringify({ pid: dead, started: '1' }));
  expect((await install()).said).toContain('Installed the packages');
});

test('a failed installation says why and is not taken for done', async () => {
  const own = { name: 'clone', type: 'module', dependencies: { other: '1.0.0' } };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(own));
  const failed = await install();
  expect(failed.code).toBe(1);
  expect(failed.said).toMatch(/npm ci failed \(exit 1\).*\n(.*\n)*.*in sync/);
  expect(existsSync(join(clone, 'node_modules', '.linchpin-stamp'))).toBe(false);
});

test.each(['start.js', 'test.js'])(
  '%s says in one line what is missing for a Neo4j, before it installs',
  (script) => {
    const bare = { PATH: '', HOME: clone };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('bin', script)], {
      cwd: clone,
      env: bare,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^No Neo4j can be had: Java 17 .*Maven .*Docker .*NEO4J_URI is not set\. Install .*\n$/,
    );
    expect(existsSync(join(clone, 'node_modules'))).toBe(false);
  },
);

test('the tests of the shared folder fail in one line where it is absent', () => {
  const env = { ...process.env, LINCHPIN_SHARED: join(clone, 'nowhere') };
  const run = spawnSync(process.execPath, [join('bin', 'test.js'), 'shared'], {
    cwd: clone,
    env,
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/^\S+nowhere is not there: .*LINCHPIN_SHARED.*\n$/);
});

function writePackage(version: string): void {
  const own = { name: 'clone', version, dependencies: { part: 'file:part' } };
  mkdirSync(join(clone, 'part'), { recursive: true });
  writeFileSync(join(clone, 'part', 'package.json'), JSON.stringify({ name: 'part', version }));
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ ...own, type: 'module' }));
  const packages = { '': own, part: { version }, 'node_modules/part': { resolved: 'part', link: true } };
  const lock = { name: 'clone', version, lockfileVersion: 3, requires: true, packages };
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify(lock));
}

async function install(): Promise<{ code: number; said: string }> {
  const script =
    "import('./bin/bootstrap-install.js').then((m) => m.ensureInstalled()).catch((e) => { console.error(e.message); process.exit(1) })";
  const child = spawn(process.execPath, ['-e', script], { cwd: clone, stdio: ['ignore', 'inherit', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}
