import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { PeerFiles } from '../league/peerFiles.ts';
import { type SqlDatabase, sqlText } from './SqlDatabase.ts';
import { loadReference } from './sqlLeague.ts';

const run = promisify(execFile);
/** Where Debian and its like put the programs of each version. */
const VERSIONS = '/usr/lib/postgresql';
const READY_MS = 30_000;
/** A warm server of a machine of its own; the tables fit into memory. Durability is off: nothing here is kept. */
const SETTINGS = {
  shared_buffers: '2GB',
  work_mem: '256MB',
  maintenance_work_mem: '512MB',
  effective_cache_size: '6GB',
  max_parallel_workers_per_gather: '2',
  random_page_cost: '1.1',
  max_wal_size: '8GB',
  fsync: 'off',
  synchronous_commit: 'off',
  listen_addresses: '',
} as const;

/** Folder of the newest installed version's programs; undefined where PostgreSQL is not installed. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = await readdir(VERSIONS).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(VERSIONS, newest, 'bin');
}

/** A throw-away server in a folder of its own, reached by a socket there. It refuses root, so root lends it a user. */
export async function openPostgres(programs: string): Promise<SqlDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-pg-'));
  const owner = process.getuid?.() === 0 ? await idsOf('postgres') : undefined;
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder },
  );
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...settings], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const client = await connect(folder);
    const { rows: found } = await client.query('SHOW server_version');
    const database: SqlDatabase = {
      name: 'PostgreSQL',
      version: String(found[0]?.server_version),
      run: async (sql) => void (await client.query(sql)),
      rows: async (sql) => (await client.query({ text: sql, rowMode: 'array' })).rows,
      load: (files) => load(database, files, folder),
      close: async () => {
        await client.end();
        await stop();
      },
    };
    return database;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connect(host: string): Promise<pg.Client> {
  for (const deadline = Date.now() + READY_MS; ; await pause(200)) {
    const client = new pg.Client({ host, user: 'bench', database: 'postgres' });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function load(database: SqlDatabase, files: PeerFiles, folder: string): Promise<void> {
  const sql = (text: string) => database.run(text);
  await sql('CREATE TABLE person (id VARCHAR COLLATE "C" NOT NULL, sex VARCHAR)');
  await sql('CREATE TABLE offence (id VARCHAR COLLATE "C" NOT NULL, code VARCHAR, reported_on DATE)');
  await sql(
    'CREATE UNLOGGED TABLE role (person_id VARCHAR COLLATE "C" NOT NULL, offence_id VARCHAR COLLATE "C" NOT NULL, role VARCHAR, status VARCHAR)',
  );
  for (const [name, path] of [
    ['person', files.persons],
    ['offence', files.offences],
    ['role', files.roles],
  ] as const) {
    const readable = join(folder, `${name}.csv`);
    await run('cp', [path, readable]);
    await chmod(readable, 0o644);
    await sql(`COPY ${name} FROM ${sqlText(readable)} WITH (FORMAT csv, HEADER true)`);
    await rm(readable);
  }
  await sql(
    "CREATE TABLE suspect_in AS SELECT person_id, offence_id, status FROM role WHERE role = 'SUSPECT'",
  );
  await sql("CREATE TABLE victim_of AS SELECT person_id, offence_id FROM role WHERE role = 'VICTIM'");
  await sql('DROP TABLE role');
  await sql('ALTER TABLE person ADD PRIMARY KEY (id)');
  await sql('ALTER TABLE offence ADD PRIMARY KEY (id)');
  await sql('CREATE INDEX ON offence (reported_on)');
  for (const link of ['suspect_in', 'victim_of']) {
    await sql(`CREATE INDEX ON ${link} (offence_id)`);
    await sql(`CREATE INDEX ON ${link} (person_id)`);
  }
  await loadReference(database);
  await sql('VACUUM ANALYZE');
}

/** User and group of an account of this machine. */
async function idsOf(account: string): Promise<{ uid: number; gid: number }> {
  const id = async (what: '-u' | '-g') => Number((await run('id', [what, account])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
