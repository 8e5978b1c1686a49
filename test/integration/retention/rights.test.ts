import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../src/access/index.ts';
import { registerRetention } from '../../../src/cli/retention.ts';
import { withGraphOf } from '../../../src/cli/withGraph.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { importLines, temporaryFolder } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testAuditKey } from '../../support/testAudit.ts';
import { testService } from '../../support/testService.ts';
import { openBundleLines } from './heldPerson.ts';

let graph: Graph;
let home = '';
let ask: (role: string, query: string, clearance?: string) => Promise<Answer>;
interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Runs one command line on the test store, as the local operator. @returns what it prints */
async function linchpin(...words: readonly string[]): Promise<string> {
  const { uri, username, password, database } = testServer();
  const given = {
    NEO4J_URI: uri,
    NEO4J_USERNAME: username,
    NEO4J_PASSWORD: password,
    NEO4J_DATABASE: database,
    LINCHPIN_HOME: home,
    LINCHPIN_AUDIT_KEY: 'the key of the audit in tests',
  };
  const config = readConfig(given, home);
  const out: string[] = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerRetention(program, {
    config,
    clock: systemClock,
    signal: new AbortController().signal,
    out: (text) => out.push(text),
    err: () => undefined,
    withGraph: withGraphOf(config, systemClock, () => undefined),
  });
  await program.parseAsync(['retention', ...words], { from: 'user' });
  return out.join('\n');
}
const WHY = ['--purpose', 'request 2026/17 of the person'];

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  await importLines(graph, openBundleLines());
  // One home and one audit key for the service and the command line.
  const service = await testService(graph);
  home = service.home;
  ask = async (role, query, clearance) => {
    const response = await fetch(`http://127.0.0.1:${service.service.port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await service.tokenOf([role], clearance)}`,
        'x-linchpin-purpose': 'looking into the robbery of May',
      },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  };
  await ask('analyst', '{ person(id: "f:P1") { id names } }');
  await ask('analyst', '{ person(id: "f:P1") { id } }', 'SECRET');
}, 60_000);

describe('what is held about one person', () => {
  it('is written with sources, recipients and purposes, and nobody else in it', async () => {
    const file = join(await temporaryFolder(), 'access');
    await linchpin('subject-access', 'f:P1', '--out', file, '--up-to', 'OFFICIAL-SENSITIVE', ...WHY);
    const text = await readFile(`${file}.json`, 'utf8');
    const access = JSON.parse(text);
    const kinds = new Set(access.held.map(({ kind }: { kind: string }) => kind));
    for (const kind of [
      'RECORD',
      'ROLE',
      'RESIDENCE',
      'IDENTIFIER',
      'TIE',
      'INTELLIGENCE',
      'CUSTODY',
      'ORDER',
      'EVENT',
    ])
      expect(kinds, kind).toContain(kind);
    for (const other of ['f:P2', 'f:P3', 'Beth', 'Voss', '07400123457'])
      expect(text, other).not.toContain(other);
    expect(access.recipients[0]).toMatchObject({
      roles: ['analyst'],
      purposes: ['looking into the robbery of May'],
    });
    expect(access.recipients[0].name).toBeUndefined();
    expect(await readFile(`${file}.md`, 'utf8')).toContain('Adam');
    await expect(linchpin('subject-access', 'f:P1', '--out', file, ...WHY)).rejects.toThrow(
      'is there already',
    );
  });

  it('leaves out what is marked above, and says so only where the operator wants it', async () => {
    const folder = await temporaryFolder();
    await linchpin('subject-access', 'f:P1', '--out', join(folder, 'plain'), ...WHY);
    const plain = await readFile(join(folder, 'plain.json'), 'utf8');
    expect(plain).not.toContain('Seen with a knife');
    expect(plain).not.toContain('Exempt');
    await linchpin('subject-access', 'f:P1', '--out', join(folder, 'said'), '--say-exempt', ...WHY);
    expect(JSON.parse(await readFile(join(folder, 'said.json'), 'utf8')).leftOut).toContainEqual({
      rule: 'Exempt: marked above OFFICIAL.',
      number: expect.any(Number),
    });
  });
});

