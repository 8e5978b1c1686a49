import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Audit, visibleAt } from '../../src/access/index.ts';
import { computeLeague } from '../../src/league/index.ts';
import { findPersons } from '../../src/records/index.ts';
import { benchService } from '../benchService.ts';
import { loadClient } from '../loadClient.ts';
import type { OpenBench } from '../openBench.ts';
import { quantile, rounded } from '../timing.ts';

const PAGE = readFileSync(new URL('../../examples/league-page.graphql', import.meta.url), 'utf8');
const BODY = JSON.stringify({ query: PAGE });
const REQUESTS = 300;
const WARM = 300;
const LONGEST_SECONDS = 3_600;

/**
 * The league page over HTTP: CPU of the serving process for each request, less the CPU of what the page asks of the
 * domains (table, contributions, names) called without HTTP and GraphQL in the same process. The client is another one.
 */
export async function leaguePage(bench: OpenBench) {
  const { store, caller } = bench;
  const service = await benchService(bench);
  const client = loadClient();
  try {
    const ask = (requests: number) =>
      client.send({ ...service, bodies: [BODY], connections: 1, seconds: LONGEST_SECONDS, requests });
    const query = async () => {
      const league = await computeLeague(store.graph, { programme: 'vawg' }, caller);
      await league.contributions();
      const ids = league.entries.map(({ personId }) => personId);
      await findPersons(store.graph, { ids, visible: caller.visible });
    };
    await ask(WARM);
    const { result, cpuMs } = await withCpu(() => ask(REQUESTS));
    await repeat(WARM, query);
    const bare = await withCpu(() => repeat(REQUESTS, query));
    const access = () => accessOnly(bench, service.audit);
    await repeat(WARM, access);
    const asked = await withCpu(() => repeat(REQUESTS, access));
    const { times } = result;
    return {
      requests: REQUESTS,
      bytes: result.bytes,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      cpuMs: rounded(cpuMs / REQUESTS),
      queryCpuMs: rounded(bare.cpuMs / REQUESTS),
      cpuBeyondQueryMs: rounded((cpuMs - bare.cpuMs) / REQUESTS),
      /** Of that, what access asks of the store: what the caller may see, and the audit entry with its hundred ids. */
      accessCpuMs: rounded(asked.cpuMs / REQUESTS),
    };
  } finally {
    client.end();
    await service.stop();
  }
}

/** What access asks of the store for each request. */
async function accessOnly({ store }: OpenBench, audit: Audit): Promise<void> {
  await visibleAt(store.graph, 'OFFICIAL');
  await audit.record({
    principal: { subject: 'bench', roles: ['analyst'] },
    action: 'CONSULTATION',
    purpose: 'measuring the league page',
    operation: 'query LeaguePage { league }',
    decision: 'ALLOWED',
    requestId: randomUUID(),
    ids: Array.from({ length: 100 }, (_, index) => `made:P${index + 1}`),
    resultCount: 100,
    variables: '{}',
  });
}

/** Runs work and says how much CPU this process used meanwhile, all threads, in milliseconds. */
async function withCpu<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpuMs: (user + system) / 1_000 };
}

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let done = 0; done < times; done += 1) await work();
}
