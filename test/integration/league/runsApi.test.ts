import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import {
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  graphql,
} from 'graphql';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type Context, openAudit } from '../../../src/access/index.ts';
import { assembleSchema } from '../../../src/api/index.ts';
import type { CliDeps } from '../../../src/cli/deps.ts';
import { registerLeague } from '../../../src/cli/league.ts';
import { projectRoot, readConfig, systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { leagueSchedule, makeRun } from '../../../src/league/index.ts';
import { freezeRun } from '../../../src/league/runs/freezeRun.ts';
import { rawCypher } from '../../support/rawCypher.ts';
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

type Answer = Readonly<Record<string, unknown>>;
/** Asks the API as this caller, without HTTP. */
async function ask(source: string, by: Partial<Caller> = {}) {
  const contextValue: Pick<
    Context,
    'caller' | 'graph' | 'clock' | 'requestId' | 'signal' | 'touched' | 'loaders'
  > = {
    caller: { ...caller, ...by },
    graph,
    clock: systemClock,
    requestId: 'r',
    signal: new AbortController().signal,
    touched: new Set(),
    loaders: new Map(),
  };
  const { data, errors } = await graphql({ schema, source, contextValue });
  const codes = errors?.map(({ originalError }) => (originalError as { code?: string } | undefined)?.code);
  return {
    data: data as Record<string, Answer> | null | undefined,
    codes,
    touched: [...contextValue.touched],
  };
}
const made = async (args = 'programme: "all"') => {
  const { data, codes } = await ask(`mutation { runLeague(${args}) { id } }`);
  expect(codes).toBeUndefined();
  return String(data?.runLeague?.id);
};

describe('stored runs in the API', () => {
  it('are made, signed off and read back with what they keep', async () => {
    const id = await made('programme: "all", size: 1');
    const frozen = await ask(`mutation { freezeLeagueRun(id: "${id}", reason: "weekly") { id status } }`);
    expect(frozen.data).toEqual({ freezeLeagueRun: { id, status: 'FROZEN' } });
    expect(frozen.touched).toContain(id);
    const { data, codes, touched } = await ask(`{ leagueRun(id: "${id}") {
      programme { id version } edition { id } windowFrom asOf dataAsOf status backfilled madeBy frozenBy frozenReason
      totals { suspects offences harmDays allSuspects }
      entries { rank erased person { id names } harmDays provisionalDays
        contributions { offence { id } days basis provisional status reportedOn } }
      entriesPage(first: 1) { edges { node { rank } cursor } pageInfo { hasNextPage endCursor } } } }`);
    expect(codes).toBeUndefined();
    expect(data?.leagueRun).toMatchObject({
      programme: { id: 'all' },
      edition: { id: 'cchi-public' },
      windowFrom: '2022-06-16',
      asOf: '2023-06-15',
      dataAsOf: '2023-07-01',
      status: 'FROZEN',
      backfilled: false,
      madeBy: 'p.marple',
      frozenBy: 'p.marple',
      frozenReason: 'weekly',
      totals: { suspects: 1, offences: 2, allSuspects: 2 },
      entries: [
        {
          rank: 1,
          erased: false,
          person: { id: 's:1', names: ['Man 1'] },
          contributions: [
            { offence: { id: 's:b' }, status: 'CHARGED', reportedOn: '2023-06-15' },
            { offence: { id: 's:a' }, status: null, reportedOn: '2023-06-01' },
          ],
        },
      ],
      entriesPage: { edges: [{ node: { rank: 1 } }], pageInfo: { hasNextPage: true } },
    });
    expect(touched).toContain('s:1');
  });

  it('page through everybody ranked', async () => {
    const id = await made();
    const page = async (after: string) => {
      const { data } = await ask(
        `{ leagueRun(id: "${id}") { entriesPage(first: 1${after}) {
          edges { node { rank person { id } } } pageInfo { hasNextPage endCursor } } } }`,
      );
      return data?.leagueRun?.entriesPage as {
        edges: readonly { node: unknown }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const first = await page('');
    const second = await page(`, after: "${first.pageInfo.endCursor}"`);
    expect([...first.edges, ...second.edges].map(({ node }) => node)).toEqual([
      { rank: 1, person: { id: 's:1' } },
      { rank: 2, person: { id: 's:2' } },
    ]);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
  });

  it('are listed page by page, newest last day first', async () => {
    const days = ['2023-06-10', '2023-06-15', '2023-06-05'];
    for (const day of days) await made(`programme: "all", asOf: "${day}"`);
    const found: unknown[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { data, codes } = await ask(`{ leagueRuns(programme: "all", first: 1${after}) {
        edges { node { asOf backfilled } } pageInfo { hasNextPage endCursor } } }`);
      expect(codes).toBeUndefined();
      const page = data?.leagueRuns as {
        edges: readonly { node: { asOf: string; backfilled: boolean } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      found.push(...page.edges.map(({ node }) => node));
      after = `, after: "${page.pageInfo.endCursor}"`;
      more = page.pageInfo.hasNextPage;
    }
    expect(found).toEqual([
      { asOf: '2023-06-15', backfilled: false },
      { asOf: '2023-06-10', backfilled: true },
      { asOf: '2023-06-05', backfilled: true },
    ]);
  });

  it('show a person who was erased as erased, and a person or offence out of sight in the same way', async () => {
    const id = await made();
    const look = async () => {
      const { data } = await ask(`{ leagueRun(id: "${id}") { totals { suspects offences harmDays }
        entries { erased person { id } harmDays contributions { offence { id } } } } }`);
      return data?.leagueRun as { totals: unknown; entries: readonly Answer[] };
    };
    const before = await look();
    await rawCypher(graph, "MATCH (n:Person|SourceRecord {id: 's:1'}) DETACH DELETE n");
    await rawCypher(graph, "MATCH (n:Person|SourceRecord {id: 's:2'}) SET n.marking = 'SECRET'");
    await rawCypher(graph, "MATCH (o:Offence {id: 's:a'}) SET o.marking = 'SECRET'");
    const after = await look();
    expect(after.totals).toEqual(before.totals);
    expect(after.entries.map(({ harmDays }) => harmDays)).toEqual(
      before.entries.map(({ harmDays }) => harmDays),
    );
    expect(after.entries).toMatchObject([
      { erased: true, person: null, contributions: [{ offence: { id: 's:b' } }, { offence: null }] },
      { erased: true, person: null, contributions: [{ offence: { id: 's:b' } }] },
    ]);
  });

  it('do not name a person who is nothing but a victim by now', async () => {
    const id = await made();
    await rawCypher(
      graph,
      "MATCH (p:Person {id: 's:2'})-[r:SUSPECT_IN]->(o) CREATE (p)-[n:VICTIM_OF]->(o) SET n = properties(r) DELETE r",
    );
    const { data } = await ask(`{ leagueRun(id: "${id}") { entries { erased person { id } } } }`);
    expect(data?.leagueRun?.entries).toEqual([
      { erased: false, person: { id: 's:1' } },
      { erased: true, person: null },
    ]);
  });

  it('are signed off by supervisors alone, made by readers, and absent for whoever is below their marking', async () => {
    const id = await made();
    const freezing = `mutation { freezeLeagueRun(id: "${id}", reason: "x") { status } }`;
    expect((await ask(freezing, { roles: ['analyst'] })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(freezing, { visible: [] })).codes).toEqual(['NOT_FOUND']);
    const making = 'mutation { runLeague(programme: "all") { status } }';
    expect((await ask(making, { roles: ['analyst'] })).data?.runLeague).toEqual({ status: 'DRAFT' });
    expect((await ask(making, { roles: ['auditor'] })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(making, { visible: [] })).codes).toEqual(['NOT_FOUND']);
    expect((await ask(`{ leagueRun(id: "${id}") { id } }`, { visible: [] })).data).toEqual({
      leagueRun: null,
    });
    expect(
      (await ask('{ leagueRuns(programme: "all") { edges { cursor } } }', { visible: [] })).codes,
    ).toEqual(['NOT_FOUND']);
  });
});

describe('the schedule of a programme', () => {
  const on = (text: string) => ({ now: () => new Date(text) });
  const schedule = (day: string) => leagueSchedule(graph, 'all', caller, on(`${day}T12:00:00Z`));

  it('asks for a run each week and a freeze each month, and says what is late', async () => {
    expect(await schedule('2023-07-03')).toEqual({
      programme: 'all',
      lastRun: undefined,
      lastFrozen: undefined,
      nextRunDue: '2023-07-03',
      nextFreezeDue: '2023-07-03',
      overdue: false,
    });
    const clock = on('2023-07-03T12:00:00Z');
    const { id } = await makeRun(graph, { programme: 'all' }, caller, clock);
    await freezeRun(graph, { id, reason: 'monthly' }, caller, clock);
    const later = await makeRun(graph, { programme: 'all' }, caller, on('2023-07-10T12:00:00Z'));
    const due = {
      lastRun: later.id,
      lastFrozen: id,
      nextRunDue: '2023-07-17',
      nextFreezeDue: '2023-08-03',
    };
    expect(await schedule('2023-07-17')).toMatchObject({ ...due, overdue: false });
    expect(await schedule('2023-07-18')).toMatchObject({ ...due, overdue: true });
  });

  it('is not met by a run for a past date', async () => {
    await makeRun(graph, { programme: 'all', asOf: '2023-06-01' }, caller, systemClock);
    expect(await schedule('2023-07-03')).toMatchObject({ lastRun: undefined });
    const { data } = await ask('{ leagueSchedule(programme: "all") { lastRun { id } overdue } }');
    expect(data?.leagueSchedule).toEqual({ lastRun: null, overdue: false });
  });
});

describe('linchpin league run', () => {
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
          audit: openAudit(graph, systemClock),
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
    const signed = ['--as-of', '2023-06-10', '--freeze', '--reason', 'June', '--json'];
    await linchpin('league', 'run', '--programme', 'all', ...signed);
    expect(JSON.parse(out.join(''))).toMatchObject({
      asOf: '2023-06-10',
      backfilled: true,
      status: 'FROZEN',
      frozenReason: 'June',
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
    const id = await made();
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
