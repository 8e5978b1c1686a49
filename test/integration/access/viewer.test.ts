import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purposeToHeader } from '../../../src/access/index.ts';
import { readConfig } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { testGraph } from '../../support/graph.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';

const BANNER = 'For policing purposes only.\n<b>$& All use is logged & reviewed.</b>';
const PURPOSE = 'Case review: Überprüfung';

const folder = mkdtempSync(join(tmpdir(), 'linchpin-banner-'));
let graph: Graph;
let ruled: TestService;
let open: TestService;
beforeAll(async () => {
  const file = join(folder, 'banner.txt');
  writeFileSync(file, `${BANNER}\n`);
  graph = await testGraph();
  const environment = { LINCHPIN_PURPOSES: 'OP, Case review', LINCHPIN_BANNER_FILE: file };
  ruled = await testService(graph, { environment });
  open = await testService(graph);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const urlOf = ({ service }: TestService, path: string) => `http://127.0.0.1:${service.port}${path}`;
async function ask(to: TestService, query: string, token: string, purpose = PURPOSE) {
  const response = await fetch(urlOf(to, '/graphql'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-linchpin-purpose': purposeToHeader(purpose),
    },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

describe('a viewer', () => {
  it('is told who he is, what he may do, what he may see and until when', async () => {
    const before = Date.now();
    const token = await ruled.tokenOf(['auditor', 'planner'], 'SECRET', {
      subject: 'p.lanner',
      compartments: ['BRAVO', 'alpha'],
    });
    const { data } = await ask(
      ruled,
      '{ me { subject machine roles rights rank teams clearance compartments purposes expiresAt breakGlass { id } } }',
      token,
    );
    const { expiresAt, rights, ...rest } = data.me;
    expect(rest).toEqual({
      subject: 'p.lanner',
      machine: false,
      roles: ['planner', 'auditor'],
      rank: null,
      teams: [],
      clearance: 'SECRET',
      compartments: ['ALPHA', 'BRAVO'],
      purposes: ['OP', 'Case review'],
      breakGlass: [],
    });
    expect(rights).toEqual(expect.arrayContaining(['audit:read', 'graph:read', 'operation:plan']));
    expect(rights).not.toContain('breakglass:approve');
    expect(Date.parse(expiresAt)).toBeGreaterThan(before);
  });

  it('that is a machine is marked as one, and has the rights of the roles it carries', async () => {
    const token = await open.tokenOf(['service', 'importer'], 'OFFICIAL', { subject: 'loader' });
    const { data } = await ask(open, '{ me { subject machine roles purposes rights } }', token);
    expect(data.me).toMatchObject({
      subject: 'service:loader',
      machine: true,
      roles: ['importer'],
      purposes: [],
      rights: expect.arrayContaining(['import:run']),
    });
    const only = await open.tokenOf(['service']);
    expect((await ask(open, '{ me { subject } }', only)).errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('the purpose of a request', () => {
  it('must be one of those that the operator offers, and is kept as it was written', async () => {
    const token = await ruled.tokenOf(['analyst']);
    const refused = await ask(ruled, '{ me { subject } }', token, 'because I want to');
    expect(refused.errors[0]).toMatchObject({
      message: expect.stringContaining('OP, Case review'),
      extensions: { code: 'PURPOSE_REQUIRED' },
    });
    expect((await ask(ruled, 'query Kept { me { subject } }', token)).errors).toBeUndefined();
    const rows = await rawCypher(
      graph,
      "MATCH (a:AuditEntry) WHERE a.operation STARTS WITH 'query Kept' RETURN a.purpose AS purpose",
    );
    expect(rows).toEqual([{ purpose: PURPOSE }]);
  });
});

describe('the terms of use', () => {
  it('are read before signing in, as text and on the first page, where they are no markup', async () => {
    const text = await fetch(urlOf(ruled, '/banner'));
    expect(text.headers.get('content-type')).toContain('text/plain');
    expect(await text.text()).toBe(BANNER);
    const page = await (await fetch(urlOf(ruled, '/'))).text();
    expect(page).toContain('&lt;b&gt;$&amp; All use is logged &amp; reviewed.&lt;/b&gt;');
    expect(page).not.toContain('<b>$');
  });

  it('are told to everybody who has signed in, and are nothing where there are none', async () => {
    const query = '{ banner }';
    for (const role of ['auditor', 'analyst'])
      expect(await ask(ruled, query, await ruled.tokenOf([role]))).toEqual({ data: { banner: BANNER } });
    expect(await ask(open, query, await open.tokenOf(['analyst']))).toEqual({ data: { banner: null } });
    expect((await fetch(urlOf(open, '/banner'))).status).toBe(204);
    expect(await (await fetch(urlOf(open, '/'))).text()).not.toContain('{{');
  });

  it('that cannot be read, or rules that contradict each other, stop the start', () => {
    expect(() => readConfig({ LINCHPIN_BANNER_FILE: join(folder, 'none') }, folder)).toThrow(/BANNER_FILE/);
    expect(() => readConfig({ LINCHPIN_BREAK_GLASS_MINUTES: '200' }, folder)).toThrow(/BREAK_GLASS_MOST/);
    expect(() => readConfig({ LINCHPIN_BREAK_GLASS_MOST: '0' }, folder)).toThrow(/BREAK_GLASS_MOST/);
  });
});
