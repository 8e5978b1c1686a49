import { randomBytes } from 'node:crypto';
import type { Config } from '../config/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { readOrCreate } from './homeFile.ts';

const SHORTEST = 16;

/**
 * A secret of the service: what the environment gives, or in development one that is made once in the home.
 * @throws LinchpinError BAD_INPUT in production where the variable is not set, or for a key shorter than 16 characters
 */
export async function serviceKey(
  { production, home }: Pick<Config, 'production' | 'home'>,
  key: { readonly variable: string; readonly given: string | undefined; readonly file: string },
): Promise<string> {
  if (key.given === undefined && production)
    throw new LinchpinError(
      'BAD_INPUT',
      `${key.variable} (or ${key.variable}_FILE) must be set when NODE_ENV=production.`,
    );
  const text = key.given ?? (await readOrCreate(home, key.file, async () => randomBytes(32).toString('hex')));
  if (text.length < SHORTEST)
    throw new LinchpinError('BAD_INPUT', `${key.variable} must have at least ${SHORTEST} characters.`);
  return text;
}
