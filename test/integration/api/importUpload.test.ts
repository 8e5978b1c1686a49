import { buffer } from 'node:stream/consumers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { RunningService } from '../../../src/api/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testService } from '../../support/testService.ts';

let graph: Graph;
let service: RunningService;
let token = '';

beforeAll(async () => {
  graph = await testGraph();
  const { service: started, tokenOf } = await testService(graph);
  service = started;
  token = await tokenOf(['importer']);
}, 120_000);
beforeEach(() => rawCypher(graph, 'remove-facts'));

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
