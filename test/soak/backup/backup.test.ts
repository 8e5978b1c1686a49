import { existsSync, readdirSync, statSync } from 'node:fs';
import { copyFile, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentToken } from '../../../src/access/index.ts';
import { refuseOthers, restoreBackup } from '../../../src/backup/index.ts';
import { readArchive } from '../../../src/backup/readArchive.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import { migrate, openGraph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { importBundle } from '../../../src/ingest/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { serverStatus, startServer } from '../../../src/neo4j/index.ts';
import { acquireLocalServer } from '../../../src/neo4j/local/localServer.ts';
import { findJava, findMaven } from '../../../src/neo4j/machineTools.js';
import { bundleFolder, temporaryFolder } from '../../support/bundles.ts';
import { homeEnvironment, runCli } from '../../support/cli.ts';
import { localHome } from '../../support/localHome.ts';
import { randomBundle } from '../../support/randomBundle.ts';
import { serveGraph } from '../../support/serveGraph.ts';
import { rewriteArchive } from './rewriteArchive.ts';

const localIsPossible = (await findJava()) !== undefined && (await findMaven()) !== undefined;
const LEAGUE = ['league', '--programme', 'all', '--json'];
const QUERY = `{ league(programme: "all", size: 20) { asOf entries { rank harmDays person { id names }
  contributions { offence { id victims { pseudonym sex ageBand } } } } } }`;

let home: string;
let folder: string;
let archive: string;
let keys: string;
let printed: string;
let answered: string;
let uri: string | undefined;
let backup: Awaited<ReturnType<typeof runCli>>;
const MEMORY = { heap: '512m', pagecache: '128m' };
const on = (place: string) => homeEnvironment(place);

