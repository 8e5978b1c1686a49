import { type Client, createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../src/config/index.ts';
import { type Graph, openGraph } from '../../../src/graph/index.ts';
import { watchTables } from '../../../src/league/index.ts';
import { announceChanges } from '../../../src/league/live/announceChanges.ts';
import { lastChange } from '../../../src/league/live/repository.ts';
import { findProgramme, type Programme } from '../../../src/league/programmes/programmes.ts';
import { bundleFolder, manifest, temporaryFolder } from '../../support/bundles.ts';
import { killImport } from '../../support/killImport.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const PURPOSE = 'testing what is told of the live table';
const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
const CHANGES = `subscription ($after: Int) { leagueChanged(programme: "all", after: $after) {
  sequence asOf edition { id } moves { kind rankBefore rankAfter harmDaysBefore harmDaysAfter person { id }
    reasons { kind daysBefore daysAfter offence { id } } } } }`;

let graph: Graph;
let programme: Programme;
let tests: TestService;
beforeAll(async () => {
  graph = await leagueStore();
  programme = await findProgramme(graph, 'all', caller);
  tests = await testService(graph);
}, 120_000);

/** Adds one offence of common assault by a person. */
const accuse = (person: string, offence: string) =>
  importRows(graph, {
    persons: [{ id: person, sex: 'M' }],
    offences: [{ id: offence, offence_code: '8N', reported_on: '2023-06-01' }],
    involvements: [{ person_id: person, offence_id: offence, role: 'SUSPECT' }],
  });
const announce = () => announceChanges(graph, programme, systemClock);
/** A service of its own on the same store. */
const otherService = () => openGraph(testServer());
const sequence = async () => (await lastChange(graph, 'all'))?.sequence;

const clientOf = (token: string | undefined): Client =>
  createClient({
    url: `ws://127.0.0.1:${tests.service.port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: true,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}`, purpose: PURPOSE },
  });