describe('the fields of the API', () => {
  it('are for supervisors alone', async () => {
    for (const query of [
      '{ retentionDue(before: "2030-01-01") { edges { node { person { id } } } } }',
      '{ correctionNotices(id: "f:P1") { recipient } }',
      'mutation { decideRetention(personId: "f:P1", decision: KEEP, reason: "no reason at all") { id } }',
      'mutation { eraseRecord(recordId: "f:P1", ground: COURT_ORDER, reason: "no reason at all") { id } }',
      'mutation { recordCorrection(id: "f:P1", note: "no reason at all") { recipient } }',
    ])
      for (const role of [
        'analyst',
        'planner',
        'authorising-officer',
        'auditor',
        'importer',
        'administrator',
      ])
        expect((await ask(role, query)).errors?.[0]?.extensions.code, `${role} ${query}`).toBe('FORBIDDEN');
  });

  it('list what is due in pages, with person, group, fact and decisions', async () => {
    const query = `{ retentionDue(first: 1, before: "2050-01-01") { edges { node { person { id names } recordIds group { id name source } because
      lastFact { on kind id } undatedFacts dueOn heldOn decisions { id } } } pageInfo { hasNextPage endCursor } } }`;
    const { data, errors } = await ask('supervisor', query);
    expect(errors).toBeUndefined();
    expect(data?.retentionDue).toMatchObject({
      edges: [
        {
          node: {
            person: { id: 'f:P3' },
            recordIds: ['f:P3'],
            group: { id: 'GROUP_3' },
            because: 'suspect of an offence of unknown type in f:O2, CHARGED',
            dueOn: '2029-05-31',
          },
        },
      ],
      pageInfo: { hasNextPage: true },
    });
  });
});

describe('who received a fact that was wrong', () => {
  it('is told by the audit, one line a reader, and only what the asker may see of it', async () => {
    const { data } = await ask(
      'supervisor',
      '{ correctionNotices(id: "f:P1") { recipient times outstanding exported } }',
    );
    expect(data?.correctionNotices).toContainEqual(
      expect.objectContaining({ recipient: 'tester', outstanding: true }),
    );
  });

  it('stays known when the record is erased, and is marked as told', async () => {
    const erased = await ask(
      'supervisor',
      'mutation { eraseRecord(recordId: "f:P1", ground: DATA_SUBJECT_REQUEST, reason: "request 2026/18 of the person") { id finished texts } }',
      'SECRET',
    );
    expect(erased.errors).toBeUndefined();
    await linchpin('resume');
    const left = await rawCypher(graph, 'MATCH (a:AuditEntry) RETURN properties(a) AS properties');
    expect(left.length).toBeGreaterThan(5);
    // What names other things by ids that begin alike stays.
    expect(left.filter((row) => /"(ids|named)":\[[^\]]*"f:P1"/.test(JSON.stringify(row)))).toEqual([]);
    const told = JSON.parse(
      await linchpin('corrections', 'f:P1', '--told', 'the record was erased on request', ...WHY),
    );
    expect(
      told.correctionNotices.map(({ subject, outstanding, note }: Record<string, unknown>) => [
        subject,
        outstanding,
        note,
      ]),
    ).toContainEqual(['tester', false, 'the record was erased on request']);
    expect(told.correctionNotices.map(({ subject }: Record<string, unknown>) => subject)).toContain(
      `cli:${userInfo().username}`,
    );
  });

  it('is asked for afterwards without the audit holding the id again', async () => {
    const entries = () =>
      rawCypher(
        graph,
        `MATCH (a:AuditEntry) WHERE 'f:P1' IN a.ids OR 'f:P1' IN a.named OR a.variables CONTAINS '"f:P1"' RETURN a.operation AS operation`,
      );
    expect(await entries()).toEqual([]);
    const asked = await ask('supervisor', '{ one: correctionNotices(id: "f:P1") { recipient } }');
    expect(asked.data?.one).toContainEqual({ recipient: 'tester' });
    const told = await ask(
      'supervisor',
      'mutation { recordCorrection(id: "f:P1", note: "the name was wrong") { recipient outstanding } }',
    );
    expect(told.data?.recordCorrection).toEqual(
      (asked.data?.one as readonly object[] | undefined)?.map((notice) => ({
        ...notice,
        outstanding: false,
      })),
    );
    const again = await ask(
      'supervisor',
      'mutation { eraseRecord(recordId: "f:P1", ground: COURT_ORDER, reason: "once more, to be sure") { id finished } }',
      'SECRET',
    );
    expect(again.errors).toBeUndefined();
    const standIn = String((again.data?.eraseRecord as { id: string } | undefined)?.id);
    expect(again.data?.eraseRecord).toEqual({ id: standIn, finished: true });
    expect(await entries()).toEqual([]);
    const kept = await rawCypher(
      graph,
      'MATCH (a:AuditEntry) WHERE $standIn IN a.ids AND $standIn IN a.named AND a.variables CONTAINS $standIn RETURN a.operation AS operation ORDER BY a.at',
      { standIn },
    );
    expect(kept.map(({ operation }) => operation).slice(-3)).toEqual([
      'query { correctionNotices }',
      'mutation { recordCorrection }',
      'mutation { eraseRecord }',
    ]);
  });

  it('is known from an audit whose chains still verify', async () => {
    const elsewhere = await temporaryFolder();
    const verdict = await verifyAudit({ graph, keys: [testAuditKey], home: elsewhere, own: false });
    expect(verdict.findings).toEqual([]);
    expect(verdict.entries).toBeGreaterThan(5);
  });
});
