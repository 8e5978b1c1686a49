import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { systemClock } from '../../../src/config/index.ts';
import { ERROR_CODES } from '../../../src/errors/codes.ts';
import { type Graph, openGraph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { announceChanges } from '../../../src/league/live/announceChanges.ts';
import { lastChange } from '../../../src/league/live/repository.ts';
import { findProgramme } from '../../../src/league/programmes/programmes.ts';
import { askService, readiness } from '../../support/askService.ts';
import { atFileEnd } from '../../support/atFileEnd.ts';
import { importLines } from '../../support/bundles.ts';
import { cuttableServer, type Wire } from '../../support/cuttableServer.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { randomBundle } from '../../support/randomBundle.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testService } from '../../support/testService.ts';

const LEAGUE =
  '{ league(programme: "all", size: 50) { asOf entries { rank harmDays person { id names } } } }';
const CATALOGUE = '{ catalogueOffences { id } }';

/** Straight to the store. */
let graph: Graph;
let wire: Wire;
let base: string;
let headers: (roles: readonly string[]) => Promise<Readonly<Record<string, string>>>;
const ask = async (query: string, roles = ['analyst']) => askService(base, query, await headers(roles));

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await ensureProgrammes(graph);
  await importLines(graph, randomBundle('force', '2023-06-30', 150));
  wire = await cuttableServer(testServer());
  const remote = openGraph({ ...testServer(), uri: wire.connection, retryMs: 1_000 });
  atFileEnd(async () => {
    wire.close();
    await remote.close();
  });
  const { service, tokenOf } = await testService(remote);
  base = `http://127.0.0.1:${service.port}`;
  headers = async (roles) => ({
    authorization: `Bearer ${await tokenOf(roles)}`,
    'x-linchpin-purpose': 'testing a store that goes away',
  });
});
beforeEach(() => wire.heal());

describe('a store that cannot be reached', () => {
  it('is answered for with UNAVAILABLE, told by readiness with its reason, and found again by itself', async () => {
    const before = await ask(LEAGUE);
    expect(before.code).toBeUndefined();
    wire.cut();
    for (const query of [LEAGUE, CATALOGUE]) expect((await ask(query)).code).toBe('UNAVAILABLE');
    const zip = await fetch(`${base}/import`, {
      method: 'POST',
      headers: await headers(['importer']),
      body: 'x',
    });
    expect(zip.status).toBe(503);
    expect(await readiness(base)).toEqual({ status: 503, reason: expect.stringContaining('store') });
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    wire.heal();
    expect(await readiness(base)).toEqual({ status: 200, reason: undefined });
    expect((await ask(LEAGUE)).text).toBe(before.text);
  });

  it('though it takes connections and only never answers, is answered for as well, whatever was asked', async () => {
    const before = await ask(LEAGUE);
    wire.freeze();
    const asked = [ask(LEAGUE), ask(CATALOGUE), ask(programme('frozen'), ['supervisor'])];
    expect(await readiness(base)).toMatchObject({ status: 503 });
    for (const { code } of await Promise.all(asked)) expect(['UNAVAILABLE', 'TIMEOUT']).toContain(code);
    // By now it is known, and nobody waits for it again.
    expect((await ask(LEAGUE)).code).toBe('UNAVAILABLE');
    wire.heal();
    await expect.poll(() => readiness(base), { timeout: 30_000 }).toMatchObject({ status: 200 });
    expect((await ask(LEAGUE)).text).toBe(before.text);
  });

  it('for a moment only is waited for', async () => {
    await ask(LEAGUE);
    wire.cut();
    const asked = ask(LEAGUE);
    setTimeout(() => wire.heal(), 300);
    expect((await asked).code).toBeUndefined();
  });

  it('and is slow, answers all the same', async () => {
    wire.delay(150);
    expect((await ask(LEAGUE)).code).toBeUndefined();
  });
});

describe('a subscription', () => {
  it('stays open while the store is away, and goes on without a gap when it is back', async () => {
    const everything = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [] };
    const announce = async () =>
      announceChanges(graph, await findProgramme(graph, 'all', everything), systemClock);
    await announce();
    const newest = (await lastChange(graph, 'all'))?.sequence ?? -1;
    const { authorization } = await headers(['analyst']);
    const client = createClient({
      url: `${base.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization, purpose: 'testing a store that goes away' },
    });
    try {
      const query = `subscription { leagueChanged(programme: "all", after: ${newest - 1}) { sequence } }`;
      const events = client.iterate({ query });
      expect((await events.next()).value).toEqual({ data: { leagueChanged: { sequence: newest } } });
      const next = events.next();
      // As long as several of its looks at the store.
      for (let look = 0; look < 3; look += 1) {
        wire.cut();
        await expect.poll(() => readiness(base)).toMatchObject({ status: 503 });
        await pause(800);
        wire.heal();
      }
      await importLines(graph, randomBundle('other', '2023-06-30', 50, 2));
      await announce();
      expect((await next).value).toEqual({ data: { leagueChanged: { sequence: newest + 1 } } });
    } finally {
      await client.dispose();
    }
  });
});

describe('a connection that is reset in the middle of an answer', () => {
  it('never gives half an answer: the whole one, or an error of the list', async () => {
    const { text } = await ask(LEAGUE);
    for (let packets = 0; packets < 12; packets += 1) {
      wire.resetAfter(packets);
      const answer = await ask(LEAGUE);
      if (answer.code === undefined) expect(answer.text).toBe(text);
      else expect(Object.keys(ERROR_CODES)).toContain(answer.code);
    }
  });

  it('in the middle of a write loses and doubles nothing, and an answer that was lost is not taken for a refusal', async () => {
    const codes = [];
    for (let packets = 0; packets < 16; packets += 1) {
      wire.resetAfter(packets);
      const { code } = await ask(programme(`reset-${packets}`), ['supervisor']);
      codes.push(code);
      wire.heal();
      const [kept] = await rawCypher(
        graph,
        `OPTIONAL MATCH (p:Programme {id: $id}) OPTIONAL MATCH (p)-[:HAS_VERSION]->(v)
         RETURN count(DISTINCT p) AS programmes, collect(v.version) AS versions`,
        { id: `reset-${packets}` },
      );
      if (code === undefined) expect(kept).toEqual({ programmes: 1, versions: [1] });
      else
        expect([
          { programmes: 0, versions: [] },
          { programmes: 1, versions: [1] },
        ]).toContainEqual(kept);
    }
    // Each was tried again by the service, so no client heard of it.
    expect(codes.filter((code) => code !== undefined)).toEqual([]);
  });

  it('keeps one entry of the audit for each answer', async () => {
    const purpose = 'testing that none is doubled';
    for (let packets = 0; packets < 8; packets += 1) {
      wire.resetAfter(packets);
      await askService(base, LEAGUE, { ...(await headers(['analyst'])), 'x-linchpin-purpose': purpose });
      wire.heal();
    }
    const rows = await rawCypher(
      graph,
      'MATCH (a:AuditEntry {purpose: $purpose}) RETURN a.requestId AS id, count(*) AS n',
      { purpose },
    );
    expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
    expect(rows).toHaveLength(8);
  });
});

const programme = (id: string) => `mutation { createProgramme(input: {
  id: "${id}", name: "Reset ${id}", description: "Possession of blades; assumed.", types: ["10D"] }) { id version } }`;
