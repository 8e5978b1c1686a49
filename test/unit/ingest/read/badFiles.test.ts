import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv, newFolder, read, readPath, WORLD, writeBundle } from './readBundle.ts';

describe('what is not a bundle', () => {
  it('says what it looked for where a folder is empty or holds other files', async () => {
    await expect(read({})).rejects.toMatchObject({
      code: 'NOT_A_BUNDLE',
      message: expect.stringMatching(/looked for persons\.csv.*map them under files/),
    });
    await expect(read({ 'nominals.csv': csv('id', 'P1') })).rejects.toMatchObject({
      code: 'NOT_A_BUNDLE',
      message: expect.stringContaining('found nominals.csv'),
    });
  });

  it('says that a path does not exist, and that a file is neither a folder nor a zip', async () => {
    const folder = await newFolder();
    await expect(readPath(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'NOT_A_BUNDLE' });
    await writeFile(join(folder, 'letter.zip'), 'Dear colleague');
    await expect(readPath(join(folder, 'letter.zip'))).rejects.toMatchObject({
      code: 'NOT_A_BUNDLE',
      message: expect.stringContaining('neither a folder nor a readable zip'),
    });
  });

  it('leaves nothing in the work directory when it fails', async () => {
    const workDirectory = await newFolder();
    await expect(read({ 'persons.csv': 'name\nAnn\n' }, {}, { workDirectory })).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
    });
    expect(await readdir(workDirectory)).toEqual([]);
  });

  it('names files that it does not know and reads the others', async () => {
    const { warnings, counts } = await read({
      'persons.csv': csv('id', 'P1'),
      'people.csv': csv('id', 'P2'),
    });
    expect(counts['persons.csv']).toMatchObject({ read: 1, accepted: 1 });
    expect(warnings).toMatchObject([
      { file: 'people.csv', row: 0, problem: expect.stringContaining('was not read') },
    ]);
  });

  it('passes over the reports of an earlier try, so that rows can be mended in place', async () => {
    const report = csv('file,row,column,value,problem,remedy', 'persons.csv,1,id,,is empty,Fill it in');
    const { warnings } = await read({
      'persons.csv': csv('id', 'P1'),
      'rejected.csv': report,
      'warnings.csv': report,
    });
    expect(warnings).toEqual([]);
  });
});

