import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { verifyAudit } from '../../../src/access/index.ts';
import { ERROR_CODES } from '../../../src/errors/codes.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { attack, PURPOSE } from '../../support/attacker.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testAuditHome, testAuditKey } from '../../support/testAudit.ts';
import { type TestService, testService } from '../../support/testService.ts';

/** A machine that does other work beside takes longer. */
const SOON = { timeout: 20_000 };

let graph: Graph;
let target: TestService;
beforeAll(async () => {
  graph = await testGraph();
  target = await testService(graph);
}, 120_000);
afterEach(() => vi.restoreAllMocks());

/** A connection of which the test sends every byte. */
async function open({ service }: TestService) {
  const socket = new WebSocket(`ws://127.0.0.1:${service.port}/graphql`, 'graphql-transport-ws');
  const messages: { type: string; payload?: unknown }[] = [];
  socket.on('message', (text) => messages.push(JSON.parse(String(text))));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await once(socket, 'open');
  return { socket, messages, closed, send: (text: unknown) => socket.send(asText(text)) };
}
const asText = (message: unknown) => (typeof message === 'string' ? message : JSON.stringify(message));
const init = (token: string, purpose: unknown = PURPOSE) => ({
  type: 'connection_init',
  payload: { authorization: `Bearer ${token}`, purpose },
});
async function signedIn(service = target) {
  const connection = await open(service);
  connection.send(init(await service.tokenOf(['auditor'])));
  await vi.waitFor(() => expect(connection.messages).toMatchObject([{ type: 'connection_ack' }]), SOON);
  return connection;
}
const subscribe = (id: string, payload: object) => ({ id, type: 'subscribe', payload });
const entries = (where: string) =>
  rawCypher(
    graph,
    `MATCH (a:AuditEntry) WHERE ${where} RETURN a.operation AS operation, a.subject AS subject ORDER BY a.at, a.sequence`,
  );

describe('refused sign-ins', () => {
  it('are counted by address over HTTP and WebSocket together, and audited once a minute beyond', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain) DETACH DELETE a');
    const strict = await testService(graph);
    const overHttp = async () => (await attack(strict, { body: {}, token: 'nonsense' })).status;
    const overSocket = async () => {
      const { closed, send } = await open(strict);
      send(init('nonsense'));
      return (await closed).reason.split(':')[0];
    };
    for (let nth = 0; nth < 58; nth += 1) expect(await overHttp()).toBe(401);
    const refused = [await overSocket(), await overSocket(), await overSocket(), await overSocket()];
    // Others behind the same proxy are told the same as ever.
    expect(refused).toEqual(Array(4).fill('UNAUTHENTICATED'));
    expect(await overHttp()).toBe(401);
    // Who has a good token comes in all the same.
    (await signedIn(strict)).socket.close();
    await strict.service.stop();
    const audited = (await entries("a.subject = 'not signed in'")).map(({ operation }) => operation);
    expect(audited).toEqual([
      ...Array(58).fill('POST /graphql: UNAUTHENTICATED'),
      ...Array(2).fill('WebSocket /graphql: UNAUTHENTICATED'),
      '3 more refused sign-ins and requests, not recorded singly: RATE_LIMITED',
    ]);
  });
});

describe('subscriptions that are asked for', () => {
  it('count like requests: beyond the limit the connection ends, and that is audited once', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain) DETACH DELETE a');
    const strict = await testService(graph, { settings: { requestsPerMinute: 5 } });
    const { send, closed } = await signedIn(strict);
    for (let nth = 0; nth < 8; nth += 1) send(subscribe(`s${nth}`, { query: '{ nothing }' }));
    expect((await closed).reason).toMatch(/^RATE_LIMITED: /);
    // To connect counts as well.
    const again = await open(strict);
    again.send(init(await strict.tokenOf(['auditor'])));
    expect((await again.closed).reason).toMatch(/^RATE_LIMITED: You may ask/);
    // A connection is closed before its entry is written.
    await vi.waitFor(async () => {
      const audited = await entries("a.subject = 'tester'");
      expect(audited.filter(({ operation }) => /RATE_LIMITED/.test(String(operation)))).toHaveLength(1);
      expect(audited.length).toBeLessThanOrEqual(6);
    }, SOON);
  });

  it('come over so many connections, and who wants more is audited by name, once a minute', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain) DETACH DELETE a');
    const narrow = await testService(graph, { settings: { concurrent: 1 } });
    const { socket } = await signedIn(narrow);
    for (let nth = 0; nth < 2; nth += 1) {
      const more = await open(narrow);
      more.send(init(await narrow.tokenOf(['auditor'])));
      expect((await more.closed).reason).toBe('RATE_LIMITED: You have 1 connections open.');
    }
    socket.close();
    await vi.waitFor(
      async () =>
        expect(await entries("a.decision = 'REFUSED'")).toEqual([
          { operation: 'WebSocket /graphql: RATE_LIMITED', subject: 'tester' },
        ]),
      SOON,
    );
  });

  it('are audited by what was read of them, never by what the client calls them', async () => {
    const { send, messages, socket } = await signedIn();
    const words = 'a name that nobody may read in the audit';
    const query = 'subscription Known { breakGlassChanged { change } } query Other { me { subject } }';
    for (const [id, operationName] of Object.entries({ a: words, b: null, c: 'Other' }))
      send(subscribe(id, { query, operationName }));
    await vi.waitFor(() => expect(messages.filter(({ type }) => type === 'error')).toHaveLength(3), SOON);
    for (const { payload } of messages.slice(1))
      expect(payload).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    socket.close();
    const audited = (await entries("a.subject = 'tester'")).map(({ operation }) => operation);
    expect(audited).toContain('query Other { me }');
    expect(audited.join()).not.toContain(words);
  });
});

