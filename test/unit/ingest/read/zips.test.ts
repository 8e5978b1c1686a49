import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { csv, newFolder, readPath, writeBundle } from './readBundle.ts';

type Entries = readonly (readonly [name: string, content: string | Buffer, mode?: number])[];

async function zipOf(entries: Entries, name = 'met.zip'): Promise<string> {
  const path = join(await newFolder(), name);
  const zip = new ZipFile();
  for (const [entry, content, mode] of entries)
    zip.addBuffer(Buffer.from(content), entry, mode === undefined ? {} : { mode });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** A zip whose entry `XX/evil.csv` is renamed in its bytes, since no honest library writes such names. */
async function zipNaming(evil: string): Promise<string> {
  const honest = 'Z'.repeat(evil.length);
  const path = await zipOf([
    ['persons.csv', csv('id', 'P1')],
    [honest, csv('id', 'P1')],
  ]);
  const bytes = await readFile(path, 'latin1');
  await writeFile(path, bytes.replaceAll(honest, evil), 'latin1');
  return path;
}

describe('a zip of a bundle', () => {
  it('reads the same rows under the same digest as its folder, packed with or without the folder', async () => {
    const files = { 'persons.csv': csv('id', 'P1'), 'offences.csv': csv('id', 'O1') };
    const folder = await readPath(await writeBundle(files));
    const flat = await readPath(await zipOf(Object.entries(files)));
    const packed = await readPath(
      await zipOf(
        Object.entries(files).map(([name, text]) => [`met/${name}`, text]),
        'upload.zip',
      ),
    );
    for (const zipped of [flat, packed]) {
      expect(zipped.source).toBe('met');
      expect(zipped.digest).toBe(folder.digest);
      expect(zipped.rows).toEqual(folder.rows);
    }
  });

  it('never reads what lies deeper, such as the truth beside a seed', async () => {
    const { counts, rows } = await readPath(
      await zipOf([
        ['met/persons.csv', csv('id', 'P1')],
        ['met/truth/persons.csv', csv('id', 'HIDDEN')],
        ['__MACOSX/met/._persons.csv', 'x'],
      ]),
    );
    expect(rows['persons.csv'].map(({ id }) => id)).toEqual(['met:P1']);
    expect(Object.keys(counts)).toEqual(['persons.csv']);
  });

  it.each(['../evil.csv', 'met/../../evil.csv', '/etc/evil.csv', 'C:/evil.csv', 'met\\..\\evil.csv'])(
    'refuses an entry named %s',
    async (name) => {
      await expect(readPath(await zipNaming(name))).rejects.toMatchObject({
        code: 'BAD_BUNDLE',
        message: expect.stringContaining('was refused'),
      });
    },
  );

  it('refuses a symbolic link', async () => {
    const path = await zipOf([['persons.csv', '/etc/passwd', 0o120777]]);
    await expect(readPath(path)).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringContaining('points outside the bundle'),
    });
  });

  it('refuses a bomb while it is unpacked', async () => {
    const path = await zipOf([['persons.csv', Buffer.alloc(120 * 1024 ** 2, 'a')]]);
    await expect(readPath(path)).rejects.toMatchObject({
      code: 'BAD_BUNDLE',
      message: expect.stringContaining('unpacks to far more'),
    });
  });

  it('refuses a zip that understates the size of what it holds', async () => {
    const path = await zipOf([
      ['persons.csv', csv('id', ...Array.from({ length: 2000 }, (_, at) => `P${at}`))],
    ]);
    const bytes = await readFile(path);
    const directory = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    bytes.writeUInt32LE(10, directory + 24);
    await writeFile(path, bytes);
    await expect(readPath(path)).rejects.toMatchObject({ code: 'BAD_BUNDLE' });
  });

  it('refuses hundreds of entries, the same name twice and a zip that is cut off', async () => {
    const many = await zipOf(Array.from({ length: 201 }, (_, at) => [`${at}.csv`, 'id\n'] as const));
    await expect(readPath(many)).rejects.toMatchObject({
      message: expect.stringContaining('more than 200 entries'),
    });
    const twice = await zipOf([
      ['persons.csv', 'id\n'],
      ['persons.csv', 'id\n'],
    ]);
    await expect(readPath(twice)).rejects.toMatchObject({
      message: expect.stringContaining('two files named'),
    });
    const whole = await readFile(await zipOf([['persons.csv', csv('id', 'P1')]]));
    const cut = join(await newFolder(), 'cut.zip');
    await writeFile(cut, whole.subarray(0, whole.length - 30));
    await expect(readPath(cut)).rejects.toMatchObject({ code: 'NOT_A_BUNDLE' });
  });

  it('finds no bundle in a zip of several folders', async () => {
    const path = await zipOf([
      ['one/persons.csv', 'id\n'],
      ['two/persons.csv', 'id\n'],
    ]);
    await expect(readPath(path)).rejects.toMatchObject({ code: 'NOT_A_BUNDLE' });
  });
});