interface Told {
  readonly data?: {
    readonly leagueChanged: { readonly sequence: number; readonly moves: readonly object[] };
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The first events of a subscription, or why there are none. */
async function told(
  query: string,
  number: number,
  variables = {},
  roles = ['analyst'],
): Promise<readonly Told[]> {
  const client = clientOf(await tests.tokenOf(roles));
  const events: Told[] = [];
  try {
    for await (const event of client.iterate({ query, variables })) {
      events.push(event as Told);
      if (events.length === number) break;
    }
  } catch (error) {
    if (!Array.isArray(error)) throw error;
    events.push({ errors: error });
  } finally {
    await client.dispose();
  }
  return events;
}

describe('the current table of a programme', () => {
  it('is announced once for each change, with who moved and why', async () => {
    await accuse('P1', 'O1');
    expect(await announce()).toBe(0);
    expect(await sequence()).toBe(0);
    expect(await announce()).toBe(0);
    expect(await sequence()).toBe(0);
    await accuse('P2', 'O2');
    await accuse('P2', 'O3');
    expect(await announce()).toBe(2);
    expect(await sequence()).toBe(1);
  });

  it('is announced once by two services that see the same change, and keeps its last state only', async () => {
    await accuse('P3', 'O4');
    const announced = await Promise.all([announce(), announce(), announce()]);
    expect(announced.filter((moved) => moved === 1)).toHaveLength(1);
    // Whoever looks only after the first has written finds nothing that moved.
    expect(announced.filter((moved) => moved === undefined || moved === 0)).toHaveLength(2);
    const kept = await rawCypher(
      graph,
      "MATCH (e:OutboxEvent {kind: 'LEAGUE_CHANGED'}) RETURN e.sequence AS sequence, e.state IS NOT NULL AS state ORDER BY sequence",
    );
    expect(kept).toEqual([
      { sequence: 0, state: false },
      { sequence: 1, state: false },
      { sequence: 2, state: true },
    ]);
  });

  it('loses no change that came while nobody watched', async () => {
    await accuse('P4', 'O5');
    const stop = new AbortController();
    const errors: unknown[] = [];
    const watching = watchTables(graph, systemClock, {
      signal: stop.signal,
      onError: (error) => errors.push(error),
      pollMs: 20,
    });
    await expect.poll(sequence, { timeout: 20_000 }).toBe(3);
    await accuse('P4', 'O6');
    await expect.poll(sequence, { timeout: 20_000 }).toBe(4);
    stop.abort();
    await watching;
    expect(errors).toEqual([]);
  });
});

describe('leagueChanged', () => {
  it('tells every change after the one last seen, in order', async () => {
    const events = await told(CHANGES, 4, { after: 0 });
    expect(events.map(({ data }) => data?.leagueChanged.sequence)).toEqual([1, 2, 3, 4]);
    expect(events[0]?.data?.leagueChanged).toMatchObject({
      asOf: '2023-06-01',
      edition: { id: 'cchi-public' },
      moves: [
        {
          kind: 'ENTERED',
          rankBefore: null,
          rankAfter: 1,
          harmDaysBefore: null,
          person: { id: 's:P2' },
          reasons: null,
        },
        { kind: 'MOVED', rankBefore: 1, rankAfter: 2, person: { id: 's:P1' }, reasons: [] },
      ],
    });
    const last = events[3]?.data?.leagueChanged.moves[0];
    expect(last).toMatchObject({
      person: { id: 's:P4' },
      reasons: [{ kind: 'ADDED', daysBefore: null, offence: { id: 's:O6' } }],
    });
  });

  it('tells a change while it listens, and keeps an audit entry of each event before it leaves', async () => {
    const events = told(CHANGES, 1);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await accuse('P5', 'O7');
    await announce();
    expect((await events)[0]?.data?.leagueChanged.sequence).toBe(5);
    const entries = await rawCypher(
      graph,
      `MATCH (a:AuditEntry) WHERE a.operation STARTS WITH 'subscription' AND 's:P5' IN a.ids
       RETURN a.subject AS subject, a.purpose AS purpose, a.decision AS decision`,
    );
    expect(entries).toEqual([{ subject: 'tester', purpose: PURPOSE, decision: 'ALLOWED' }]);
  });

  it('refuses who may not read the league, and a programme or place that is none', async () => {
    expect((await told(CHANGES, 1, {}, ['auditor']))[0]?.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const none = 'subscription { leagueChanged(programme: "none") { sequence } }';
    expect((await told(none, 1))[0]?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const [answer] = await told(CHANGES, 1, { after: 99 });
    expect(answer?.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT', argument: 'after' } });
  });

  it('serves subscriptions and nothing else, as deep as the service allows', async () => {
    expect((await told('{ me { subject } }', 1))[0]?.errors?.[0]?.message).toContain('Only subscriptions');
    const deep = `subscription { leagueChanged(programme: "all") { moves { person { asSuspect { edges { node {
      suspects { person { asSuspect { edges { node { suspects { person { id } } } } } } } } } } } } } }`;
    expect((await told(deep, 1))[0]?.errors?.[0]?.extensions.code).toBe('QUERY_TOO_EXPENSIVE');
  });

  it('closes a connection that does not say who it is', async () => {
    const closed = new Promise<number>((resolve) => {
      const client = createClient({
        url: `ws://127.0.0.1:${tests.service.port}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => undefined,
        on: { closed: (event) => resolve((event as { code: number }).code) },
      });
      void client;
    });
    expect(await closed).toBe(4401);
  });
});

describe('a service that is killed between a write and its event', () => {
  it('loses neither: two that take over tell it once', async () => {
    const before = (await sequence()) ?? -1;
    const path = await bundleFolder({
      'manifest.yaml': manifest('s', '2023-07-01'),
      'offences.csv': ['id,offence_code,reported_on', 'O9,8N,2023-06-01'],
      'involvements.csv': ['person_id,offence_id,role', 'P1,O9,SUSPECT'],
    });
    await killImport(path, await temporaryFolder(), 'write involvements.csv 1');
    expect(await sequence()).toBe(before);

    const services = [otherService(), otherService()];
    const stop = new AbortController();
    const errors: unknown[] = [];
    const watch = { signal: stop.signal, onError: (error: unknown) => errors.push(error), pollMs: 20 };
    const watching = services.map((service) => watchTables(service, systemClock, watch));
    await expect.poll(sequence, { timeout: 30_000 }).toBe(before + 1);
    // Both look at least once more.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    stop.abort();
    await Promise.all(watching);
    await Promise.all(services.map((service) => service.close()));
    expect(errors).toEqual([]);
    const events = await rawCypher(
      graph,
      `MATCH (e:OutboxEvent {kind: 'LEAGUE_CHANGED', programme: 'all'}) WHERE e.sequence > $before
       RETURN e.sequence AS sequence, e.changes AS changes`,
      { before },
    );
    expect(events.map(({ sequence }) => sequence)).toEqual([before + 1]);
    expect(JSON.parse(String(events[0]?.changes))).toContainEqual(
      expect.objectContaining({
        personId: 's:P1',
        reasons: [expect.objectContaining({ offenceId: 's:O9', kind: 'ADDED' })],
      }),
    );
  });
});
