import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/league/export/csvOf.ts';
import type { ListedNow } from '../../../src/league/export/listedNow.ts';
import { pdfOf } from '../../../src/league/export/pdfOf.ts';
import { runSheet } from '../../../src/league/export/RunSheet.ts';
import { NOT_SHOWN } from '../../../src/league/export/statements.ts';
import { xlsxOf } from '../../../src/league/export/xlsxOf.ts';
import type { RunEntry, RunRecord } from '../../../src/league/runs/RunRecord.ts';

const entry = (rank: number): RunEntry => ({
  rank,
  personId: `force:P${rank}`,
  recordIds: [`force:P${rank}`],
  harmMicros: 10_500_000 - rank,
  offences: 2,
  victims: 1,
  unknownHarm: 1,
  allegations: [
    {
      offenceId: `force:O${rank}`,
      typeCode: '8N',
      titleKey: undefined,
      micros: 10_500_000 - rank,
      basis: 'OWN',
      provisional: false,
      status: 'CHARGED',
      reportedOn: '2023-06-01',
    },
    {
      offenceId: `force:U${rank}`,
      typeCode: undefined,
      titleKey: undefined,
      micros: undefined,
      basis: 'UNKNOWN',
      provisional: false,
      status: undefined,
      reportedOn: '2023-06-02',
    },
  ],
});
const SIZE = 60;
const run: RunRecord = {
  id: 'run-1',
  programme: {
    id: 'vawg',
    name: 'Violence against women and girls',
    description: '',
    version: 3,
    marking: 'SECRET/ALPHA',
    excludedStatuses: ['ELIMINATED'],
    windowDays: 365,
    size: SIZE,
    edition: 'cchi-public',
  },
  edition: 'cchi-public',
  editionDigest: 'abcdef0123456789',
  size: SIZE,
  allTime: false,
  from: '2022-07-01',
  to: '2023-06-30',
  dataAsOf: undefined,
  codeVersion: '0.1.0',
  backfilled: false,
  totals: {
    offences: 130,
    harmMicros: 700_000_000,
    victims: 65,
    unknownHarm: 65,
    withoutSuspect: 4,
    withoutDate: 2,
    unknownVictimSex: 1,
    unknownVictimAge: 0,
    unknownRelationship: 0,
  },
  entries: Array.from({ length: SIZE + 5 }, (_, index) => entry(index + 1)),
  exclusions: [],
};
const head = { status: 'DRAFT', madeAt: '2023-07-01T09:00:00Z', madeBy: 'ana' };
const now = (id: string, names: readonly string[], known: Partial<ListedNow['state']> = {}): ListedNow => ({
  personId: id,
  names,
  state: {
    status: undefined,
    under18: undefined,
    ordersInForce: [],
    managedElsewhere: false,
    ...known,
  },
  adoption: undefined,
});
const reader = {
  name: 'DI Okafor',
  at: '2023-07-02T10:00:00Z',
  now: new Map([
    ['force:P1', now('force:P1', ['=HYPERLINK("http://x")', 'Łukasz Öztürk'])],
    [
      'force:P2',
      now('force:P0', ['Ann "Nan" O’Neill, junior'], {
        status: 'IN_CUSTODY',
        under18: false,
        ordersInForce: [{ kind: 'SHPO', from: null, to: '2024-01-01' }],
        managedElsewhere: true,
      }),
    ],
    [`force:P${SIZE}`, now(`force:P${SIZE}`, [])],
  ]),
  offences: new Set(['force:O1']),
};
const uncertainty = {
  listed: new Map([['force:P1', { rankLow: 1, rankHigh: 4, probabilityListed: 0.98 }]]),
  bandSize: 12,
  bandListed: 7,
};
const sheet = runSheet(run, head, reader, uncertainty);
const csv = (): Record<string, string>[] => parse(csvOf(sheet), { columns: true, bom: true });

