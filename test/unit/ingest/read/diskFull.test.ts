import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { projectRoot } from '../../../../src/config/index.ts';
import { csv, newFolder } from './readBundle.ts';

/** Opens a bundle in a process that may write files of 512 kB at most, and prints the code of its error. */
async function openWithLittleSpace(path: string, workDirectory: string): Promise<string> {
  const script = `
    const { openBundle } = await import(${JSON.stringify(join(projectRoot, 'src/ingest/read/index.ts'))});
    const { createMatcher } = await import(${JSON.stringify(join(projectRoot, 'src/harm/index.ts'))});
    const options = { clock: { now: () => new Date() }, workDirectory: ${JSON.stringify(workDirectory)}, matchOffenceType: createMatcher() };
    await openBundle(${JSON.stringify(path)}, options).then(
      () => console.log('opened'),
      (error) => console.log(error.code + ' ' + error.message),
    );`;
  const command = `ulimit -f 512; exec "${process.execPath}" --import tsx --input-type=module -e "$SCRIPT"`;
  const child = spawn('bash', ['-c', command], { cwd: projectRoot, env: { ...process.env, SCRIPT: script } });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}

describe('a disk that is full', () => {
  it('is named as such, and what was unpacked is removed', async () => {
    const path = join(await newFolder(), 'met.zip');
    const zip = new ZipFile();
    const rows = Array.from({ length: 100_000 }, (_, at) => `P${at},${at % 2 === 0 ? 'F' : 'M'}`);
    zip.addBuffer(Buffer.from(csv('id,sex', ...rows)), 'persons.csv');
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    const workDirectory = await newFolder();
    expect(await openWithLittleSpace(path, workDirectory)).toMatch(
      /^DISK_FULL No space is left.*run the same command again/,
    );
    expect(await readdir(workDirectory)).toEqual([]);
  });
});
