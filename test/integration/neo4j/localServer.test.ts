import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../../src/config/index.ts';
import { type ServerConnection, serverStatus, startServer, stopServer } from '../../../src/neo4j/index.ts';
import { acquireLocalServer } from '../../../src/neo4j/local/localServer.ts';
import { findJava, findMaven } from '../../../src/neo4j/machineTools.js';
import { isAlive, markOf, startOf } from '../../../src/neo4j/processes.js';
import { makeTestHome, removeTestHome } from '../../support/testHomes.ts';

const localIsPossible = (await findJava()) !== undefined && (await findMaven()) !== undefined;
const children: ChildProcess[] = [];
let home = '';

beforeAll(async () => {
  home = await makeTestHome('launcher', { withJars: localIsPossible });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await removeTestHome(home);
});

// Where there is only a container or a server elsewhere, there is no local server to test; the report says skipped.
test.skipIf(!localIsPossible)(
  'a server started by hand outlives those who use it, and when it is stopped under them it waits for the last',
  async () => {
    expect(await serverStatus({ home })).toMatchObject({ state: 'stopped', holders: [] });
    const started = await startServer({ home, neo4j: {} });
    expect(started).toMatchObject({ state: 'running', startedByHand: true, holders: [] });
    expect(statSync(join(home, 'neo4j', 'password')).mode & 0o777).toBe(0o600);
    expect(await commandLineOf(started.pid)).not.toContain(passwordOf(home));

    const here = await acquire();
    expect(here.uri).toBe(started.uri);
    expect(await answer(here, 'CREATE (n:Person {id: "kept"}) RETURN n.id')).toBe('kept');
    await here.release();
    expect((await serverStatus({ home })).pid).toBe(started.pid);

    const other = await holdInOtherProcess();
    expect(other.uri).toBe(started.uri);
    const asked = await stopServer({ home });
    expect(asked).toMatchObject({ state: 'running', startedByHand: false, holders: [other.child.pid] });
    await other.kill('SIGKILL');

    // The killed one cannot leave; the next to come finds its server, and stops it as the last to go.
    const next = await acquire();
    expect((await serverStatus({ home })).pid).toBe(started.pid);
    await next.release();
    expect(await serverStatus({ home })).toMatchObject({ state: 'stopped', holders: [] });
    expect(startOf(started.pid ?? 0)).toBeUndefined();
  },
);

test.skipIf(!localIsPossible)(
  'after kill -9 of the starter the server is found, after kill -9 of the server its store comes back on a free port',
  async () => {
    const starter = spawnHolder();
    const record = await until(() =>
      readJson(join(home, 'neo4j', 'server.json'), (pid) => startOf(pid) !== undefined),
    );
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    const found = await acquire();
    expect((await serverStatus({ home })).pid).toBe(record.pid);

    const mark = markOf(record.pid);
    process.kill(record.pid, 'SIGKILL');
    await until(() => (isAlive(mark) ? undefined : true));
    const squatter = createServer().listen(Number(new URL(found.uri).port), '127.0.0.1');
    await once(squatter, 'listening');
    const again = await acquire();
    expect(again.uri).not.toBe(found.uri);
    expect(await answer(again, 'MATCH (n:Person {id: "kept"}) RETURN count(n)')).toBe(1);
    squatter.close();

    const other = await holdInOtherProcess();
    expect(other.uri).toBe(again.uri);
    await Promise.all([found.release(), again.release(), again.release()]);
    expect((await serverStatus({ home })).holders).toEqual([other.child.pid]);
    await other.kill('SIGTERM');
    expect(await serverStatus({ home })).toMatchObject({ state: 'stopped', holders: [] });
  },
);

test.skipIf(!localIsPossible)(
  'a server that cannot start says so at once, with the last lines of its log',
  async () => {
    const tooSmall = acquireLocalServer({ home, neo4j: { heap: '1k' }, purpose: 'test' });
    await expect(tooSmall).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/ended while it was starting[\s\S]*heap/i),
    });
    expect(await serverStatus({ home })).toMatchObject({ state: 'stopped', holders: [] });
  },
);

function acquire(): Promise<ServerConnection> {
  return acquireLocalServer({ home, neo4j: {}, purpose: 'test' });
}

function spawnHolder(): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const script = join(projectRoot, 'test', 'support', 'holdServer.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, home], {
    cwd: projectRoot,
    env: { ...process.env, NEO4J_URI: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function holdInOtherProcess() {
  const child = spawnHolder();
  const [uri] = await once(createInterface({ input: child.stdout }), 'line');
  const kill = async (signal: NodeJS.Signals) => {
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  return { child, uri: String(uri), kill };
}

async function answer(server: ServerConnection, query: string): Promise<unknown> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    return (await driver.executeQuery(query, {}, { database: server.database })).records[0]?.get(0);
  } finally {
    await driver.close();
  }
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(50);
  }
}

/** What a file says that somebody else is writing; nothing while half of it is there. */
function readJson(file: string, fits: (pid: number) => boolean): { pid: number } | undefined {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!text.trimEnd().endsWith('}')) return undefined;
  const seen: { pid: number } = JSON.parse(text);
  return fits(seen.pid) ? seen : undefined;
}

function passwordOf(place: string): string {
  return readFileSync(join(place, 'neo4j', 'password'), 'utf8').trim();
}

async function commandLineOf(pid: number | undefined): Promise<string> {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