describe('files that cannot be read as a whole', () => {
  it('warns of a file of no bytes and accepts one of a header only', async () => {
    const { counts, warnings } = await read({ 'persons.csv': '', 'offences.csv': 'id\n' });
    expect(counts['persons.csv']).toEqual({ read: 0, accepted: 0, duplicate: 0, rejected: 0, dropped: 0 });
    expect(counts['offences.csv']).toEqual({ read: 0, accepted: 0, duplicate: 0, rejected: 0, dropped: 0 });
    expect(warnings).toMatchObject([
      { file: 'persons.csv', row: 0, problem: expect.stringContaining('is empty') },
    ]);
  });

  it('reads a byte order mark, CRLF, quoted commas and line breaks, and passes over blank lines', async () => {
    const text = '\uFEFFid,address\r\nL1,"12, Old Street\r\nLondon"\r\n\r\nL2,"The ""Crown"""\r\n';
    const { rows } = await read({ 'locations.csv': text });
    expect(rows['locations.csv'].map(({ id, address }) => [id, address])).toEqual([
      ['met:L1', '12, Old Street\r\nLondon'],
      ['met:L2', 'The "Crown"'],
    ]);
  });

  it('names the file, the row and the remedy where Latin-1 was saved', async () => {
    const latin = Buffer.from('id,family_name\nP1,Smith\nP2,Garc\xeda\n', 'latin1');
    await expect(read({ 'persons.csv': latin })).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(/persons\.csv is not UTF-8 \(about row 2\).*CSV UTF-8/),
      place: { file: 'persons.csv', row: 2 },
    });
  });

  it('counts the rows of a long file up to the wrong byte', async () => {
    const good = Array.from({ length: 60_000 }, (_, at) => `P${at},Smith`).join('\n');
    const text = Buffer.concat([
      Buffer.from(`id,family_name\n${good}\n`),
      Buffer.from('Q,M\xfcller\n', 'latin1'),
    ]);
    await expect(read({ 'persons.csv': text })).rejects.toMatchObject({ place: { row: 60_001 } });
  });

  it('recognises UTF-16, with and without its mark', async () => {
    for (const mark of ['\uFEFF', ''])
      await expect(
        read({ 'persons.csv': Buffer.from(`${mark}id,sex\nP1,F\n`, 'utf16le') }),
      ).rejects.toMatchObject({
        code: 'BAD_BUNDLE',
        message: expect.stringContaining('persons.csv is UTF-16'),
      });
  });

  it('names the row in which a quote is opened and never closed', async () => {
    const text = csv('id,family_name', 'P1,Smith', 'P2,"Jones', 'P3,Brown');
    await expect(read({ 'persons.csv': text })).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(/persons\.csv, row 2: a quote is opened and never closed/),
      place: { file: 'persons.csv', row: 2 },
    });
  });

  it('names the row of a quote inside a cell that is not quoted, and of text after a closing quote', async () => {
    await expect(read({ 'persons.csv': csv('id,family_name', 'P1,Sm"ith') })).rejects.toMatchObject({
      message: expect.stringMatching(/row 1: a quote stands inside/),
    });
    await expect(read({ 'persons.csv': csv('id,family_name', 'P1,"Sm"ith') })).rejects.toMatchObject({
      message: expect.stringMatching(/row 1: text follows a closing quote/),
    });
  });

  it('names a required column that is missing, and the column that may be it', async () => {
    await expect(read({ 'persons.csv': csv('Person ID,sex', 'P1,F') })).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(
        /persons\.csv: the required column id is missing.*"Person ID".*columns in manifest/,
      ),
    });
  });

  it('says that cells must be separated by commas, before it looks for the columns of a mapping', async () => {
    for (const separator of [';', '\t', '|'])
      await expect(
        read({
          'persons.csv': csv(`Nominal${separator}Sex`, `P1${separator}F`),
          'manifest.yaml': 'columns: { persons.csv: { Nominal: id } }\n',
        }),
      ).rejects.toMatchObject({
        code: 'BAD_BUNDLE',
        message: expect.stringContaining('Save the file with commas'),
      });
  });

  it('refuses a header that names a column twice', async () => {
    await expect(read({ 'persons.csv': csv('id,sex,sex', 'P1,F,M') })).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringContaining('"sex" twice'),
    });
  });

  it('refuses a cell of 200 MB with its row, without holding it in memory', async () => {
    const folder = join(await newFolder(), 'met');
    await mkdir(folder);
    const file = createWriteStream(join(folder, 'intelligence.csv'));
    file.write('id,text\nI1,short\nI2,"');
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    for (let written = 0; written < 200; written += 1)
      if (!file.write(megabyte)) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
    await new Promise<void>((resolve) => file.end('"\n', () => resolve()));
    const before = process.memoryUsage().rss;
    await expect(readPath(folder)).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringMatching(/intelligence\.csv, row 2: it is longer than 1024 kB/),
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
  });

  it('stops with CANCELLED and leaves nothing when the caller goes away', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => `P${at}`).join('\n');
    const workDirectory = await newFolder();
    const controller = new AbortController();
    const opening = read(
      { 'persons.csv': `id\n${rows}\n` },
      {},
      {
        workDirectory,
        signal: controller.signal,
        onProgress: () => controller.abort(),
      },
    );
    await expect(opening).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await readdir(workDirectory)).toEqual([]);
  });

  it('says so where a file may not be read or is a folder by that name', async () => {
    const folder = await writeBundle(WORLD);
    await mkdir(join(folder, 'events.csv'));
    const { counts } = await readPath(folder);
    expect(counts['events.csv']).toBeUndefined();
  });

  it('meets bytes of any kind with an error of its own', async () => {
    for (const bytes of [
      randomBytes(1000),
      Buffer.alloc(1000),
      Buffer.from('"'),
      Buffer.from('\uFEFF'),
      Buffer.from('\n\n'),
    ])
      await read({ 'persons.csv': bytes }).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'BAD_BUNDLE' }),
      );
  });
});
