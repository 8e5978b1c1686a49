import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerHarm } from '../../../src/cli/harm.ts';
import { withGraphOf } from '../../../src/cli/withGraph.ts';
import { readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { importLines, manifest, temporaryFolder } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';

const WHY = ['--reason', 'as the force crime registrar wrote'];
let graph: Graph;
let home = '';
let out: string[] = [];

/** Runs one command line on the test store, as the local operator, audited as any other. */
async function linchpin(...words: readonly string[]): Promise<void> {
  const { uri, username, password, database } = testServer();
  const given = {
    NEO4J_URI: uri,
    NEO4J_USERNAME: username,
    NEO4J_PASSWORD: password,
    NEO4J_DATABASE: database,
    LINCHPIN_HOME: home,
  };
  const config = readConfig(given, home);
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerHarm(program, {
    config,
    clock: systemClock,
    signal: new AbortController().signal,
    out: (text) => out.push(text),
    err: () => undefined,
    withGraph: withGraphOf(config, systemClock, () => undefined),
  });
  for (const command of program.commands.flatMap((group) => group.commands)) command.exitOverride();
  await program.parseAsync(words, { from: 'user' });
}
const one = async (query: string) => (await rawCypher(graph, query))[0];
const typed = async () =>
  (
    await rawCypher(
      graph,
      'MATCH (o:Offence) OPTIONAL MATCH (o)-[:CLASSED_AS]->(t) RETURN o.id AS id, t.code AS type ORDER BY id',
    )
  ).map(({ id, type }) => [id, type]);

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  home = join(await temporaryFolder(), 'home');
});
beforeEach(async () => {
  out = [];
  await rawCypher(graph, 'remove-facts');
  await rawCypher(graph, 'MATCH (n) WHERE n:OffenceAlias OR n:AuditEntry DETACH DELETE n');
  await importLines(graph, {
    'manifest.yaml': manifest('force', '2023-06-30'),
    'offences.csv': ['id,offence_code,offence_title', 'O1,X9,', 'O2,x9,', 'O3,,Odd thing', 'O4,Y1,'],
  });
});

describe('linchpin harm map', () => {
  it('gives the offences that wait for a code its type, and keeps who decided, when and why', async () => {
    await linchpin('harm', 'map', 'X9', '8N', ...WHY);
    expect(out.join('\n')).toContain('2 offences');
    expect(await typed()).toEqual([
      ['force:O1', '8N'],
      ['force:O2', '8N'],
      ['force:O3', null],
      ['force:O4', null],
    ]);
    const operator = `cli:${userInfo().username}`;
    expect(
      await one(
        'MATCH (a:OffenceAlias)-[:MEANS]->(t) RETURN a.id AS id, t.code AS type, a.decidedBy AS by, a.reason AS reason',
      ),
    ).toEqual({ id: 'code:X9', type: '8N', by: operator, reason: WHY[1] });
    expect(
      await one(
        'MATCH (a:AuditEntry) RETURN a.subject AS by, a.operation AS operation, a.decision AS decision, a.purpose AS purpose',
      ),
    ).toEqual({ by: operator, operation: 'cli harm map X9 to 8N', decision: 'ALLOWED', purpose: WHY[1] });
  });

  it('takes a title as well, and prints one object with --json', async () => {
    await linchpin('harm', 'map', 'odd THING', '8Q', '--title', '--json', ...WHY);
    expect(JSON.parse(out.join('\n'))).toEqual({ title: 'odd THING', type: '8Q', offences: 1 });
    expect((await typed())[2]).toEqual(['force:O3', '8Q']);
  });

  it('refuses a type that nobody knows and a decision without a reason; a refusal is audited too', async () => {
    await expect(linchpin('harm', 'map', 'X9', 'nope', ...WHY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await one('MATCH (a:AuditEntry) RETURN a.decision AS decision')).toEqual({ decision: 'FAILED' });
    await expect(linchpin('harm', 'map', 'X9', '8N')).rejects.toThrow(/--reason/);
    expect((await typed()).map(([, type]) => type)).toEqual([null, null, null, null]);
    expect(await one('MATCH (a:OffenceAlias) RETURN count(a) AS n')).toEqual({ n: 0 });
  });
});
