import { readFile } from 'node:fs/promises';
import { type AuditKey, auditKeyOf } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** The audit key in a file that `--key-file` names. @throws LinchpinError BAD_INPUT where it cannot be read */
export async function keyIn(path: string): Promise<AuditKey> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LinchpinError('BAD_INPUT', `--key-file: ${path} cannot be read.`, { cause });
  });
  return auditKeyOf(text.trim());
}