// Where there is only a container or a server elsewhere, there is no local store to back up; the report says skipped.
describe.skipIf(!localIsPossible)('a backup of the local store', () => {
  beforeAll(async () => {
    home = await localHome('backup');
    folder = await temporaryFolder();
    archive = join(folder, 'store.backup');
    keys = join(folder, 'store.keys');
    uri = (await startServer({ home, neo4j: MEMORY })).uri;
    await importInto(home);
    printed = (await runCli(on(home), ...LEAGUE)).out;
    answered = await answerOver(home);
    backup = await runCli(on(home), 'backup', archive, '--keys', keys);
  }, 240_000);

  it('holds the store and the heads of the audit, is readable to its owner only, and has no key in it', async () => {
    expect(backup.err).toContain('keep it apart');
    expect(backup.code).toBe(0);
    for (const file of [archive, keys]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    const { manifest, close } = await readArchive(archive);
    close();
    const [dump, ...audit] = manifest.parts.map(({ name }) => name);
    expect(dump).toBe('neo4j.dump');
    expect(audit.length).toBeGreaterThan(0);
    expect(audit.filter((name) => !name.startsWith('audit/'))).toEqual([]);
    expect(manifest).toMatchObject({
      schemaVersion: expect.any(Number),
      storeId: expect.stringMatching(/./),
    });
    expect(Object.keys(manifest.keyIds)).toEqual(
      expect.arrayContaining(['development-pseudonym.key', 'development-audit.key']),
    );
    const bytes = await readFile(archive);
    for (const name of readdirSync(join(home, 'keys')))
      expect(bytes.includes(await readFile(join(home, 'keys', name)))).toBe(false);
    expect(bytes.includes((await readFile(join(home, 'neo4j', 'password'), 'utf8')).trim())).toBe(false);
  });

  it('leaves the server running that ran before, on its port, and the store as it was', async () => {
    expect(await serverStatus({ home })).toMatchObject({ state: 'running', uri, startedByHand: true });
    expect(await answerOver(home)).toBe(answered);
  });

  it('is refused while another process uses the store, which is named', async () => {
    const holder = await acquireLocalServer({ home, neo4j: {}, purpose: 'test' });
    const refused = await runCli(on(home), 'backup', join(folder, 'second.backup'));
    await holder.release();
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(new RegExp(`^CONFLICT: Process ${process.pid} uses`, 'm'));
    expect(existsSync(join(folder, 'second.backup'))).toBe(false);
  });

  it('and a restore are refused for a server that is given, naming its own way', async () => {
    const given = { neo4j: { uri: 'bolt://127.0.0.1:1' } };
    expect(() => refuseOthers(given, 'backup')).toThrow(/NEO4J_URI is set.*database dump/);
    expect(() => refuseOthers(given, 'restore')).toThrow(/NEO4J_URI is set.*database load/);
    expect(() => refuseOthers({ neo4j: {} }, 'restore')).not.toThrow();
  });
});

describe.skipIf(!localIsPossible)('a restore', () => {
  it('refuses an archive that is damaged, or of a newer version, and a home that holds anything, touching nothing', async () => {
    const empty = join(folder, 'never');
    const refusal = (path: string, keysPath?: string, place = empty) =>
      restoreBackup({
        path,
        keysPath,
        config: readConfig({ LINCHPIN_HOME: place }, projectRoot),
        onProgress: () => undefined,
      }).then(
        () => 'restored',
        (error: unknown) => (error instanceof LinchpinError ? `${error.code}: ${error.message}` : error),
      );
    const spoilt = join(folder, 'spoilt.backup');
    await copyFile(archive, spoilt);
    const file = await open(spoilt, 'r+');
    await file.write('?', 2_000);
    await file.close();
    expect(await refusal(spoilt)).toMatch(/BAD_INPUT: .*neo4j\.dump is not what its manifest\.json says/);
    const newer = await rewriteArchive(archive, join(folder, 'newer.backup'), { formatVersion: 99 });
    expect(await refusal(newer)).toMatch(/BAD_INPUT: .*format 99/);
    const later = await rewriteArchive(archive, join(folder, 'later.backup'), { neo4j: '2099.1.0' });
    expect(await refusal(later)).toMatch(/BAD_INPUT: .*Neo4j 2099\.1\.0/);
    const ahead = await rewriteArchive(archive, join(folder, 'ahead.backup'), { schemaVersion: 9_999 });
    expect(await refusal(ahead)).toContain('SCHEMA_MISMATCH');
    const others = join(folder, 'others.keys');
    await writeFile(
      others,
      JSON.stringify({
        format: 'linchpin-keys',
        formatVersion: 1,
        files: { 'development-pseudonym.key': 'x' },
      }),
    );
    expect(await refusal(archive, others)).toMatch(/BAD_INPUT: .*other keys/);
    expect(await refusal(join(projectRoot, 'package.json'))).toMatch(/BAD_INPUT: .*no readable archive/);
    expect(existsSync(empty)).toBe(false);
    expect(await refusal(archive, undefined, home)).toMatch(/CONFLICT: .* has a store already/);
    const kept = await temporaryFolder();
    await mkdir(join(kept, 'keys'));
    await writeFile(join(kept, 'keys', 'one.key'), 'a key of another store');
    expect(await refusal(archive, undefined, kept)).toMatch(
      /CONFLICT: .* is not empty: it has keys\/one\.key/,
    );
    expect(existsSync(join(kept, 'neo4j', 'server'))).toBe(false);
  });

  it('into an empty home answers the same league, byte for byte, on the command line and over HTTP', async () => {
    const target = await localHome('restored');
    const restored = await runCli(on(target), 'restore', archive, '--keys', keys);
    expect(restored.err).not.toContain('lacks keys');
    expect({ code: restored.code, ...JSON.parse(restored.out) }).toMatchObject({
      code: 0,
      checksBroken: 0,
      auditBroken: 0,
      auditEntries: expect.any(Number),
    });
    const verified = await runCli(on(target), 'audit', 'verify');
    expect(verified).toMatchObject({ code: 0, out: '' });
    const [password, before] = await Promise.all(
      [target, home].map((place) => readFile(join(place, 'neo4j', 'password'), 'utf8')),
    );
    expect(password).not.toBe(before);
    await startServer({ home: target, neo4j: MEMORY });
    expect((await runCli(on(target), ...LEAGUE)).out).toBe(printed);
    expect(await answerOver(target)).toBe(answered);
    expect(answered).toMatch(/"pseudonym":"V-/);
  });
});

async function importInto(place: string): Promise<void> {
  const server = await acquireLocalServer({ home: place, neo4j: MEMORY, purpose: 'test' });
  const graph = openGraph(server);
  try {
    await migrate(graph);
    await ensureShippedEditions(graph);
    await ensureProgrammes(graph);
    await importBundle(graph, {
      path: await bundleFolder(randomBundle('force', '2023-06-30', 120)),
      clock: systemClock,
      workDirectory: folder,
    });
  } finally {
    await graph.close();
    await server.release();
  }
}

/** The body of one answer of a service on the store and with the keys of a home. */
async function answerOver(place: string): Promise<string> {
  const config = readConfig({ LINCHPIN_HOME: place }, projectRoot);
  const server = await acquireLocalServer({ home: place, neo4j: {}, purpose: 'test' });
  const graph = openGraph(server);
  const service = await serveGraph(graph, server.database, config);
  try {
    const response = await fetch(`http://127.0.0.1:${service.port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await issueDevelopmentToken(
          config,
          {
            subject: 'tester',
            roles: ['analyst'],
            clearance: 'OFFICIAL',
            compartments: [],
            teams: [],
            hours: 1,
          },
          systemClock,
        )}`,
        'x-linchpin-purpose': 'testing what a restore answers',
      },
      body: JSON.stringify({ query: QUERY }),
    });
    return await response.text();
  } finally {
    await service.stop();
    await graph.close();
    await server.release();
  }
}
