import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/access/index.ts';
import type { CliDeps } from '../../../src/cli/deps.ts';
import { registerHarm } from '../../../src/cli/harm.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { ensureShippedEditions } from '../../../src/harm/index.ts';
import { rowsOf2021, writeWorkbook } from '../../support/cambridgeWorkbook.ts';
import { testGraph } from '../../support/graph.ts';
import { testAudit } from '../../support/testAudit.ts';

const caller: Caller = {
  subject: 'cli:tester',
  roles: ['administrator'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing the command line',
  visible: ['OFFICIAL'],
};
let graph: Graph;
let folder = '';
let out: string[] = [];
let err: string[] = [];
let operations: { name: string; purpose: string | undefined }[] = [];

/** Runs one command line on the test store, collecting what it prints. */
async function linchpin(...words: readonly string[]): Promise<void> {
  const deps: CliDeps = {
    config: readConfig({}, projectRoot),
    signal: new AbortController().signal,
    clock: systemClock,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    withGraph: (operation, work) => {
      operations.push(operation);
      return work({
        graph,
        load: undefined,
        caller,
        audit: testAudit(graph),
        touch: () => undefined,
      });
    },
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => err.push(text) });
  registerHarm(program, deps);
  for (const command of program.commands.flatMap((group) => group.commands)) command.exitOverride();
  await program.parseAsync(words, { from: 'user' });
}

beforeAll(async () => {
  graph = await testGraph();
  await ensureShippedEditions(graph);
  folder = await mkdtemp(join(tmpdir(), 'linchpin-cli-harm-'));
  await writeWorkbook(join(folder, 'cchi.xlsx'), {
    name: 'CCHI 2021 values sheet',
    rows: rowsOf2021([{ title: 'ABH', score: 182, classification: '008/06' }]),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  out = [];
  err = [];
  operations = [];
});

describe('linchpin harm', () => {
  it('lists the editions as a table, and as one object with --json', async () => {
    await linchpin('harm', 'editions', '--purpose', 'checking the weights');
    expect(out.join('\n')).toContain('cchi-public');
    expect(operations).toEqual([{ name: 'harm editions', purpose: 'checking the weights' }]);
    out = [];
    await linchpin('harm', 'editions', '--json');
    const { harmEditions } = JSON.parse(out.join('\n'));
    expect(harmEditions.map(({ id }: { id: string }) => id)).toContain('ons-css-2020');
  });

  it('loads a workbook: the result on stdout, what was left out on stderr', async () => {
    const file = join(folder, 'cchi.xlsx');
    await linchpin('harm', 'import', file, '--id', 'cchi-2021', '--name', 'Cambridge 2021');
    expect(out.join('\n')).toMatch(/^cchi-2021: \d+ weights/);
    expect(err.join('\n')).toContain('Offences need clarity');
    out = [];
    await linchpin('harm', 'import', file, '--id', 'cchi-2021', '--name', 'Cambridge 2021', '--json');
    expect(JSON.parse(out.join('\n'))).toMatchObject({ id: 'cchi-2021', rows: 1 });
  });

  it('asks for the id and the name of what it loads', async () => {
    await expect(linchpin('harm', 'import', join(folder, 'cchi.xlsx'), '--name', 'x')).rejects.toThrow(
      /--id/,
    );
    await expect(linchpin('harm', 'import', join(folder, 'cchi.xlsx'), '--id', 'x')).rejects.toThrow(
      /--name/,
    );
    expect(operations).toEqual([]);
  });
});
