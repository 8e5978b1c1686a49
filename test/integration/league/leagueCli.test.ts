import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, getNamedType } from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import type { CliDeps } from '../../../src/cli/deps.ts';
import { registerLeague } from '../../../src/cli/league.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { makeRun } from '../../../src/league/index.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { testAudit } from '../../support/testAudit.ts';
import { importRows, leagueStore } from './bundleRows.ts';

const caller: Caller = {
  subject: 'p.marple',
  roles: ['supervisor'],
  teams: [],
  clearance: 'OFFICIAL',
  compartments: [],
  purpose: 'testing stored runs',
  visible: ['OFFICIAL'],
};
let graph: Graph;
let schema: GraphQLSchema;
beforeAll(async () => {
  graph = await leagueStore();
  schema = await assembleSchema();
});
beforeEach(async () => {
  await rawCypher(graph, 'remove-facts');
  await importRows(graph, {
    persons: ['1', '2', '3'].map((id) => ({ id, full_name: `Man ${id}`, sex: 'M' })),
    offences: [
      { id: 'a', offence_code: '8N', reported_on: '2023-06-01' },
      { id: 'b', offence_code: '1', reported_on: '2023-06-15' },
    ],
    involvements: [
      { person_id: '1', offence_id: 'a', role: 'SUSPECT' },
      { person_id: '1', offence_id: 'b', role: 'SUSPECT', status: 'CHARGED' },
      { person_id: '2', offence_id: 'b', role: 'SUSPECT' },
    ],
  });
});

describe('linchpin league', () => {
  let out: string[] = [];
  const touched: string[] = [];
  async function linchpin(...words: readonly string[]): Promise<void> {
    out = [];
    const deps: CliDeps = {
      config: readConfig({}, projectRoot),
      signal: new AbortController().signal,
      clock: systemClock,
      out: (text) => out.push(text),
      err: () => undefined,
      withGraph: (_operation, work) =>
        work({
          graph,
          load: undefined,
          caller,
          audit: testAudit(graph),
          touch: (ids) => touched.push(...ids),
        }),
    };
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerLeague(program, deps);
    for (const command of program.commands.flatMap((group) => [group, ...group.commands]))
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync(words, { from: 'user' });
  }

  it('stores a draft, or signs it off with a reason', async () => {
    await linchpin('league', 'run', '--programme', 'all', '--size', '1', '--json');
    expect(JSON.parse(out.join(''))).toMatchObject({
      programme: { id: 'all' },
      status: 'DRAFT',
      frozenAt: null,
      totals: { suspects: 1, allSuspects: 2 },
      entries: [{ rank: 1, person: { id: 's:1' } }],
    });
    const signed = ['--as-of', '2023-06-10', '--freeze', '--reason', 'list of June', '--json'];
    await linchpin('league', 'run', '--programme', 'all', ...signed);
    expect(JSON.parse(out.join(''))).toMatchObject({
      asOf: '2023-06-10',
      backfilled: true,
      status: 'FROZEN',
      frozenReason: 'list of June',
    });
    await linchpin('league', 'run', '--programme', 'all');
    expect(out.join('')).toContain('It is not guilt and not a forecast.');
    await linchpin('league', '--programme', 'all', '--json');
    expect(JSON.parse(out.join(''))).not.toHaveProperty('status');
  });

  it('stores nothing where the reason is missing', async () => {
    const signed = linchpin('league', 'run', '--programme', 'all', '--freeze');
    await expect(signed).rejects.toMatchObject({ code: 'BAD_INPUT', place: { argument: 'reason' } });
    expect(await rawCypher(graph, 'MATCH (r:LeagueRun) RETURN r.id AS id')).toEqual([]);
  });

  it('prints a run, and a table as it stands, as CSV that says in each row what it is', async () => {
    for (const words of [['league', 'run'], ['league']]) {
      touched.length = 0;
      await linchpin(...words, '--programme', 'all', '--csv');
      const rows: Record<string, string>[] = parse(out.join(''), { columns: true, bom: true });
      expect(rows.map(({ rank, person, name }) => [rank, person, name])).toEqual([
        ['1', 's:1', 'Man 1'],
        ['2', 's:2', 'Man 2'],
      ]);
      for (const row of rows) {
        expect(row).toMatchObject({ marking: 'OFFICIAL', 'exported by': 'p.marple' });
        expect(row['harm edition']).toContain('cchi-public');
        expect(row['rank from']).not.toBe('');
        expect(row['read this']).toContain('not guilt and not a forecast');
        expect(row.run).toMatch(words.length === 2 ? /^all-2023-06-15-/ : /^none: /);
      }
      expect(touched).toEqual(expect.arrayContaining(['s:1', 's:2']));
    }
    await expect(linchpin('league', '--programme', 'all', '--csv', '--json')).rejects.toMatchObject({
      code: 'commander.conflictingOption',
    });
    await expect(linchpin('league', '--csv')).rejects.toMatchObject({
      code: 'commander.missingMandatoryOptionValue',
    });
  });

  it('writes a run to a file in each form, and over a file only when told to', async () => {
    const { id } = await makeRun(graph, { programme: 'all' }, caller, systemClock);
    const folder = await mkdtemp(join(tmpdir(), 'linchpin-export-'));
    try {
      const exported = async (file: string, ...more: readonly string[]) => {
        const path = join(folder, file);
        await linchpin('league', 'export', id, '--out', path, '--purpose', 'for the meeting', ...more);
        return readFile(path);
      };
      expect((await exported('list.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await exported('list.xlsx')).subarray(0, 2).toString()).toBe('PK');
      touched.length = 0;
      expect((await exported('list.txt', '--format', 'csv')).toString()).toContain('Man 2');
      expect(touched).toEqual(expect.arrayContaining([id, 's:1', 's:2']));
      await expect(exported('list.txt', '--format', 'csv')).rejects.toMatchObject({
        code: 'CONFLICT',
        place: { argument: 'out' },
      });
      await exported('list.txt', '--format', 'csv', '--force');
      await expect(exported('list.docx')).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(exported(join('none', 'list.csv'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
      await expect(
        linchpin('league', 'export', 'none', '--out', join(folder, 'none.csv')),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await readdir(folder)).sort()).toEqual(['list.pdf', 'list.txt', 'list.xlsx']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('prints objects whose fields are those of the GraphQL types of the same name', async () => {
    const check = (value: unknown, type: GraphQLOutputType): void => {
      const named = getNamedType(type);
      if (Array.isArray(value)) for (const item of value) check(item, type);
      else if (typeof value === 'object' && value !== null && named instanceof GraphQLObjectType)
        for (const [name, part] of Object.entries(value)) {
          const field = named.getFields()[name];
          expect(field, `${named.name}.${name}`).toBeDefined();
          if (field !== undefined) check(part, field.type);
        }
    };
    const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;
    await linchpin('league', '--programme', 'all', '--json');
    check(JSON.parse(out.join('')), typeOf('League'));
    await linchpin('league', 'run', '--programme', 'all', '--json');
    check(JSON.parse(out.join('')), typeOf('LeagueRun'));
  });
});
