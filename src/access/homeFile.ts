import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LinchpinError } from '../errors/LinchpinError.ts';

/**
 * Reads a secret of this home, or makes it once: readable by its owner only, and the same for two processes that
 * start together.
 */
export async function readOrCreate(
  home: string,
  name: string,
  create: () => Promise<string>,
): Promise<string> {
  const path = join(home, 'keys', name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(await create());
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'EEXIST')
      throw new LinchpinError('INTERNAL', `The key file ${name} cannot be written in the home.`, { cause });
  }
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const text = await readFile(path, 'utf8');
    if (text !== '') return text;
    // Another process has created it and is about to write.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new LinchpinError('INTERNAL', `The key file ${path} is empty. Delete it and start again.`);
}
