import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { issueDevelopmentToken } from '../../src/access/index.ts';
import { projectRoot, readConfig, systemClock } from '../../src/config/index.ts';
import { ensureShippedEditions } from '../../src/harm/index.ts';
import { atFileEnd } from '../support/atFileEnd.ts';
import { attack } from '../support/attacker.ts';
import { importLines, manifest } from '../support/bundles.ts';
import { testGraph } from '../support/graph.ts';
import { testServer } from '../support/neo4j.ts';
import { rawCypher } from '../support/rawCypher.ts';

const PLANTED = {
  victim: 'Planted-Victim-Name',
  purpose: 'Planted purpose of asking',
  value: 'Planted-Value-In-The-Store',
  key: 'planted-pseudonym-key-0123456789',
};
/** Of the process: all that it wrote to either stream, and every log file of its home. */
let written = '';
let token = '';
let replies: readonly (readonly [status: number, code: string | undefined])[] = [];

/** Serves as `linchpin serve` does, in a process of its own, through success and failure; then ends it. */
beforeAll(async () => {
  const graph = await testGraph();
  await ensureShippedEditions(graph);
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'persons.csv': ['id,full_name', 'S1,Adam Grey', `V1,${PLANTED.victim}`],
    'offences.csv': ['id,offence_code,reported_on', 'O1,008/06,2023-06-01', 'O2,008/06,2023-06-01'],
    'involvements.csv': ['person_id,offence_id,role', 'S1,O1,SUSPECT', 'V1,O1,VICTIM'],
  });
  // What no import writes, so that reading it fails in a way that nobody foresaw.
  await rawCypher(graph, `MATCH (o:Offence {id: 'force:O2'}) SET o.reportedOn = ['${PLANTED.value}']`);
  const home = await mkdtemp(join(tmpdir(), 'linchpin-secrets-'));
  atFileEnd(() => rm(home, { recursive: true, force: true }));
  const { uri, username, password, database } = testServer();
  const environment = {
    LINCHPIN_HOME: home,
    LINCHPIN_PORT: '0',
    LINCHPIN_SEED: 'none',
    LINCHPIN_LOG: 'trace',
    LINCHPIN_PSEUDONYM_KEY: PLANTED.key,
    NEO4J_URI: uri,
    NEO4J_USERNAME: username,
    NEO4J_PASSWORD: password,
    NEO4J_DATABASE: database,
  };
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'linchpin.js'), 'serve'], {
    env: { PATH: process.env.PATH ?? '', ...environment },
  });
  const ready = new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The service did not start: ${written}`)));
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        written += String(data);
        const port = /ready: http:\/\/localhost:(\d+)/.exec(written)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
  });
  const port = await ready;
  const tokenOf = (roles: readonly string[], clearance = 'OFFICIAL') =>
    issueDevelopmentToken(
      readConfig({ LINCHPIN_HOME: home }, home),
      { subject: 'tester', roles, clearance, compartments: [], teams: [], hours: 1 },
      systemClock,
    );
  token = await tokenOf(['analyst']);
  const target = { service: { port, stop: async () => undefined }, tokenOf };
  const headers = { 'x-linchpin-purpose': PLANTED.purpose };
  const ask = async (body: unknown, more: object = {}) => {
    const { status, code } = await attack(target, { body, token, headers, ...more });
    return [status, code] as const;
  };
  const search = 'query ($text: String!) { search(text: $text) { capped } }';
  replies = [
    await ask({ query: search, variables: { text: PLANTED.victim } }),
    await ask({ query: `{ search(text: "${PLANTED.victim}") { capped } }` }),
    await ask({ query: search, variables: { text: { name: PLANTED.victim } } }),
    await ask({ query: `{ search(text: "${PLANTED.victim} { capped } }` }),
    await ask(`{"query": "${PLANTED.victim}`),
    await ask({ query: '{ offence(id: "force:O2") { reportedOn } }' }),
    await ask({ query: `{ person(id: "${PLANTED.victim}") { id } }` }, { token: `${token}x` }),
    await ask({ query: `{ league(programme: "${PLANTED.victim}") { asOf } }` }, { roles: ['auditor'] }),
    await ask('not a zip', { path: `/import?source=${PLANTED.victim}`, token: await tokenOf(['importer']) }),
  ];
  child.kill('SIGTERM');
  await once(child, 'exit');
  for (const file of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    const path = join(home, file);
    if (/\.(log|txt|json|csv)$/.test(file) && existsSync(path) && statSync(path).isFile())
      written += readFileSync(path, 'utf8');
  }
}, 180_000);

describe('what a service writes down of itself, at the level of most words', () => {
  it('is of successes, refusals and a failure that nobody foresaw', () => {
    expect(replies.map(([status]) => status)).toEqual([200, 200, 400, 400, 400, 200, 401, 200, 400]);
    expect(replies.map(([, code]) => code).filter(Boolean)).toContain('INTERNAL');
    expect(written).toContain('request failed');
  });

  it.each(Object.entries(PLANTED))('holds no secret: %s', (_what, secret) => {
    expect(written).not.toContain(secret);
  });

  it('holds no token and no password', () => {
    for (const secret of [token, token.split('.')[2] ?? '', testServer().password]) {
      expect(secret.length).toBeGreaterThan(10);
      expect(written).not.toContain(secret);
    }
  });
});
