import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import pino from 'pino';
import { generateSeed } from '../seed/index.ts';
import {
  issueDevelopmentToken,
  openAudit,
  openPseudonyms,
  openVerifier,
  visibleAt,
} from '../src/access/index.ts';
import { startService } from '../src/api/index.ts';
import { FIRST_QUERY } from '../src/api/welcomePage.ts';
import { openStore } from '../src/cli/openStore.ts';
import { projectRoot, readConfig, systemClock } from '../src/config/index.ts';
import { type ImportReport, importBundle } from '../src/ingest/index.ts';
import { computeLeague } from '../src/league/index.ts';
import { rankSuspects, totalScope } from '../src/league/repository.ts';
import { duckdbLeague } from './duckdbLeague.ts';
import { machine } from './machine.ts';

/** Size of the seed; a smaller one tries the bench itself. */
const SIZE = Number(process.env.LINCHPIN_BENCH_SIZE ?? 35_000);
const REQUESTS = 40;
const READS = 200;

const home = await mkdtemp(join(tmpdir(), 'linchpin-bench-'));
const config = readConfig(
  { ...process.env, LINCHPIN_HOME: home, LINCHPIN_PORT: '0', LINCHPIN_LOG: 'silent' },
  projectRoot,
);
const say = (text: string) => void process.stderr.write(`${text}\n`);
const figures: Record<string, number | string> = {};

const store = await openStore(config, say);
try {
  await generateSeed({ size: SIZE, seed: 2023, out: home });
  const bundle = join(home, 'bundle');
  const before = await relationships();
  const report = await importBundle(store.graph, {
    path: bundle,
    clock: systemClock,
    workDirectory: join(home, 'work'),
    load: store.load,
  });
  await measureImport(report, before);
  await measureLeague(bundle);
} finally {
  await store.close();
  await rm(home, { recursive: true, force: true });
}
const table = new Table({ head: ['figure', 'value'], style: { head: [], border: [] } });
for (const [name, value] of Object.entries(figures)) table.push([name, value]);
process.stdout.write(`${table.toString()}\n`);
await writeFile(
  join(projectRoot, 'bench/results', SIZE === 35_000 ? 'london.json' : `london-${SIZE}.json`),
  `${JSON.stringify({ measured: new Date().toISOString().slice(0, 10), machine, figures }, null, 2)}\n`,
);

async function measureImport(report: ImportReport, before: number): Promise<void> {
  const written = (await relationships()) - before;
  figures['import: way'] = report.way;
  figures['import: rows read'] = report.files.reduce((total, { read }) => total + read, 0);
  figures['import: relationships'] = written;
  figures['import: seconds, end to end'] = report.seconds;
  figures['import: relationships a second'] = Math.round(written / report.seconds);
}

async function relationships(): Promise<number> {
  const [row] = await store.graph.read('graph/count-relationships', {});
  return row?.relationships ?? 0;
}

async function measureLeague(bundle: string): Promise<void> {
  const caller = {
    visible: await visibleAt(store.graph, 'OFFICIAL'),
    clearance: 'OFFICIAL',
    compartments: [],
  };
  const first = performance.now();
  const league = await computeLeague(store.graph, { programme: 'vawg', asOf: '2023-06-30' }, caller);
  figures['league: first computation, ms'] = Math.round(performance.now() - first);
  const peer = await duckdbLeague(bundle);
  const ours = league.table.ranked.map(({ personId, harmMicros, victims, offences }) => ({
    personId,
    harmMicros,
    victims,
    offences,
  }));
  if (JSON.stringify(ours) !== JSON.stringify(peer.lines)) throw new Error('our table and DuckDB’s differ');
  figures['league: lines equal to DuckDB’s'] = ours.length;
  figures['DuckDB from CSV, ms'] = Math.round(peer.milliseconds);

  const recomputed = await timesOf(5, async () => {
    await rankSuspects(store.graph, league.table.scope);
    await totalScope(store.graph, league.table.scope);
  });
  figures['league: full recomputation in Cypher, warm: p50, ms'] = at(recomputed, 0.5);
  const read = await timesOf(READS, async () => {
    const current = await computeLeague(store.graph, { programme: 'vawg' }, caller);
    await current.contributions();
  });
  figures['league in the service, all contributions: p50, ms'] = at(read, 0.5);
  figures['league in the service, all contributions: p95, ms'] = at(read, 0.95);

  const services = {
    graph: store.graph,
    database: store.connection.database,
    clock: systemClock,
    audit: openAudit(store.graph, systemClock),
    pseudonyms: await openPseudonyms(config),
    verify: await openVerifier(config, systemClock),
    logger: pino({ level: 'silent' }),
    production: false,
    workDirectory: join(home, 'work'),
  };
  const service = await startService(services, { host: '127.0.0.1', port: 0 });
  try {
    const token = await issueDevelopmentToken(
      config,
      { subject: 'bench', roles: ['analyst'], clearance: 'OFFICIAL', compartments: [], teams: [], hours: 1 },
      systemClock,
    );
    const times = await timesOf(REQUESTS, async () => {
      const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-linchpin-purpose': 'measuring the league',
        },
        body: JSON.stringify({ query: FIRST_QUERY }),
      });
      const text = await response.text();
      if (!response.ok || text.includes('"errors"'))
        throw new Error(`the league did not answer: ${text.slice(0, 300)}`);
    });
    figures['league over HTTP, all contributions: p50, ms'] = at(times, 0.5);
    figures['league over HTTP, all contributions: p95, ms'] = at(times, 0.95);
  } finally {
    await service.stop();
  }
}

/** Milliseconds of each of so many goes, least first. */
async function timesOf(number: number, go: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let done = 0; done < number; done += 1) {
    const started = performance.now();
    await go();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** A quantile, to a tenth. */
function at(times: readonly number[], quantile: number): number {
  return Math.round(10 * (times[Math.floor(times.length * quantile)] ?? 0)) / 10;
}
