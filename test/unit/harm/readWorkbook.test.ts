import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../src/harm/readWorkbook.ts';
import { type Listed, rowsOf2021, rowsOf2026, writeWorkbook } from '../../support/cambridgeWorkbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-workbook-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const OFFENCES: readonly Listed[] = [
  { title: 'Assault occasioning actual bodily harm', score: 182.25, classification: '008/06' },
  { title: 'Stalking, with fear', score: 252, classification: '008/66' },
  { title: 'Stalking, course of conduct', score: 10, classification: '008/66' },
  { title: 'Stalking, by post', score: 84, classification: '008/66' },
  { title: 'Stalking, by telephone', score: 547.5, classification: '008/66' },
  { title: 'Burglary (EXPIRED 31/03/17)', score: 21, classification: '028/01' },
  { title: 'An Act without a code', score: 3, classification: null },
  { title: 'Not yet valued', score: null, classification: '008/67' },
];

async function read2026(offences: readonly Listed[]) {
  const path = join(folder, 'cchi-2026.xlsx');
  await writeWorkbook(path, { name: 'CCHI 2026 values sheet', rows: rowsOf2026(offences) });
  return readWorkbook(path);
}
async function read2021(offences: readonly Listed[]) {
  const path = join(folder, 'cchi-2021.xlsx');
  await writeWorkbook(path, { name: 'CCHI 2021 values sheet', rows: rowsOf2021(offences) });
  return readWorkbook(path);
}

describe.each([
  ['2021', read2021],
  ['2026', read2026],
])('the Cambridge workbook in its layout of %s', (year, read) => {
  it('gives an offence of one row its own weight, decimals and all', async () => {
    const { rows, sheet } = await read(OFFENCES);
    expect(sheet).toBe(`CCHI ${year} values sheet`);
    expect(rows.filter(({ code }) => code === '008/06')).toEqual([
      expect.objectContaining({
        titleKey: '',
        micros: 182_250_000,
        lowMicros: 182_250_000,
        highMicros: 182_250_000,
        basis: 'OWN',
        provisional: false,
      }),
    ]);
  });

  it('gives a repeated classification the median of its rows, provisional, and each title its own', async () => {
    const { rows } = await read(OFFENCES);
    const stalking = rows.filter(({ code }) => code === '008/66');
    expect(stalking.map(({ titleKey, micros, provisional }) => [titleKey, micros, provisional])).toEqual([
      ['', 168_000_000, true],
      ['stalking, with fear', 252_000_000, false],
      ['stalking, course of conduct', 10_000_000, false],
      ['stalking, by post', 84_000_000, false],
      ['stalking, by telephone', 547_500_000, false],
    ]);
    expect(stalking[0]).toMatchObject({ lowMicros: 10_000_000, highMicros: 547_500_000 });
    expect(stalking[0]?.source).toContain('median of 4 rows');
  });

  it('leaves out what has expired, has no code, no score or needs clarity, and tells of each', async () => {
    const { rows, leftOut } = await read(OFFENCES);
    expect([...new Set(rows.map(({ code }) => code))]).toEqual(['008/06', '008/66']);
    expect(Math.max(...rows.map(({ highMicros }) => highMicros))).toBeLessThan(9_999_000_000);
    const told = leftOut.join('\n');
    for (const words of ['has expired', 'no Home Office classification', 'has no score'])
      expect(told).toContain(words);
    expect(told).toContain('sheet "Expired offences" (1 rows)');
    expect(told).toContain('sheet "Offences need clarity" (1 rows)');
  });

  it('names sheet, row and column of a score that is no number of days', async () => {
    await expect(
      read([...OFFENCES, { title: 'Affray', score: '5 years', classification: '066/00' }]),
    ).rejects.toThrow(
      new RegExp(
        `sheet "CCHI ${year} values sheet" row ${year === '2026' ? 10 : 12}, column "CCHI Score": "5 years"`,
      ),
    );
  });
});

describe('the Cambridge workbook', () => {
  it('is read by HO_CODE and HO_SUB_CODE where a row has no classification', async () => {
    const { rows } = await read2026([{ title: 'ABH', score: 182, code: 8, subCode: 6 }]);
    expect(rows.map(({ code }) => code)).toEqual(['008/06']);
  });

  it('is read where the spreadsheet took a classification for a number', async () => {
    const { rows } = await read2026([
      { title: 'ABH', score: 182, classification: 806 },
      { title: 'Kidnapping', score: 1460, classification: 3601 },
    ]);
    expect(rows.map(({ code }) => code)).toEqual(['008/06', '036/01']);
  });

  it('marks a value that rests on a similar offence as provisional, and names that offence', async () => {
    const { rows } = await read2021([
      { title: 'Hijacking', score: 1460, classification: '036/02', similar: 'False imprisonment' },
      { title: 'ABH', score: 182, classification: '008/06', similar: 'N/A' },
    ]);
    expect(rows[0]).toMatchObject({ basis: 'NEAR_OFFENCE', provisional: true });
    expect(rows[0]?.source).toContain('False imprisonment');
    expect(rows[1]).toMatchObject({ basis: 'OWN', provisional: false });
  });

  it('rounds the middle of two rows half up to millionths', async () => {
    const { rows } = await read2026([
      { title: 'One', score: 0.000001, classification: '008/06' },
      { title: 'Two', score: '0.000002', classification: '008/06' },
    ]);
    expect(rows[0]?.micros).toBe(2);
  });

  it('keeps one general weight where a row has no title', async () => {
    const { rows } = await read2026([
      { title: '', score: 10, classification: '008/06' },
      { title: 'ABH', score: 20, classification: '008/06' },
    ]);
    expect(rows.map(({ titleKey }) => titleKey)).toEqual(['', 'abh']);
  });

  it('may be a CSV with the same columns, a byte order mark and empty lines before the header', async () => {
    const path = join(folder, 'cchi.csv');
    await writeFile(path, `\uFEFF${stringify(rowsOf2021(OFFENCES).map((row) => [...row]))}`);
    const fromCsv = await readWorkbook(path);
    const amounts = (rows: typeof fromCsv.rows) =>
      rows.map(({ code, titleKey, micros }) => [code, titleKey, micros]);
    expect(amounts(fromCsv.rows)).toEqual(amounts((await read2021(OFFENCES)).rows));
  });

  it.each([
    [
      'has other columns',
      'name,days\nAffray,1\n',
      /no sheet has the columns FULL_OFFENCE_TITLE and CCHI Score/,
    ],
    ['has no codes', 'FULL_OFFENCE_TITLE,CCHI Score\nAffray,1\n', /HOME_OFFICE_CLASSIFICATION/],
    [
      'has only a header',
      'FULL_OFFENCE_TITLE,CCHI Score,HOME_OFFICE_CLASSIFICATION\n',
      /no row with a weight/,
    ],
    ['is empty', '', /no sheet has the columns/],
  ])('is refused where the file %s', async (_, text, message) => {
    const path = join(folder, 'other.csv');
    await writeFile(path, text);
    await expect(readWorkbook(path)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message),
    });
  });

  it('is refused where the file is missing or no workbook', async () => {
    const path = join(folder, 'not.xlsx');
    await writeFile(path, 'a text');
    await expect(readWorkbook(path)).rejects.toThrow(/neither an XLSX workbook nor a CSV/);
    await expect(readWorkbook(join(folder, 'absent.xlsx'))).rejects.toThrow(/cannot be read/);
  });
});
