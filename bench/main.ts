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
import { countGraph } from '../src/records/repository.ts';
import { duckdbLeague } from './duckdbLeague.ts';
import { machine } from './machine.ts';

/** Size of the seed; a smaller one tries the bench itself. */
const SIZE = Number(process.env.LINCHPIN_BENCH_SIZE ?? 35_000);
const REQUESTS = 40;

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
  const report = await importBundle(store.graph, {
    path: bundle,
    clock: systemClock,
    workDirectory: join(home, 'work'),
    load: store.load,
  });
  await measureImport(report);
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

async function measureImport(report: ImportReport): Promise<void> {
  const visible = await visibleAt(store.graph, 'TOP SECRET/ALPHA;BRAVO');
  const { nodes, relationships } = await countGraph(store.graph, visible);
  const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
  // The link of each record to its person, and of each offence to its type, are relationships too.
  const persons = report.files.find(({ file }) => file === 'persons.csv')?.created ?? 0;
  const written = sum(relationships) + persons;
  figures['import: way'] = report.way;
  figures['import: rows read'] = report.files.reduce((total, { read }) => total + read, 0);
  figures['import: nodes, without source records'] = sum(nodes);
  figures['import: relationships, without types'] = written;
  figures['import: seconds, end to end'] = report.seconds;
  figures['import: relationships a second'] = Math.round(written / report.seconds);
}

async function measureLeague(bundle: string): Promise<void> {
  const caller = {
    visible: await visibleAt(store.graph, 'OFFICIAL'),
    clearance: 'OFFICIAL',
    compartments: [],
  };
  const first = performance.now();
  const league = await computeLeague(
    store.graph,
    { programme: 'vawg', asOf: '2023-06-30' },
    caller,
    systemClock,
  );
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
    const times: number[] = [];
    for (let request = 0; request < REQUESTS; request += 1) {
      const started = performance.now();
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
      times.push(performance.now() - started);
      if (!response.ok || text.includes('"errors"'))
        throw new Error(`the league did not answer: ${text.slice(0, 300)}`);
    }
    times.sort((a, b) => a - b);
    figures['league over HTTP, all contributions: p50, ms'] = Math.round(
      times[Math.floor(times.length * 0.5)] ?? 0,
    );
    figures['league over HTTP, all contributions: p95, ms'] = Math.round(
      times[Math.floor(times.length * 0.95)] ?? 0,
    );
  } finally {
    await service.stop();
  }
}
