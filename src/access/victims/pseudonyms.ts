import { createHmac } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import { serviceKey } from '../serviceKey.ts';

/** Stand-ins for victims: keyed, the same in every answer of one service, worthless without its key. */
export interface Pseudonyms {
  /** @returns `V-` and 12 characters */
  victim(personId: string): string;
}

/** Crockford's base 32: no letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * Pseudonyms under the service's key.
 * @throws LinchpinError BAD_INPUT in production without LINCHPIN_PSEUDONYM_KEY, or for a key shorter than 16 characters
 */
export async function openPseudonyms(config: Config): Promise<Pseudonyms> {
  const key = await serviceKey(config, {
    variable: 'LINCHPIN_PSEUDONYM_KEY',
    given: config.pseudonymKey,
    file: 'development-pseudonym.key',
  });
  return { victim: (personId) => `V-${digest(key, `victim:${personId}`)}` };
}

function digest(key: string, text: string): string {
  const bytes = createHmac('sha256', key).update(text).digest();
  return [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
