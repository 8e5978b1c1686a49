import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Graph, openGraph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { importLines, manifest } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';

const PURPOSE = 'testing who breaks the glass';
const REASON = 'a threat to life tonight';
const FIELDS = 'id state by marking reason minutes decidedBy decisionReason endsAt endedBy';

interface Asker {
  readonly roles: readonly string[];
  readonly subject: string;
  readonly clearance?: string;
  readonly compartments?: readonly string[];
}
const analyst: Asker = { roles: ['analyst'], subject: 'a.analyst' };
const supervisor: Asker = {
  roles: ['supervisor'],
  subject: 's.super',
  clearance: 'SECRET',
  compartments: ['ALPHA'],
};
const second: Asker = { ...supervisor, subject: 't.super' };
const uncleared: Asker = { roles: ['supervisor'], subject: 'u.super', clearance: 'TOP SECRET' };
const auditor: Asker = { roles: ['auditor'], subject: 'an.auditor' };

let offset = 0;
const clock = { now: () => new Date(Date.now() + offset) };
const later = (minutes: number) => {
  offset += minutes * 60_000;
};
let graph: Graph;
let other: Graph;
let one: TestService;
let two: TestService;
beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'offences.csv': [
      'id,offence_code,reported_on,marking',
      'O1,008/06,2023-06-01,',
      'O2,008/06,2023-06-01,SECRET',
      'O3,008/06,2023-06-01,SECRET/ALPHA',
      'O4,008/06,2023-06-01,TOP SECRET/ALPHA',
      'O5,008/06,2023-06-01,SECRET/ALPHA;BRAVO',
    ],
  });
  one = await testService(graph, { clock });
  other = openGraph(testServer());
  two = await testService(other, { clock, home: one.home });
});
afterAll(() => other.close());
beforeEach(async () => {
  await rawCypher(graph, "MATCH (b:BreakGlass) SET b.status = 'ENDED'");
});

const tokenOf = ({ roles, subject, clearance, compartments = [] }: Asker, hours = 48) =>
  one.tokenOf(roles, clearance, { subject, compartments, hours });

