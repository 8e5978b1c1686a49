import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pino from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { openVerifier } from '../../../src/access/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import { driverEndingWith, driverOf, type Graph, openGraph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { attack, expectQuiet, PURPOSE } from '../../support/attacker.ts';
import { cuttableServer } from '../../support/cuttableServer.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { serveGraph } from '../../support/serveGraph.ts';
import { testAudit } from '../../support/testAudit.ts';
import { type TestService, testService } from '../../support/testService.ts';

let graph: Graph;
let target: TestService;
const QUICK = { receiveSeconds: 1, requestSeconds: 1 };

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  target = await testService(graph, { settings: QUICK });
}, 120_000);

const ME = { body: { query: '{ me { subject } }' } };

async function open(): Promise<Socket> {
  const socket = connect(target.service.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** What a socket is told until it is closed. */
async function told(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data) => {
    text += data.toString();
  });
  if (!socket.destroyed) await once(socket, 'close');
  return text;
}

/** Another client holds a programme, so that whoever wants to change it has to wait. */
async function whileProgrammeIsHeld(work: () => Promise<void>): Promise<void> {
  const session = driverOf(graph).session();
  const holder = await session.beginTransaction();
  try {
    await holder.run("MATCH (p:Programme {id: 'all'}) SET p.held = true");
    await work();
  } finally {
    await holder.rollback();
    await session.close();
  }
}

const CHANGE = {
  roles: ['supervisor'],
  body: {
    query: 'mutation { updateProgramme(id: "all", input: { size: 7 }, expectedVersion: 1) { version } }',
  },
};
const running = async (operation: string) =>
  (await rawCypher(graph, 'SHOW TRANSACTIONS YIELD metaData RETURN metaData.operation AS operation')).filter(
    (row) => row.operation === operation,
  ).length;

describe('a body', () => {
  it('of 10 MB is refused before it is read', async () => {
    const reply = await attack(target, { body: { query: 'x'.repeat(10_000_000) } }).catch(() => undefined);
    // The connection may be closed while the client still writes.
    if (reply !== undefined) expect(reply).toMatchObject({ status: 413, code: 'QUERY_TOO_EXPENSIVE' });
    expect(await attack(target, ME)).toMatchObject({ status: 200 });
    const large = await attack(target, { body: { query: 'x'.repeat(150_000) } });
    expect(large).toMatchObject({ status: 413, code: 'QUERY_TOO_EXPENSIVE' });
  });

  it.each(['{', '[', 'null', '"x"', '{"query":1}', '{"query":"{ me { subject } }","variables":[1]}', ''])(
    'that is no request is refused: %s',
    async (body) => {
      const reply = await attack(target, { body });
      expect(reply).toMatchObject({ status: 400, code: 'BAD_INPUT' });
      expectQuiet(reply);
    },
  );

  it('that comes too slowly is answered 408 and its connection closed, while others are served', async () => {
    const socket = await open();
    const token = await target.tokenOf(['analyst']);
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nX-Linchpin-Purpose: ${PURPOSE}\r\nContent-Length: 1000\r\n\r\n{`,
    );
    expect((await attack(target, ME)).status).toBe(200);
    expect(await told(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"TIMEOUT"/);
  });
});

describe('a body that is late since its caller is not signed in yet', () => {
  it('is answered 408 and never executed, however long it takes to audit that', async () => {
    const home = target.home;
    const config = readConfig({ LINCHPIN_HOME: home }, home);
    const signIn = await openVerifier(config, systemClock);
    const audit = testAudit(graph, systemClock);
    const written: string[] = [];
    const slow = await serveGraph(graph, testServer().database, config, {
      settings: { receiveSeconds: 1 },
      verify: async (token) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return signIn(token);
      },
      audit: {
        ...audit,
        record: async (entry, within) => {
          written.push(entry.operation);
          if (entry.operation.endsWith('TIMEOUT')) await new Promise((resolve) => setTimeout(resolve, 2_500));
          return audit.record(entry, within);
        },
      },
    });
    try {
      expect(await attack({ ...target, service: slow }, ME)).toMatchObject({ status: 408, code: 'TIMEOUT' });
      expect(written).toEqual(['POST /graphql: TIMEOUT']);
    } finally {
      await slow.stop();
    }
  });
});

describe('a request that is refused as it stands', () => {
  const written = async (subject: string) =>
    (
      await rawCypher(
        graph,
        `MATCH (a:AuditEntry {subject: $subject}) WHERE a.decision = 'REFUSED' RETURN a.operation AS operation ORDER BY operation`,
        { subject },
      )
    ).map(({ operation }) => operation);
  const begin = async (subject: string, length: number, body: string) => {
    const socket = await open();
    const token = await target.tokenOf(['analyst'], 'OFFICIAL', { subject });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nX-Linchpin-Purpose: ${PURPOSE}\r\nContent-Length: ${length}\r\n\r\n${body}`,
    );
    return socket;
  };

  it('for its body, large, broken, late or broken off, is audited under its caller', async () => {
    await told(await begin('late', 1000, '{'));
    expect(await written('late')).toEqual(['POST /graphql: TIMEOUT']);
    const off = await begin('off', 1000, '{');
    await new Promise((resolve) => setTimeout(resolve, 300));
    off.destroy();
    await expect.poll(() => written('off')).toEqual(['POST /graphql: CANCELLED']);
    const token = await target.tokenOf(['analyst'], 'OFFICIAL', { subject: 'odd' });
    await attack(target, { body: { query: 'x'.repeat(150_000) }, token });
    await attack(target, { body: '{', token });
    expect(await written('odd')).toEqual(['POST /graphql: BAD_INPUT', 'POST /graphql: QUERY_TOO_EXPENSIVE']);
  });

  it('for its method is audited too, and of one address no more than refused sign-ins are', async () => {
    const own = await testService(graph);
    await rawCypher(graph, "MATCH (a:AuditEntry {subject: 'not signed in'}) DETACH DELETE a");
    const replies = [];
    for (let nth = 0; nth < 63; nth += 1) replies.push(await attack(own, { method: 'GET' }));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([405]));
    expect(await written('not signed in')).toEqual(Array(60).fill('GET /graphql: BAD_INPUT'));
  });
});

