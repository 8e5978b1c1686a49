import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { serverStatus, startServer } from '../../src/neo4j/index.ts';
import { findJava, findMaven } from '../../src/neo4j/machineTools.js';
import { askService, readiness } from '../support/askService.ts';
import { temporaryFolder } from '../support/bundles.ts';
import { homeEnvironment, killCli, runCli } from '../support/cli.ts';
import { localHome } from '../support/localHome.ts';
import { homeHeaders, serveHome } from '../support/serveHome.ts';

const localIsPossible = (await findJava()) !== undefined && (await findMaven()) !== undefined;
const PATIENCE = { timeout: 120_000, interval: 250 };
const LEAGUE = '{ league(programme: "all") { asOf entries { rank } } }';

let home: string;
let headers: Readonly<Record<string, string>>;
beforeAll(async () => {
  if (!localIsPossible) return;
  home = await localHome('soak');
  headers = await homeHeaders(home, ['supervisor']);
});

const pidOf = async () => (await serverStatus({ home })).pid ?? 0;
const ready = (base: string) => expect.poll(() => readiness(base), PATIENCE).toMatchObject({ status: 200 });
const programme = (id: string, words = 'assumed') =>
  `mutation { createProgramme(input: { id: "${id}", name: "${id}", description: "${words}", types: ["10D"] }) { id } }`;

/** Servers that run on this home, by the lines of their processes. */
function serversHere(): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--home-dir=${home}/`)
      );
    } catch {
      return false;
    }
  }).length;
}

describe.skipIf(!localIsPossible || process.platform !== 'linux')('a service on its local server', () => {
  it('that hangs is answered for, is said not to be ready, and is used again when it goes on', async () => {
    const service = await serveHome(home);
    const { base } = service;
    const before = await askService(base, LEAGUE, headers);
    expect(before.code).toBeUndefined();
    const pid = await pidOf();
    process.kill(pid, 'SIGSTOP');
    try {
      const asked = [askService(base, LEAGUE, headers), askService(base, programme('stopped'), headers)];
      expect(await readiness(base)).toMatchObject({ status: 503, reason: expect.any(String) });
      expect((await fetch(`${base}/health/live`)).status).toBe(200);
      for (const { code } of await Promise.all(asked)) expect(['UNAVAILABLE', 'TIMEOUT']).toContain(code);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await ready(base);
    expect((await askService(base, LEAGUE, headers)).text).toBe(before.text);
    expect(await pidOf()).toBe(pid);
    expect(await service.end('SIGTERM')).toBe(0);
  });

  it('and another service on the same home start one server between them when it is killed', async () => {
    const services = [await serveHome(home), await serveHome(home)];
    for (let kill = 0; kill < 3; kill += 1) {
      const { uri, pid = 0 } = await serverStatus({ home });
      process.kill(pid, 'SIGKILL');
      await expect.poll(pidOf, PATIENCE).not.toBe(pid);
      for (const { base } of services) await ready(base);
      expect(serversHere()).toBe(1);
      expect((await serverStatus({ home })).uri).toBe(uri);
    }
    for (const service of services) expect(await service.end('SIGTERM')).toBe(0);
    expect(await serverStatus({ home })).toMatchObject({ state: 'stopped' });
  });

  it('whose disk is full says so, keeps what it acknowledged, and goes on by itself once there is space', async () => {
    const service = await serveHome(home);
    const { base } = service;
    const kept: string[] = [];
    const write = async (n: number) => {
      const { code } = await askService(base, programme(`full-${n}`, 'x'.repeat(1_000)), headers);
      if (code === undefined) kept.push(`full-${n}`);
      return code;
    };
    expect(await write(0)).toBeUndefined();
    const pid = await pidOf();
    // No file may grow from here on: what a full disk does, without the rights that mounting a small one needs.
    const log = join(home, 'neo4j', 'server', 'data', 'transactions', 'neo4j', 'neostore.transaction.db.0');
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${statSync(log).size + 20_000}:`]);
    let code: string | undefined;
    for (let n = 1; code === undefined && n < 200; n += 1) code = await write(n);
    expect(['DISK_FULL', 'UNAVAILABLE']).toContain(code);
    await expect.poll(pidOf, PATIENCE).not.toBe(pid);
    await ready(base);
    expect(await write(999)).toBeUndefined();
    const { text } = await askService(base, '{ programmes { id } }', headers);
    for (const id of kept) expect(text).toContain(`"${id}"`);
    expect(service.child.exitCode).toBeNull();
    expect(await service.end('SIGTERM')).toBe(0);
  });
});

describe.skipIf(!localIsPossible)('a backup that is killed', () => {
  it('at any of its steps leaves no file that looks complete, and the server starts again with all it had', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'killed.backup');
    const environment = homeEnvironment(home);
    for (const moment of ['stopping Neo4j', 'dumping the store', 'dumped']) {
      const said = await killCli(environment, moment, 'backup', path);
      expect(said.some((line) => line.startsWith(moment))).toBe(true);
      if (moment !== 'dumped') expect(existsSync(path)).toBe(false);
      expect(await startServer({ home, neo4j: { heap: '512m', pagecache: '128m' } })).toMatchObject({
        state: 'running',
      });
    }
    // The last one was whole when it was killed.
    const again = await runCli(environment, 'backup', join(folder, 'whole.backup'));
    expect(again.err).toContain('The keys are not in it');
    expect(again.code).toBe(0);
  });

  it('and a restore that is killed is begun again by the next one', async () => {
    const folder = await temporaryFolder();
    const archive = join(folder, 'store.backup');
    expect((await runCli(homeEnvironment(home), 'backup', archive)).code).toBe(0);
    const target = await localHome('soak-restored');
    const environment = homeEnvironment(target);
    await killCli(environment, 'loading the dump', 'restore', archive);
    expect((await runCli(environment, 'check')).err).toContain('A restore into');
    const restored = await runCli(environment, 'restore', archive);
    expect(restored.err).toContain('loaded');
    expect(restored.code).toBe(0);
  });
});