interface Answer {
  readonly data: Readonly<Record<string, never>> | null;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

async function ask(asker: Asker, query: string, variables: object = {}, service = one): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${service.service.port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokenOf(asker)}`,
      'x-linchpin-purpose': PURPOSE,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  return { data: data ?? null, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
}

/** What a request says of itself, or the code of its refusal. */
const outcome = ({ data, code }: Answer): Readonly<Record<string, unknown>> =>
  code === undefined ? (Object.values(data ?? {})[0] ?? {}) : { code };
const open = async (asker: Asker, marking = 'SECRET/ALPHA', more: object = {}) =>
  outcome(
    await ask(
      asker,
      `mutation ($marking: String!, $reason: String!, $minutes: Int) {
         openBreakGlass(marking: $marking, reason: $reason, minutes: $minutes) { ${FIELDS} } }`,
      { marking, reason: REASON, ...more },
    ),
  );
const say = async (
  what: 'approve' | 'decline',
  asker: Asker,
  id: unknown,
  reason = 'spoken to on the phone',
  service = one,
) =>
  outcome(
    await ask(
      asker,
      `mutation ($id: ID!, $reason: String!) { ${what}BreakGlass(id: $id, reason: $reason) { ${FIELDS} } }`,
      { id, reason },
      service,
    ),
  );
const end = async (asker: Asker, id: unknown) =>
  outcome(await ask(asker, `mutation ($id: ID!) { endBreakGlass(id: $id) { ${FIELDS} } }`, { id }));
/** Which of the offences an asker gets to see. */
async function seen(asker: Asker, service = one): Promise<string> {
  const { data } = await ask(asker, '{ catalogueOffences(sort: [{ id: ASC }]) { id } }', {}, service);
  const rows: readonly { readonly id: string }[] = data?.catalogueOffences ?? [];
  return rows.map(({ id }) => id.replace('force:', '')).join(' ');
}

describe('break-glass', () => {
  it('shows nothing until another person approves it, then that marking, and nothing from its last second on', async () => {
    const { id, state, endsAt: _until } = await open(analyst);
    expect(state).toBe('WAITING');
    expect(await seen(analyst)).toBe('O1');
    expect(await say('approve', supervisor, id)).toMatchObject({ state: 'ACTIVE', decidedBy: 's.super' });
    expect(await seen(analyst)).toBe('O1 O2 O3');
    expect(await seen(analyst, two)).toBe('O1 O2 O3');
    expect(await seen({ ...analyst, subject: 'A.ANALYST' })).toBe('O1');
    const own = await ask(analyst, '{ me { clearance breakGlass { id state marking } } }');
    expect(own.data?.me).toEqual({
      clearance: 'OFFICIAL',
      breakGlass: [{ id, state: 'ACTIVE', marking: 'SECRET/ALPHA' }],
    });
    later(29);
    expect(await seen(analyst)).toBe('O1 O2 O3');
    later(1);
    expect(await seen(analyst)).toBe('O1');
    expect((await ask(analyst, '{ me { breakGlass { id } } }')).data?.me).toEqual({ breakGlass: [] });
  });

  it('is approved by nobody for himself, however he writes his name', async () => {
    const asking = { ...supervisor, clearance: 'OFFICIAL', compartments: [] };
    const { id } = await open(asking);
    for (const subject of ['s.super', 'S.Super', 'ｓ.super'])
      expect(await say('approve', { ...supervisor, subject }, id)).toEqual({ code: 'FORBIDDEN' });
    expect(await seen(asking)).toBe('O1');
    expect(await say('approve', second, id)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is approved by nobody who may not see it himself by his own clearance, nor by a machine', async () => {
    const { id } = await open(analyst);
    expect(await say('approve', uncleared, id)).toEqual({ code: 'FORBIDDEN' });
    const lent = await open(uncleared);
    expect(await say('approve', supervisor, lent.id)).toMatchObject({ state: 'ACTIVE' });
    expect(await seen(uncleared)).toContain('O3');
    expect(await say('approve', uncleared, id)).toEqual({ code: 'FORBIDDEN' });
    const machine = { ...second, roles: ['supervisor', 'service'] };
    expect(await say('approve', machine, id)).toEqual({ code: 'FORBIDDEN' });
    expect(await open({ ...analyst, roles: ['analyst', 'service'] })).toEqual({ code: 'FORBIDDEN' });
    expect(await seen(analyst)).toBe('O1');
  });

  it('is decided exactly once by two who decide at once over two services; the same words again change nothing', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await open(analyst, 'SECRET/ALPHA', { reason: `${REASON}, ${round}` });
      const answers = await Promise.all([
        say('approve', supervisor, id),
        say('approve', second, id, 'spoken to on the phone', two),
        say('decline', uncleared, id, 'nobody has called me', two),
      ]);
      const counted = answers.filter(({ code }) => code === undefined);
      expect(counted).toHaveLength(1);
      expect(answers.filter(({ code }) => code === 'CONFLICT')).toHaveLength(2);
      const winner = [supervisor, second].find(({ subject }) => subject === counted[0]?.decidedBy);
      if (winner !== undefined) expect(await say('approve', winner, id)).toEqual(counted[0]);
      await end(analyst, id);
    }
  });

  it('is not approved late, nor once it was declined or has ended, and an approval said again opens nothing', async () => {
    const late = await open(analyst);
    later(60);
    expect(await say('approve', supervisor, late.id)).toEqual({ code: 'CONFLICT' });
    const declined = await open(analyst);
    expect(await say('decline', uncleared, declined.id)).toMatchObject({ state: 'DECLINED' });
    expect(await say('approve', supervisor, declined.id)).toEqual({ code: 'CONFLICT' });
    const ended = await open(analyst);
    await say('approve', supervisor, ended.id);
    expect(await end(analyst, ended.id)).toMatchObject({ state: 'ENDED', endedBy: 'a.analyst' });
    expect(await say('approve', supervisor, ended.id)).toEqual({ code: 'CONFLICT' });
    const over = await open(analyst, 'SECRET/ALPHA', { minutes: 1 });
    await say('approve', supervisor, over.id);
    later(1);
    expect(await say('approve', supervisor, over.id)).toEqual({ code: 'CONFLICT' });
    expect(await seen(analyst)).toBe('O1');
    expect(await say('approve', supervisor, 'break-glass:none')).toEqual({ code: 'NOT_FOUND' });
  });

  it('is ended by who asked or by a supervisor, and by nobody else', async () => {
    const { id } = await open(analyst);
    await say('approve', supervisor, id);
    expect(await end({ ...analyst, subject: 'b.analyst' }, id)).toEqual({ code: 'FORBIDDEN' });
    expect(await seen(analyst)).toBe('O1 O2 O3');
    expect(await end(uncleared, id)).toMatchObject({ state: 'ENDED', endedBy: 'u.super' });
    expect(await end(analyst, id)).toMatchObject({ state: 'ENDED', endedBy: 'u.super' });
    expect(await seen(analyst)).toBe('O1');
  });

  it('can be asked for any marking, and tells nothing of what the store holds', async () => {
    const known = await open(analyst, 'TOP SECRET/ALPHA');
    const unknown = await open(analyst, 'TOP SECRET/OMEGA');
    for (const [answer, marking] of [
      [known, 'TOP SECRET/ALPHA'],
      [unknown, 'TOP SECRET/OMEGA'],
    ] as const)
      expect(answer).toMatchObject({ state: 'WAITING', marking, minutes: 30, decidedBy: null });
    expect(await rawCypher(graph, "MATCH (m:Marking {id: 'TOP SECRET/OMEGA'}) RETURN m.id AS id")).toEqual(
      [],
    );
  });

  it('is one request when it is asked twice in the same words, and bounded in number', async () => {
    const first = await open(analyst);
    const [again, spelt] = await Promise.all([open(analyst), open(analyst, ' secret/alpha ')]);
    expect([again.id, spelt.id]).toEqual([first.id, first.id]);
    expect(await open(analyst, 'SECRET/ALPHA', { minutes: 31 })).toEqual({ code: 'CONFLICT' });
    for (const name of ['B', 'C', 'D', 'E'])
      expect(await open(analyst, `SECRET/${name}`)).toMatchObject({ state: 'WAITING' });
    expect(await open(analyst, 'SECRET/F')).toEqual({ code: 'CONFLICT' });
  });

  it.each([
    ['no minutes', 'SECRET', { minutes: 0 }],
    ['more minutes than allowed', 'SECRET', { minutes: 121 }],
    ['a reason that is none', 'SECRET', { reason: ' because ' }],
    ['a marking that is none', 'COSMIC', {}],
    ['a marking that the clearance reaches', 'OFFICIAL', {}],
    ['a marking without end', `SECRET/${'A'.repeat(300)}`, {}],
  ])('is refused for %s', async (_what, marking, more) => {
    expect(await open(analyst, marking, more)).toEqual({ code: 'BAD_INPUT' });
  });
});

describe('break-glass is loud', () => {
  it('lists every request with who, how long and why; the marking only for those it is not above', async () => {
    const { id } = await open(analyst);
    const query = `{ breakGlasses(first: 1) { edges { node { ${FIELDS} } cursor } pageInfo { hasNextPage } } }`;
    const shown = { id, by: 'a.analyst', reason: REASON, minutes: 30, state: 'WAITING' };
    for (const [asker, marking] of [
      [auditor, 'above your clearance'],
      [uncleared, 'above your clearance'],
      [supervisor, 'SECRET/ALPHA'],
    ] as const)
      expect((await ask(asker, query)).data?.breakGlasses).toMatchObject({
        edges: [{ node: { ...shown, marking } }],
        pageInfo: { hasNextPage: true },
      });
    expect((await ask(analyst, query)).code).toBe('FORBIDDEN');
  });

  it('pages through all of them once', async () => {
    const ids: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await ask(
        auditor,
        'query ($after: String) { breakGlasses(first: 3, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page: {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = JSON.parse(JSON.stringify(data?.breakGlasses));
      ids.push(...page.edges.map(({ node }) => node.id));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    const [row] = await rawCypher(graph, 'MATCH (b:BreakGlass) RETURN count(b) AS number');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(Number(row?.number));
  });

  it('is in the audit entry of all that was done under it, which is marked no lower', async () => {
    const { id } = await open(analyst);
    await say('approve', supervisor, id);
    await ask(analyst, 'query UnderGlass { catalogueOffences { id } }');
    const rows = await rawCypher(
      graph,
      "MATCH (a:AuditEntry) WHERE a.operation STARTS WITH 'query UnderGlass' RETURN a.breakGlass AS breakGlass, a.marking AS marking",
    );
    expect(rows).toEqual([{ breakGlass: [id], marking: 'SECRET/ALPHA' }]);
    const told = await rawCypher(
      graph,
      "MATCH (a:AuditEntry) WHERE a.operation CONTAINS 'approveBreakGlass' AND $id IN a.ids RETURN a.subject AS subject",
      { id: String(id) },
    );
    expect(told).toEqual([{ subject: 's.super' }]);
  });
});

const clientOf = (token: string, service = one): Client =>
  createClient({
    url: `ws://127.0.0.1:${service.service.port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    connectionParams: { authorization: `Bearer ${token}`, purpose: PURPOSE },
  });
