import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { MANIFEST, type Manifest } from '../../../src/backup/manifest.ts';
import { readArchive } from '../../../src/backup/readArchive.ts';

/** Copies a backup with another manifest. @returns the path of the copy */
export async function rewriteArchive(from: string, to: string, other: Partial<Manifest>): Promise<string> {
  const { manifest, open, close } = await readArchive(from);
  const zip = new ZipFile();
  for (const { name } of manifest.parts) zip.addBuffer(await buffer(await open(name)), name);
  close();
  zip.addBuffer(Buffer.from(JSON.stringify({ ...manifest, ...other })), MANIFEST);
  zip.end();
  await writeFile(to, await buffer(zip.outputStream));
  return to;
}
