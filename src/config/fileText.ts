import { readFileSync } from 'node:fs';
import { LinchpinError } from '../errors/LinchpinError.ts';

/**
 * The text of a file that a variable names, so that no list of processes shows what it holds.
 * @throws LinchpinError BAD_INPUT naming the variable
 */
export function fileText(variable: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new LinchpinError('BAD_INPUT', `${variable}: ${path} cannot be read.`, { cause });
  }
}
