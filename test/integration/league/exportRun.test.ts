import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/config/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { makeRun } from '../../../src/league/runs/makeRun.ts';
import { rawCypher } from '../../support/rawCypher.ts';
import { type TestService, testService } from '../../support/testService.ts';
import { importRows, leagueStore } from './bundleRows.ts';

let graph: Graph;
let tests: TestService;
let run = '';
beforeAll(async () => {
  graph = await leagueStore();
  tests = await testService(graph);
  await importRows(graph, {
    persons: [
      { id: 'P1', full_name: 'Adam Grey', sex: 'M' },
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
    ],
  });
  const caller = { visible: ['OFFICIAL'], clearance: 'OFFICIAL', compartments: [], subject: 'ana' };
  run = (await makeRun(graph, { programme: 'all' }, caller, systemClock)).id;
}, 120_000);

const download = async (file: string, roles = ['analyst']) =>
  fetch(`http://127.0.0.1:${tests.service.port}/league-runs/${file}`, {
    headers: {
      authorization: `Bearer ${await tests.tokenOf(roles)}`,
      'x-linchpin-purpose': 'taking the list to the meeting',
    },
  });

describe('a run to take away', () => {
  it('as CSV names the listed, the reader and the marking, and no victim', async () => {
    const answer = await download(`${run}.csv`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${run}.csv"`);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      rank: '1',
      person: 's:P1',
      name: 'Adam Grey',
      offences: '2',
      victims: '1',
      'offences of unknown harm': '1',
      marking: 'OFFICIAL',
      'exported by': 'tester',
    });
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

  it('leaves an audit entry that names everybody in it', async () => {
    const entries = await rawCypher(
      graph,
      `MATCH (a:AuditEntry {operation: 'GET /league-runs', decision: 'ALLOWED'}) WHERE 's:P1' IN a.ids
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
});
