import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registerAudit } from '../../../src/cli/audit.ts';
import { registerRetention } from '../../../src/cli/retention.ts';
import { withGraphOf } from '../../../src/cli/withGraph.ts';
import { type Clock, readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { ensureProgrammes } from '../../../src/league/index.ts';
import { importLines, temporaryFolder } from '../../support/bundles.ts';
import { testGraph } from '../../support/graph.ts';
import { testServer } from '../../support/neo4j.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { openBundleLines } from '../retention/heldPerson.ts';

let graph: Graph;
let home = '';
let out: string[] = [];
let err: string[] = [];

/** Runs one command of the audit on the test store, as the local operator, audited as any other. */
const linchpin = (words: readonly string[], ...more: readonly [Settings?, Clock?]) =>
  command(['audit', ...words], ...more);

type Settings = Readonly<Record<string, string>>;
async function command(
  words: readonly string[],
  settings: Settings = {},
  clock: Clock = systemClock,
): Promise<void> {
  const { uri, username, password, database } = testServer();
  const given = {
    NEO4J_URI: uri,
    NEO4J_USERNAME: username,
    NEO4J_PASSWORD: password,
    NEO4J_DATABASE: database,
    LINCHPIN_HOME: home,
    ...settings,
  };
  const config = readConfig(given, home);
  const program = new Command().exitOverride();
  const deps = {
    config,
    clock,
    signal: new AbortController().signal,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    withGraph: withGraphOf(config, clock, () => undefined),
  };
  registerAudit(program, deps);
  registerRetention(program, deps);
  for (const command of program.commands.flatMap((group) => group.commands))
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync([...words], { from: 'user' });
}

beforeAll(async () => {
  graph = await testGraph();
  home = join(await temporaryFolder(), 'home');
});
beforeEach(() => {
  out = [];
  err = [];
});
afterEach(() => {
  process.exitCode = 0;
});
const WHY = ['--purpose', 'a test of the audit'];

describe('linchpin audit', () => {
  it('verifies, commands after commands in one chain, and says so', async () => {
    for (let time = 0; time < 3; time += 1) await linchpin(['verify']);
    expect(process.exitCode ?? 0).toBe(0);
    expect(out).toEqual([]);
    expect(err.at(-1)).toMatch(/^2 entries in 1 chains, 0 broken, of the store [0-9a-f-]{36}$/);
  });

  it('writes the anchor of the day and prints its digest', async () => {
    await linchpin(['anchor']);
    const [digest = '', path = ''] = out[0]?.split('  ') ?? [];
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(await readFile(path, 'utf8')).chains).toHaveLength(1);
  });

  it('exports what was asked for, and writes over nothing unasked', async () => {
    const file = join(home, 'audit.csv');
    await linchpin(['export', '--out', file, ...WHY]);
    expect(await readFile(file, 'utf8')).toContain('cli audit verify');
    await expect(linchpin(['export', '--out', file, ...WHY])).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(linchpin(['export', '--out', 'x', '--from', '2023-02-30', ...WHY])).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await readdir(home)).not.toContain('audit.csv.part');
  });

  it('prunes nothing unless the settings say for how long entries are kept', async () => {
    await expect(linchpin(['prune', ...WHY])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await linchpin(['prune', ...WHY], { LINCHPIN_AUDIT_KEEP_DAYS: '30' });
    expect(err.at(-1)).toBe('pruned 0 entries older than 30 days');
  });

  it('ends with 1 and names the first broken entry', async () => {
    await rawCypher(graph, "MATCH (a:AuditEntry {sequence: 2}) SET a.purpose = 'nothing'");
    await linchpin(['verify']);
    expect(process.exitCode).toBe(1);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatch(
      /^changed: chain [0-9a-f-]{36} entry 2 \([\w-]{43}\): its ids, arguments or purpose/,
    );
  });

  it('does not start anything in production without its key', async () => {
    await expect(linchpin(['verify'], { NODE_ENV: 'production' })).rejects.toThrow('LINCHPIN_AUDIT_KEY');
  });
});

const OLD = { LINCHPIN_AUDIT_KEY: 'the key of before the change' };
const NEW = { LINCHPIN_AUDIT_KEY: 'the key of after the change', LINCHPIN_AUDIT_KEEP_DAYS: '30' };

describe('linchpin audit prune, after a change of keys,', () => {
  const later = { now: () => new Date(Date.now() + 100 * 86_400_000) };

  it('asks for the key of before, and with it removes what is old and leaves the audit whole', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
    home = join(await temporaryFolder(), 'home');
    for (let time = 0; time < 4; time += 1) await linchpin(['verify'], OLD);
    await expect(linchpin(['prune', ...WHY], NEW, later)).rejects.toMatchObject({ code: 'CONFLICT' });
    const keyFile = join(home, 'before.key');
    await writeFile(keyFile, `${OLD.LINCHPIN_AUDIT_KEY}\n`);
    await expect(
      linchpin(['prune', '--key-file', join(home, 'none.key'), ...WHY], NEW, later),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const before = await rawCypher(graph, 'MATCH (a:AuditEntry) RETURN count(a) AS n');
    await linchpin(['prune', '--key-file', keyFile, ...WHY], NEW, later);
    // The last entry of a chain always stays.
    expect(err.at(-1)).toBe('pruned 3 entries older than 30 days');
    expect(Number(before[0]?.n)).toBeGreaterThanOrEqual(4);
    await linchpin(['verify', '--key-file', keyFile], NEW, later);
    expect(out).toEqual([]);
    expect(err.at(-1)).toMatch(/ 0 broken/);
    await linchpin(['verify'], NEW, later);
    expect(out.join()).toContain('key unknown');
  });
});

describe('linchpin retention resume, after a change of keys,', () => {
  it('asks for the key of before, and with it the audit forgets the id and stays whole', async () => {
    await rawCypher(graph, 'MATCH (a:AuditEntry|AuditChain|AuditStore) DETACH DELETE a');
    home = join(await temporaryFolder(), 'home');
    await ensureShippedEditions(graph);
    await ensureProgrammes(graph);
    await importLines(graph, openBundleLines());
    const why = ['--purpose', 'who asked about f:P1'];
    await command(['retention', 'corrections', 'f:P1', ...why], OLD);
    const erasure = ['--ground', 'data-subject-request', '--reason', 'a request of the person of 3 July'];
    await command(['retention', 'erase', 'f:P1', ...erasure], OLD);
    const named = () =>
      rawCypher(graph, "MATCH (a:AuditEntry) WHERE a.purpose CONTAINS 'f:P1' RETURN a.sequence AS at");
    const steps = () => rawCypher(graph, 'MATCH (e:Erasure) RETURN e.step AS step, e.recordId AS id');
    expect(await named()).not.toEqual([]);
    await expect(command(['retention', 'resume'], NEW)).rejects.toThrow('--key-file');
    expect(await steps()).toEqual([{ step: 'AUDIT', id: 'f:P1' }]);
    const keyFile = join(home, 'before.key');
    await writeFile(keyFile, `${OLD.LINCHPIN_AUDIT_KEY}\n`);
    await command(['retention', 'resume', '--key-file', keyFile], NEW);
    expect(out.at(-1)).toBe('1 erasures are finished');
    expect(await steps()).toEqual([{ step: 'DONE', id: null }]);
    expect(await named()).toEqual([]);
    out = [];
    await linchpin(['verify', '--key-file', keyFile], NEW);
    expect(out).toEqual([]);
    expect(err.at(-1)).toMatch(/ 0 broken/);
  });
});