describe('an export of a run', () => {
  it('lists the listed and nobody else, with every allegation, and leaves the unknown empty', () => {
    expect(sheet.list.rows).toHaveLength(SIZE);
    expect(sheet.allegations.rows).toHaveLength(2 * SIZE);
    expect(sheet.list.rows[0]?.slice(0, 2)).toEqual([1, 'force:P1']);
    expect(sheet.list.rows[2]?.[2]).toBeUndefined();
    expect(sheet.allegations.rows[1]?.[6]).toBeUndefined();
    expect(sheet.facts.rows).toContainEqual(['data as of', 'unknown']);
  });

  it('names nobody and nothing of whom or which nothing is left to see; the numbers stay', () => {
    expect(sheet.list.rows[2]?.slice(0, 4)).toEqual([3, NOT_SHOWN, undefined, 10.499997]);
    expect(sheet.allegations.rows[0]?.slice(0, 3)).toEqual([1, 'force:P1', 'force:O1']);
    expect(sheet.allegations.rows[1]?.slice(0, 3)).toEqual([1, 'force:P1', NOT_SHOWN]);
    expect(sheet.allegations.rows[4]?.slice(0, 3)).toEqual([3, NOT_SHOWN, NOT_SHOWN]);
    expect(JSON.stringify(csv())).not.toContain('force:P3');
  });

  it('calls victims by pseudonyms of its own beside each allegation, and says by its id which export that is', () => {
    const victims = { exportId: 'export-1', byOffence: new Map([['force:O1', ['V-1', 'V-2']]]) };
    const { allegations, facts } = runSheet(run, head, { ...reader, victims }, uncertainty);
    expect(allegations.columns.at(-1)).toBe('victims');
    expect(allegations.rows.slice(0, 2).map((row) => row.at(-1))).toEqual(['V-1 V-2', undefined]);
    expect(facts.rows.at(-1)).toEqual(['export', expect.stringContaining('export-1')]);
    expect(sheet.allegations.columns).not.toContain('victims');
  });

  it('says so where the uncertainty is not known', () => {
    const without = runSheet(run, head, reader, undefined);
    expect(without.statements.join(' ')).toContain('Rank intervals are not known');
    expect(without.facts.rows).toContainEqual(['band at the cut', 'unknown']);
    expect(sheet.statements.join(' ')).not.toContain('not known');
  });

  it('says where the list ends, by how much, and how many cannot be told apart there', () => {
    expect(sheet.facts.rows).toContainEqual(['last rank listed', SIZE]);
    expect(sheet.facts.rows).toContainEqual(['margin at the cut in harm days', 0.000001]);
    expect(sheet.facts.rows).toContainEqual([
      'band at the cut',
      '12 cannot be told apart at the cut, 7 of them listed',
    ]);
    const all = runSheet({ ...run, entries: run.entries.slice(0, 3) }, head, reader, uncertainty);
    expect(all.facts.rows).toContainEqual([
      'margin at the cut in harm days',
      'none: everybody ranked is listed',
    ]);
  });

  it('says what is known of the listed at the export, when that is, and what is not known', () => {
    expect(sheet.statements.join(' ')).toContain(`as known at the export, ${reader.at}`);
    const [first, second, third] = csv();
    expect(first).toMatchObject({
      'status at export': '',
      'under 18 at export': '',
      'orders in force at export': 'none known',
      'managed elsewhere at export': 'not known',
      'adoption at export': 'none',
    });
    expect(second).toMatchObject({
      person: 'force:P2',
      'status at export': 'IN_CUSTODY',
      'under 18 at export': 'no',
      'orders in force at export': 'SHPO to 2024-01-01',
      'managed elsewhere at export': 'yes',
    });
    expect(third).toMatchObject({ name: '', 'adoption at export': 'no record is left' });
  });

  it('as CSV carries marking, reader, time, edition and the sentence on guilt in each row', () => {
    const rows = csv();
    expect(rows).toHaveLength(SIZE);
    for (const row of rows) {
      expect(row).toMatchObject({
        marking: 'SECRET/ALPHA',
        'exported by': 'DI Okafor',
        'exported at': reader.at,
      });
      expect(row['harm edition']).toContain('cchi-public');
      expect(row['read this']).toContain('not guilt and not a forecast');
    }
    expect(rows[0]).toMatchObject({ 'rank from': '1', 'rank to': '4', 'probability listed': '0.98' });
    expect(rows[1]).toMatchObject({ 'rank from': '', name: 'Ann "Nan" O’Neill, junior' });
  });

  it('as CSV gives a spreadsheet no formula to run', () => {
    const [row] = csv();
    expect(row?.name).toBe(`'=HYPERLINK("http://x"); Łukasz Öztürk`);
  });

  it('as a workbook has the list, the allegations and the run, each under its marking', async () => {
    const sheets = await readExcel(await xlsxOf(sheet));
    expect(sheets.map(({ sheet: name }) => name)).toEqual(['List', 'Allegations', 'Run']);
    for (const { data } of sheets) {
      expect(String(data[0]?.[0])).toContain('SECRET/ALPHA');
      expect(String(data[1]?.[0])).toContain('DI Okafor');
      expect(String(data[2]?.[0])).toContain('not guilt and not a forecast');
    }
    const list = sheets[0]?.data ?? [];
    expect(list.at(-1)?.slice(0, 4)).toEqual([SIZE, `force:P${SIZE}`, null, 10.49994]);
    expect(list[7]?.[2]).toBe('=HYPERLINK("http://x"); Łukasz Öztürk');
  });

  it('as a PDF says on each page what it is, who took it and when, and that it is not guilt', async () => {
    const { totalPages, text } = await extractText(new Uint8Array(await pdfOf(sheet)));
    expect(totalPages).toBeGreaterThan(3);
    for (const [index, page] of text.entries()) {
      expect(page).toContain('SECRET/ALPHA');
      expect(page).toContain('Exported 2023-07-02T10:00:00Z by DI Okafor');
      expect(page).toContain('harm edition cchi-public (abcdef012345)');
      expect(page).toContain('not guilt and not a forecast');
      expect(page).toContain('how far a rank may move by chance');
      expect(page).toContain(`page ${index + 1} of ${totalPages}`);
    }
    expect(text.join('\n')).toContain('Łukasz Öztürk');
  });
});