describe('what breaks the protocol', () => {
  const nothing = () => undefined;
  const before: Readonly<Record<string, readonly unknown[]>> = {
    'no JSON': ['{'],
    'a message of no type': [{ type: 'Neo4j' }],
    'a subscription before the sign-in': [subscribe('a', { query: '{ x }' })],
    'a token that is none': [init('nonsense')],
    'a purpose that is none': [init('nonsense', { $ne: 1 })],
  };
  const after: Readonly<Record<string, readonly unknown[]>> = {
    'a second sign-in': [init('nonsense')],
    'no subscription': [{ id: 'a', type: 'subscribe', payload: { query: 5 } }],
    'one id twice': [1, 2].map(() =>
      subscribe('a'.repeat(500), { query: 'subscription { breakGlassChanged { change } }' }),
    ),
  };

  it.each(Object.entries(before))(
    '%s ends the connection with a code, and prints nothing',
    async (_, sent) => {
      const printed = vi.spyOn(console, 'error').mockImplementation(nothing);
      const { send, closed } = await open(target);
      for (const message of sent) send(message);
      expectCoded(await closed);
      expect(printed).not.toHaveBeenCalled();
    },
  );

  it.each(Object.entries(after))('%s ends it as well once signed in', async (_, sent) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(nothing);
    const { send, closed } = await signedIn();
    for (const message of sent) send(message);
    expectCoded(await closed);
    expect(printed).not.toHaveBeenCalled();
  });

  it('no subprotocol, and a message of 200 kB, are refused without a word of the library', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(nothing);
    const large = await signedIn();
    large.send('x'.repeat(200_000));
    expect(await large.closed).toEqual({ code: 1009, reason: '' });
    const none = new WebSocket(`ws://127.0.0.1:${target.service.port}/graphql`);
    const [code, reason] = await once(none, 'close');
    expect([code, String(reason)]).toEqual([4406, 'BAD_INPUT: Use the subprotocol graphql-transport-ws.']);
    expect(printed).not.toHaveBeenCalled();
  });

  function expectCoded({ code, reason }: { code: number; reason: string }) {
    expect(code).toBeGreaterThanOrEqual(4400);
    expect(Object.keys(ERROR_CODES)).toContain(reason.split(':')[0]);
    expect(reason).not.toMatch(/Neo4j|aaa|payload|Unexpected|JSON/);
  }
});

describe('half letters, which JSON can hold,', () => {
  it('do not make the audit look as if somebody had changed it', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
    const service = await testService(graph);
    const { send, closed } = await open(service);
    send('{"type":"connection_init","payload":{"authorization":"x","purpose":"half a letter \\ud800"}}');
    await closed;
    const reply = await attack(service, {
      roles: ['analyst'],
      body: '{"query":"query ($id: ID!) { person(id: $id) { id } }","variables":{"id":"\\udfff"}}',
    });
    expect(reply.status).toBe(200);
    const written = await rawCypher(graph, 'MATCH (a:AuditEntry) RETURN a.named AS named ORDER BY a.at');
    expect(written).toContainEqual({ named: ['\ufffd'] });
    const verdict = await verifyAudit({ graph, keys: [testAuditKey], home: testAuditHome(), own: false });
    expect(verdict.findings.filter(({ kind }) => kind === 'changed')).toEqual([]);
    expect(verdict.entries).toBeGreaterThanOrEqual(2);
  });
});
