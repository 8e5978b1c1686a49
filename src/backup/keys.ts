import { scryptSync } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { filesBelow, KEYS } from './homeFiles.ts';

const keysSchema = z.object({
  format: z.literal('linchpin-keys'),
  formatVersion: z.literal(1),
  files: z.record(z.string().regex(/^[\w.-]*\w$/), z.string()),
});
/** Texts of the key files of a home, by their names. */
export type Keys = Readonly<Record<string, string>>;
const PSEUDONYM_FILE = 'development-pseudonym.key';
const AUDIT_FILE = 'development-audit.key';

export async function keysOf(home: string): Promise<Keys> {
  const files: Record<string, string> = {};
  for (const name of await filesBelow(home, KEYS))
    files[basename(name)] = await readFile(join(home, name), 'utf8');
  return files;
}

/**
 * Ids that tell keys apart without telling them, by what they are for. A key of the environment goes before one of the
 * home. Made slowly, so that one cannot try which words a weak key was.
 */
export function keyIds(
  config: Pick<Config, 'pseudonymKey' | 'auditKey'>,
  keys: Keys,
): Readonly<Record<string, string>> {
  const used = {
    ...keys,
    [PSEUDONYM_FILE]: config.pseudonymKey ?? keys[PSEUDONYM_FILE],
    [AUDIT_FILE]: config.auditKey ?? keys[AUDIT_FILE],
  };
  return Object.fromEntries(
    Object.entries(used).flatMap(([name, key]) => (key === undefined ? [] : [[name, idOf(key)]])),
  );
}

const idOf = (key: string) => scryptSync(key.trim(), 'linchpin key id', 9).toString('base64url');

/** Writes the keys to a file that only its owner may read. @throws LinchpinError CONFLICT where it is there already */
export async function writeKeysFile(path: string, files: Keys): Promise<void> {
  const text = `${JSON.stringify({ format: 'linchpin-keys', formatVersion: 1, files }, null, 2)}\n`;
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      throw new LinchpinError('CONFLICT', `${path} is there already. Name another file for the keys.`);
    // What was begun of it, where the disk is full.
    await rm(path, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** @throws LinchpinError BAD_INPUT where it is no file of keys */
export async function readKeysFile(path: string): Promise<Keys> {
  try {
    return keysSchema.parse(JSON.parse(await readFile(path, 'utf8'))).files;
  } catch (cause) {
    throw new LinchpinError(
      'BAD_INPUT',
      `${path} is no file of keys of Linchpin; backup --keys writes them.`,
      {
        cause,
      },
    );
  }
}