/** With which code the service closes a connection. */
const closing = (client: Client) =>
  new Promise<number>((resolve) => {
    client.on('closed', (event) => resolve((event as { code: number }).code));
  });
const subscribed = (client: Client, after: number) => {
  const events: unknown[] = [];
  client.subscribe(
    {
      query: `subscription ($after: Int) { breakGlassChanged(after: $after) { change by breakGlass { id marking reason } } }`,
      variables: { after },
    },
    {
      next: ({ data }) => events.push(data?.breakGlassChanged),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return events;
};
const newest = async () => {
  const [row] = await rawCypher(graph, 'MATCH (l:BreakGlassLog) RETURN l.sequence AS sequence');
  return Number(row?.sequence ?? -1);
};

describe('over a connection that stays open', () => {
  it('supervisors and auditors are told of each step as it is taken, on another service as well', async () => {
    const after = await newest();
    const clients = [clientOf(await tokenOf(auditor), two), clientOf(await tokenOf(second))];
    const [low = [], high = []] = clients.map((client) => subscribed(client, after));
    const { id } = await open(analyst);
    await say('approve', supervisor, id);
    await end(analyst, id);
    const told = (marking: string) =>
      [
        ['OPENED', 'a.analyst'],
        ['APPROVED', 's.super'],
        ['ENDED', 'a.analyst'],
      ].map(([change, by]) => ({ change, by, breakGlass: { id, marking, reason: REASON } }));
    await vi.waitFor(() => expect(low).toEqual(told('above your clearance')), { timeout: 10_000 });
    await vi.waitFor(() => expect(high).toEqual(told('SECRET/ALPHA')), { timeout: 10_000 });
    for (const client of clients) await client.dispose();
  });

  it('a break-glass that has ended closes the connection at its next event, which is not delivered', async () => {
    const { id } = await open(uncleared);
    await say('approve', supervisor, id);
    const client = clientOf(await tokenOf(uncleared));
    const closed = closing(client);
    const events = subscribed(client, (await newest()) - 1);
    await vi.waitFor(() => expect(events).toMatchObject([{ change: 'APPROVED' }]), { timeout: 10_000 });
    await end(supervisor, id);
    expect(await closed).toBe(4403);
    expect(events).toHaveLength(1);
  });

  it('a token that ends closes the connection, though nothing is sent over it', async () => {
    const client = clientOf(await tokenOf(analyst, 1 / 3600));
    expect(await closing(client)).toBe(4401);
  });
});
