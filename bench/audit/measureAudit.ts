import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Audit } from '../../src/access/index.ts';
import { driverOf } from '../../src/graph/index.ts';
import { type BenchService, benchService } from '../benchService.ts';
import { importLondon } from '../importing/importLondon.ts';
import { LONDON } from '../league/sizes.ts';
import { type LoadClient, loadClient } from '../loadClient.ts';
import { type OpenBench, say } from '../openBench.ts';
import { quantile, rounded, sorted } from '../timing.ts';
import { mixedBodies } from './mixedQueries.ts';

const COUNT = readFileSync(new URL('count-entries.cypher', import.meta.url), 'utf8');
const CONNECTIONS = 50;
const BODIES = mixedBodies(5_000);
const SECONDS = 15;
/** A server of Java that has just started compiles for minutes, and a crowd that meets it cold waits out its time. */
const WARM = { seconds: 60, connections: 4 } as const;
/** On and off in turns, each way round: what the machine does meanwhile falls on both alike. */
const TURNS = ['on', 'off', 'off', 'on', 'on', 'off', 'off', 'on'] as const;
type Turn = (typeof TURNS)[number];

const NO_AUDIT: Audit = {
  record: async () => undefined,
  key: { id: '', seal: () => '' },
  close: async () => undefined,
};

/**
 * What the strict audit costs: 50 readers of mixed questions with it and without it, and the latency that it adds where
 * requests come at half the rate that can be served with it; each entry is then counted.
 */
export async function measureAudit(bench: OpenBench) {
  const loadBefore = rounded(loadavg()[0] ?? 0);
  await importLondon(bench, LONDON.suspects);
  const services = { on: await benchService(bench), off: await benchService(bench, NO_AUDIT) };
  const client = loadClient();
  try {
    for (const turn of ['on', 'off'] as const) {
      await ask(client, services[turn], WARM);
      await ask(client, services[turn], { seconds: SECONDS });
    }
    const before = await entries(bench);
    const perSecond: Record<Turn, number[]> = { on: [], off: [] };
    let asked = 0;
    for (const turn of TURNS) {
      const times = await ask(client, services[turn], { seconds: SECONDS });
      perSecond[turn].push(times.length / SECONDS);
      if (turn === 'on') asked += times.length;
      say(`audit ${turn}: ${rounded(times.length / SECONDS)} requests/s, p99 ${quantile(times, 0.99)} ms`);
    }
    const capacity = { on: mean(perSecond.on), off: mean(perSecond.off) };
    const ratePerSecond = capacity.on / 2;
    const latency: Record<Turn, number[]> = { on: [], off: [] };
    for (const turn of TURNS) {
      const times = await ask(client, services[turn], { seconds: SECONDS, ratePerSecond });
      latency[turn].push(...times);
      if (turn === 'on') asked += times.length;
    }
    const [on, off] = [sorted(latency.on), sorted(latency.off)];
    return {
      loadBefore,
      connections: CONNECTIONS,
      secondsEach: SECONDS,
      requestsASecond: { on: rounded(capacity.on), off: rounded(capacity.off) },
      throughputKeptPercent: rounded((100 * capacity.on) / capacity.off),
      atRequestsASecond: rounded(ratePerSecond),
      p50Ms: { on: quantile(on, 0.5), off: quantile(off, 0.5) },
      p99Ms: { on: quantile(on, 0.99), off: quantile(off, 0.99) },
      addedP99Ms: rounded(quantile(on, 0.99) - quantile(off, 0.99)),
      audited: asked,
      entriesMissing: asked - ((await entries(bench)) - before),
    };
  } finally {
    client.end();
    await services.on.stop();
    await services.off.stop();
  }
}

async function ask(
  client: LoadClient,
  { port, headers }: BenchService,
  how: { readonly seconds: number; readonly connections?: number; readonly ratePerSecond?: number },
): Promise<readonly number[]> {
  const order = { port, headers, bodies: BODIES, connections: CONNECTIONS, ...how };
  return (await client.send(order)).times;
}

/** Entries of the bench's own reader. */
async function entries({ store }: OpenBench): Promise<number> {
  const { records } = await driverOf(store.graph).executeQuery(COUNT, { subject: 'bench' });
  return Number(records[0]?.get('entries'));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
