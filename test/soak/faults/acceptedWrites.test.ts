import { expect, it } from 'vitest';
import { type Graph, openGraph, runChecks } from '../../../src/graph/index.ts';
import { acquireServer, type ServerConnection, serverStatus } from '../../../src/neo4j/index.ts';
import { findJava, findMaven } from '../../../src/neo4j/machineTools.js';
import { readiness } from '../../support/askService.ts';
import { bundleFolder } from '../../support/bundles.ts';
import { homeEnvironment, runCli } from '../../support/cli.ts';
import { localHome } from '../../support/localHome.ts';
import { randomBundle } from '../../support/randomBundle.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { homeHeaders, serveHome } from '../../support/serveHome.ts';
import { type Acknowledged, client } from './Ledger.ts';
import { ROWS, startWriters } from './writers.ts';

const localIsPossible = (await findJava()) !== undefined && (await findMaven()) !== undefined;
const KILLS = 20;
/** Every so many kills it is the service, and not its Neo4j. */
const SERVICE_EVERY = 4;
const MINUTES = 60_000;
/** Writes that are acknowledged between two kills at least. */
const PROGRESS = 6;

let home: string;
let service: Awaited<ReturnType<typeof serveHome>>;
let headers: ReadonlyMap<string, Readonly<Record<string, string>>>;

// Where there is only a container or a server elsewhere, there is no local server to kill; the report says skipped.
it.skipIf(!localIsPossible)(
  `through ${KILLS} kills of Neo4j and of the service no acknowledged write is lost or doubled, and each has its entry in the audit`,
  async () => {
    home = await localHome('accepted');
    const bundle = await bundleFolder(randomBundle('force', '2023-06-30', 100));
    service = await serveHome(home);
    await runCli(homeEnvironment(home), 'import', bundle, '--purpose', 'people to write about');
    headers = new Map(
      await Promise.all(
        ['supervisor', 'importer'].map(async (role) => [role, await homeHeaders(home, [role])] as const),
      ),
    );
    const ask = client(
      () => service.base,
      (roles) => headers.get(roles[0] ?? '') ?? {},
    );
    const people = await rankedPeople(ask);
    expect(people.length).toBeGreaterThan(20);
    const ledger: Acknowledged[] = [];
    const writers = startWriters(ask, people, (write) => ledger.push(write));
    const more = async () => {
      const before = ledger.length;
      await Promise.race([
        writers.writing,
        expect.poll(() => ledger.length - before, { timeout: 2 * MINUTES }).toBeGreaterThan(PROGRESS),
      ]);
    };
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await more();
      // Each at another moment of what is being written.
      await new Promise((resolve) => setTimeout(resolve, (kill * 137) % 500));
      if (kill % SERVICE_EVERY === 2) {
        const { port } = service;
        await service.end('SIGKILL');
        service = await serveHome(home, port);
      } else {
        const { pid } = await serverStatus({ home });
        process.kill(pid ?? 0, 'SIGKILL');
        await expect.poll(async () => (await serverStatus({ home })).pid, { timeout: MINUTES }).not.toBe(pid);
        await expect
          .poll(() => readiness(service.base), { timeout: 2 * MINUTES })
          .toMatchObject({ status: 200 });
      }
    }
    await more();
    await writers.stop();
    expect(service.child.exitCode).toBeNull();
    expect(await service.end('SIGTERM')).toBe(0);
    await look(ledger);
    const verified = await runCli(homeEnvironment(home), 'audit', 'verify');
    expect(verified).toMatchObject({ code: 0, out: '' });
  },
  60 * MINUTES,
);

async function rankedPeople(ask: ReturnType<typeof client>): Promise<readonly string[]> {
  const query = '{ league(programme: "all", size: 100) { entries { person { id } } } }';
  const answer = await ask({ path: '/graphql', body: JSON.stringify({ query }), roles: ['supervisor'] });
  const entries = answer?.body.data?.league?.entries as readonly {
    readonly person: { readonly id: string };
  }[];
  return entries.map(({ person }) => person.id);
}

/** Looks for every acknowledged write in the store itself. */
async function look(ledger: readonly Acknowledged[]): Promise<void> {
  const server: ServerConnection = await acquireServer({ home, neo4j: {}, purpose: 'test' });
  const graph: Graph = openGraph(server);
  try {
    const idsOf = (kind: Acknowledged['kind']) =>
      ledger.filter((write) => write.kind === kind).map(({ id }) => id);
    const missing = async (kind: Acknowledged['kind'], found: string) => {
      const ids = idsOf(kind);
      expect(ids.length, `${kind} was never acknowledged`).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(ids.length);
      const rows = await rawCypher(graph, `UNWIND $ids AS id ${found}`, { ids });
      expect(rows.filter(({ ok }) => ok !== true)).toEqual([]);
      expect(rows).toHaveLength(ids.length);
    };
    await missing(
      'programme',
      `OPTIONAL MATCH (p:Programme {id: id}) OPTIONAL MATCH (p)-[:HAS_VERSION]->(v)
       WITH id, count(DISTINCT p) AS programmes, collect(v.version) AS versions
       RETURN id, programmes, versions, programmes = 1 AND versions = [1] AS ok`,
    );
    await missing(
      'run',
      'OPTIONAL MATCH (r:LeagueRun {id: id}) WITH id, count(r) AS runs RETURN id, runs, runs = 1 AS ok',
    );
    await missing(
      'freeze',
      `OPTIONAL MATCH (r:LeagueRun {id: id}) RETURN id, r.status AS status,
       r.status = 'FROZEN' AND r.frozenReason = 'kept through faults' AS ok`,
    );
    await missing(
      'adoption',
      `OPTIONAL MATCH (a:Adoption {id: id})-[:ADOPTS]->(p:Person)
       WITH id, count(a) AS here, collect(p)[0] AS p
       RETURN id, here, here = 1 AND COUNT { (:Adoption {programme: 'all'})-[:ADOPTS]->(p) } = 1 AS ok`,
    );
    await missing(
      'import',
      `OPTIONAL MATCH (j:ImportJob {id: id})
       WITH id, collect(j) AS jobs
       RETURN id, size(jobs) = 1 AND jobs[0].status = 'DONE'
         AND COUNT { MATCH (s:SourceRecord) WHERE s.id STARTS WITH jobs[0].source + ':' } = ${ROWS} AS ok`,
    );
    const requests = ledger.map(({ requestId }) => requestId);
    const entries = await rawCypher(
      graph,
      `UNWIND $requests AS id OPTIONAL MATCH (a:AuditEntry {requestId: id})
       WITH id, collect(a.decision) AS decisions WHERE decisions <> ['ALLOWED'] RETURN id, decisions`,
      { requests },
    );
    expect(entries).toEqual([]);
    for (const { check, violations } of await runChecks(graph)) expect(violations, check).toEqual([]);
  } finally {
    await graph.close();
    await server.release();
  }
}