describe('an import', () => {
  it('may take longer to come than any other body', async () => {
    const socket = await open();
    const token = await target.tokenOf(['importer']);
    socket.write(
      `POST /import HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nX-Linchpin-Purpose: ${PURPOSE}\r\nContent-Length: 4\r\nConnection: close\r\n\r\n`,
    );
    const answer = told(socket);
    // Three times as long as a request may take to come.
    for (const letter of 'none') {
      await new Promise((resolve) => setTimeout(resolve, 800));
      socket.write(letter);
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"(NOT_A_BUNDLE|BAD_BUNDLE)"/);
  });
});

describe('200 sockets', () => {
  it.each([
    ['that say nothing', ''],
    ['that never end their headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\nX-'],
  ])('%s stop nobody, and are closed', async (_what, words) => {
    const sockets = await Promise.all(Array.from({ length: 200 }, open));
    for (const socket of sockets) socket.write(words);
    const replies = await Promise.all(Array.from({ length: 10 }, () => attack(target, ME)));
    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await Promise.all(sockets.map(told));
    expect(sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });
});

describe('a request', () => {
  it('whose client hangs up is ended in the store', async () => {
    const patient = await testService(graph);
    await whileProgrammeIsHeld(async () => {
      const caller = new AbortController();
      const request = fetch(`http://127.0.0.1:${patient.service.port}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await patient.tokenOf(['supervisor'])}`,
          'x-linchpin-purpose': PURPOSE,
        },
        body: JSON.stringify(CHANGE.body),
        signal: caller.signal,
      }).catch(() => 'gone');
      await expect.poll(() => running('updateProgramme'), { timeout: 20_000 }).toBe(1);
      caller.abort();
      expect(await request).toBe('gone');
      await expect.poll(() => running('updateProgramme'), { timeout: 20_000 }).toBe(0);
    });
  });

  it('that takes longer than it may is answered TIMEOUT, and ended in the store', async () => {
    await whileProgrammeIsHeld(async () => {
      const reply = await attack(target, CHANGE);
      expect(reply.code).toBe('TIMEOUT');
      expectQuiet(reply);
      await expect.poll(() => running('updateProgramme'), { timeout: 20_000 }).toBe(0);
    });
  });

  it('to the generated catalogue is ended in the store as well', async () => {
    const gone = new AbortController();
    const session = driverEndingWith(graph, gone.signal).session();
    const work = session
      .run(
        'UNWIND range(1, 5000000000) AS n WITH n WHERE n % 7 = 8 RETURN count(n)',
        {},
        {
          metadata: { operation: 'endless' },
        },
      )
      .then(
        () => 'answered',
        () => 'ended',
      );
    await expect.poll(() => running('endless'), { timeout: 20_000 }).toBe(1);
    gone.abort();
    expect(await work).toBe('ended');
    await expect.poll(() => running('endless'), { timeout: 20_000 }).toBe(0);
  });
});

describe('who asks too much', () => {
  const refusals = () =>
    rawCypher(
      graph,
      "MATCH (a:AuditEntry) WHERE a.operation ENDS WITH 'RATE_LIMITED' RETURN a.subject AS subject",
    );

  it('is told to wait, by name and not by address, and that is audited once', async () => {
    await rawCypher(graph, "MATCH (a:AuditEntry) WHERE a.operation ENDS WITH 'RATE_LIMITED' DETACH DELETE a");
    const strict = await testService(graph, { settings: { requestsPerMinute: 5 } });
    const replies = [];
    for (let nth = 0; nth < 8; nth += 1) replies.push(await attack(strict, ME));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(replies.at(-1)).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(replies.at(-1)?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await refusals()).map(({ subject }) => subject)).toEqual(['tester']);
  });

  it('has so many requests under way, and more when one of them is answered', async () => {
    const narrow = await testService(graph, { settings: { concurrent: 2 } });
    await whileProgrammeIsHeld(async () => {
      const waiting = [attack(narrow, CHANGE), attack(narrow, CHANGE)];
      await expect.poll(() => running('updateProgramme'), { timeout: 20_000 }).toBeGreaterThan(0);
      await expect
        .poll(async () => (await attack(narrow, ME)).code, { timeout: 20_000 })
        .toBe('RATE_LIMITED');
      void Promise.all(waiting);
    });
    await expect.poll(async () => (await attack(narrow, ME)).status, { timeout: 20_000 }).toBe(200);
  });
});

describe('a store that goes away', () => {
  it('is a coded error, and forgotten when it comes back', async () => {
    const wire = await cuttableServer(testServer());
    const remote = openGraph({ ...testServer(), uri: wire.connection, retryMs: 500 });
    try {
      const away = await testService(remote, { logger: pino({ level: 'silent' }) });
      expect((await attack(away, ME)).status).toBe(200);
      wire.cut();
      const reply = await attack(away, ME);
      expect(reply).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
      expectQuiet(reply);
      const ready = () => attack(away, { method: 'GET', path: '/health/ready' });
      expect((await ready()).status).toBe(503);
      wire.heal();
      await expect.poll(async () => (await attack(away, ME)).status, { timeout: 20_000 }).toBe(200);
      expect((await ready()).status).toBe(200);
    } finally {
      wire.close();
      await remote.close();
    }
  });
});
