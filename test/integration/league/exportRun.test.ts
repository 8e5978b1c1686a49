import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import { LinchpinError } from '../../../src/errors/LinchpinError.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { computeLeague, exportRun } from '../../../src/league/index.ts';
import { findRun } from '../../../src/league/runs/findRun.ts';
import { makeRun } from '../../../src/league/runs/makeRun.ts';
import { runUncertainty } from '../../../src/league/uncertainty/runUncertainty.ts';
import { bandOf, uncertaintyOf } from '../../../src/league/uncertainty/uncertainty.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

let graph: Graph;
let tests: TestService;
let run = '';
const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [], subject: 'ana' };
beforeAll(async () => {
  graph = await leagueStore();
  tests = await testService(graph);
  await importRows(graph, {
    persons: [
      { id: 'P1', full_name: 'Adam Grey', sex: 'M', status: 'IN_CUSTODY', born_on: '1990-05-04' },
      { id: 'P2', full_name: 'Carl Moss', sex: 'M' },
      { id: 'V1', full_name: 'Bella Frost', sex: 'F' },
    ],
    offences: [
      { id: 'O1', offence_code: '8N', reported_on: '2023-06-01' },
      { id: 'O2', offence_code: 'ZZZ', reported_on: '2023-06-02' },
    ],
    involvements: [
      { person_id: 'P1', offence_id: 'O1', role: 'SUSPECT', status: 'CHARGED' },
      { person_id: 'V1', offence_id: 'O1', role: 'VICTIM' },
      { person_id: 'P1', offence_id: 'O2', role: 'SUSPECT' },
      { person_id: 'P2', offence_id: 'O1', role: 'SUSPECT' },
    ],
    orders: [
      { id: 'R1', person_id: 'P1', kind: 'SHPO', from: '2023-01-01', protects_person_id: 'V1' },
      { id: 'R2', person_id: 'P1', kind: 'BAIL', from: '2023-01-01', to: '2023-02-01' },
    ],
  });
  run = (await makeRun(graph, { programme: 'all' }, caller, systemClock)).id;
}, 120_000);

const download = async (file: string, roles = ['analyst']) =>
  fetch(`http://127.0.0.1:${tests.service.port}/league-runs/${file}`, {
    headers: {
      authorization: `Bearer ${await tests.tokenOf(roles)}`,
      'x-linchpin-purpose': 'taking the list to the meeting',
    },
  });

describe('the victims of an export', () => {
  /** What the workbook calls the victim of O1, and which export it says it is. */
  const victimIn = async () => {
    const body = Buffer.from(await (await download(`${run}.xlsx`)).arrayBuffer());
    const cells = (await readExcel(body)).flatMap(({ data }) => data.flat()).map(String);
    return {
      victims: [...new Set(cells.filter((cell) => cell.startsWith('V-')))],
      exports: cells.filter((cell) => cell.includes('means nothing in any other file')),
      cells,
    };
  };

  it('are called otherwise in each, and never by a name', async () => {
    const [one, two] = [await victimIn(), await victimIn()];
    expect([one.victims, two.victims]).toEqual([
      [expect.stringMatching(/^V-/)],
      [expect.stringMatching(/^V-/)],
    ]);
    expect(one.victims).not.toEqual(two.victims);
    expect(one.exports).not.toEqual(two.exports);
    expect(one.cells.join()).not.toMatch(/Bella|Frost|s:V1/);
  });
});

