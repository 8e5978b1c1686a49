import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { issueDevelopmentToken, openAudit, openPseudonyms, openVerifier } from '../../../src/access/index.ts';
import { type RunningService, startService } from '../../../src/api/index.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';

let graph: Graph;
let service: RunningService;
let home = '';
let token = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'linchpin-upload-'));
  const config = readConfig({ LINCHPIN_HOME: home }, home);
  graph = await testGraph();
  service = await startService(
    {
      graph,
      database: testServer().database,
      clock: systemClock,
      audit: openAudit(graph, systemClock),
      pseudonyms: await openPseudonyms(config),
      verify: await openVerifier(config, systemClock),
      logger: pino({ level: 'silent' }),
      production: false,
      workDirectory: join(home, 'work'),
    },
    { host: '127.0.0.1', port: 0 },
  );
  token = await issueDevelopmentToken(
    config,
    { subject: 'tester', roles: ['importer'], clearance: 'OFFICIAL', compartments: [], teams: [], hours: 1 },
    systemClock,
  );
}, 120_000);
beforeEach(() => rawCypher(graph, 'remove-facts'));
afterAll(async () => {
  await service?.stop();
  await rm(home, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: {
    readonly source?: string;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
}

/** Uploads a zip of these files. */
async function upload(files: Readonly<Record<string, string>>, query = ''): Promise<Answer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const response = await fetch(`http://127.0.0.1:${service.port}/import${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-linchpin-purpose': 'testing uploads of bundles' },
    body: new Uint8Array(await buffer(zip.outputStream)),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const records = async () =>
  (await rawCypher(graph, 'MATCH (s:SourceRecord) RETURN s.id AS id ORDER BY id')).map(({ id }) => id);
const persons = 'id\nP1\n';

describe('an uploaded zip', () => {
  it('that names no source is refused with the remedies, and nothing is written', async () => {
    for (const files of [
      { 'persons.csv': persons },
      { 'persons.csv': persons, 'manifest.yaml': 'as_of: 2023-06-30\n' },
      { '東/persons.csv': persons },
    ]) {
      const { status, body } = await upload(files);
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
      expect(body.errors?.[0]?.message).toMatch(/manifest\.yaml with "source: <name>".*\?source=<name>/);
    }
    expect(await records()).toEqual([]);
  });

  it('is of the source that its manifest, the request, or its folder names', async () => {
    await upload({ 'persons.csv': persons, 'manifest.yaml': 'source: north\n' });
    await upload({ 'persons.csv': persons }, '?source=south');
    await upload({ 'east/persons.csv': persons });
    await upload({ 'export/persons.csv': persons }, '?source=west');
    expect(await records()).toEqual(['east:P1', 'north:P1', 'south:P1', 'west:P1']);
  });

  it('whose manifest names another source than the request is refused', async () => {
    const { status, body } = await upload(
      { 'persons.csv': persons, 'manifest.yaml': 'source: north\n' },
      '?source=south',
    );
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_INPUT']);
    expect(body.errors?.[0]?.message).toContain('"north"');
    expect(await records()).toEqual([]);
  });

  it('under a name that no manifest may give is refused, and so is one under two names', async () => {
    for (const query of ['?source=', '?source=a:b', '?source=..', '?source=a&source=b', '?source[x]=a']) {
      const { status, body } = await upload({ 'persons.csv': persons }, query);
      expect([query, status, body.errors?.[0]?.extensions.code]).toEqual([query, 400, 'BAD_INPUT']);
    }
    expect(await records()).toEqual([]);
  });
});