describe('a run to take away', () => {
  it('has the intervals that the table showed when the run was made, from the run alone', async () => {
    const stored = await findRun(graph, run, caller);
    const league = await computeLeague(graph, { programme: 'all' }, caller);
    expect(stored?.entries).toHaveLength(2);
    if (stored === undefined) return;
    const told = await runUncertainty(stored);
    for (const entry of league.entries) {
      const live = await uncertaintyOf(graph, league.table, entry, league.entries.length);
      expect(told?.listed.get(entry.personId)).toEqual(live);
    }
    expect(told?.bandSize).toBe((await bandOf(graph, league.table, league.entries.length)).length);
    const numbers = stored.entries.flatMap(({ allegations }) =>
      allegations.flatMap(({ victims }) => victims),
    );
    expect(numbers).toEqual([0, 0]);
  });

  it('as CSV names the listed, the reader and the marking, and no victim', async () => {
    const answer = await download(`${run}.csv`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${run}.csv"`);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      rank: '1',
      person: 's:P1',
      name: 'Adam Grey',
      offences: '2',
      victims: '1',
      'offences of unknown harm': '1',
      marking: 'OFFICIAL',
      'exported by': 'tester',
      'status at export': 'IN_CUSTODY',
      'under 18 at export': 'no',
      'orders in force at export': 'SHPO',
      'adoption at export': 'none',
    });
    for (const column of ['rank from', 'rank to', 'probability listed'])
      expect(rows[0]?.[column]).not.toBe('');
    expect(text).not.toMatch(/Bella|V1/);
  });

  it('comes as a workbook and as a PDF too', async () => {
    const workbook = Buffer.from(await (await download(`${run}.xlsx`)).arrayBuffer());
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    const pdf = await download(`${run}.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('is no longer read for once its reader has gone, and that is audited', async () => {
    let asked = false;
    let ended = false;
    const slow = Object.create(graph, {
      read: {
        value: (name: string, parameters: never, options?: { signal?: AbortSignal }) =>
          name === 'league/list-visible-offences'
            ? new Promise((_resolve, reject) => {
                asked = true;
                options?.signal?.addEventListener('abort', () => {
                  ended = true;
                  reject(new LinchpinError('CANCELLED', 'The caller went away.'));
                });
              })
            : graph.read(name as never, parameters, options as never),
      },
    }) as Graph;
    const { service, tokenOf } = await testService(graph, { graph: slow, home: tests.home });
    const reader = new AbortController();
    const token = await tokenOf(['analyst'], 'OFFICIAL', { subject: 'hasty' });
    const answer = fetch(`http://127.0.0.1:${service.port}/league-runs/${run}.csv`, {
      headers: { authorization: `Bearer ${token}`, 'x-linchpin-purpose': 'taking the list to the meeting' },
      signal: reader.signal,
    }).catch(() => 'gone');
    await expect.poll(() => asked, { timeout: 20_000 }).toBe(true);
    expect(ended).toBe(false);
    reader.abort();
    expect(await answer).toBe('gone');
    await expect.poll(() => ended, { timeout: 20_000 }).toBe(true);
    const entries = () =>
      rawCypher(
        graph,
        "MATCH (a:AuditEntry {subject: 'hasty'}) RETURN a.operation AS operation, a.decision AS decision, a.ids AS ids",
      );
    await expect
      .poll(entries, { timeout: 20_000 })
      .toEqual([{ operation: 'GET /league-runs', decision: 'FAILED', ids: [] }]);
  });

  it('leaves an audit entry that names everybody in it, and their offences', async () => {
    const entries = await rawCypher(
      graph,
      `MATCH (a:AuditEntry {operation: 'GET /league-runs', decision: 'ALLOWED'})
       WHERE all(id IN ['s:P1', 's:P2', 's:O1', 's:O2'] WHERE id IN a.ids) AND NOT 's:V1' IN a.ids
       RETURN DISTINCT a.subject AS subject, a.purpose AS purpose`,
    );
    expect(entries).toEqual([{ subject: 'tester', purpose: 'taking the list to the meeting' }]);
  });

  it('is refused to who may not read the league, and clear about what there is not', async () => {
    expect((await download(`${run}.csv`, ['importer'])).status).toBe(403);
    expect((await download('none.csv')).status).toBe(404);
    const answer = await download(`${run}.docx`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('csv, xlsx, pdf');
  });

  it('carries nothing above its own marking, however much its reader may see', async () => {
    await importRows(
      graph,
      { persons: [{ id: 'P1', full_name: 'Secret Alias', sex: 'M', marking: 'SECRET' }] },
      { asOf: '2023-07-02', source: 'covert' },
    );
    const cleared = await tests.tokenOf(['supervisor'], 'SECRET');
    const far = 'reason: "agreed at the meeting", reviewOn: "2999-01-01"';
    const answer = await fetch(`http://127.0.0.1:${tests.service.port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${cleared}`,
        'x-linchpin-purpose': 'taking the list to the meeting',
      },
      body: JSON.stringify({
        query: `mutation { adoptEntry(programme: "all", personId: "s:P2", ${far}) { id } }`,
      }),
    });
    expect(((await answer.json()) as { errors?: unknown }).errors).toBeUndefined();
    await rawCypher(
      graph,
      "MATCH (a:Adoption)-[l:ADOPTS]->(:Person {id: 's:P2'}) SET a.marking = 'SECRET', l.marking = 'SECRET'",
    );
    const caller = { visible: ['OFFICIAL', 'SECRET'], subject: 'chief' };
    const asked: string[][] = [];
    const namesOf = async (_ids: readonly string[], visible: readonly string[]) => {
      asked.push([...visible]);
      return new Map();
    };
    const { body } = await exportRun(graph, { id: run, format: 'csv' }, caller, namesOf, systemClock);
    const rows: Record<string, string>[] = parse(body.toString(), { columns: true, bom: true });
    expect(asked).toEqual([['OFFICIAL']]);
    expect(rows.map((row) => row['adoption at export'])).toEqual(['none', 'none']);
  });
});
