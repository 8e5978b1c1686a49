import { createHmac } from 'node:crypto';
import type { Config } from '../../config/index.ts';
import { serviceKey } from '../serviceKey.ts';

/** Stand-ins for victims: keyed, the same in every answer of one service, worthless without its key. */
export interface Pseudonyms {
  /** @returns `V-` and 12 characters */
  victim(personId: string): string;
  /** Stand-ins for what leaves as a file: under a key of that file's own, so that two files cannot be joined. */
  forExport(exportId: string): Pick<Pseudonyms, 'victim'>;
  /**
   * What stands in for a record that was erased: the same each time, so that it is known when it comes again, and
   * without the key nobody can try ids against it.
   * @returns `erased:` and 32 hexadecimal digits
   */
  erased(recordId: string): string;
}

/** Crockford's base 32: no letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of 5 bits each: 60 bits, so that among a million victims two share one with a probability of 4 in 10 million. */
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
  return {
    ...underKey(key),
    forExport: (exportId) => underKey(createHmac('sha256', key).update(`export:${exportId}`).digest()),
    victim: (personId) => `V-${digest(key, `victim:${personId}`)}`,
    erased: (recordId) =>
      `erased:${createHmac('sha256', key).update(`erased:${recordId}`).digest('hex').slice(0, 32)}`,
  };
}

const underKey = (key: string | Buffer): Pick<Pseudonyms, 'victim'> => ({
  victim: (personId) => `V-${digest(key, `victim:${personId}`)}`,
});

function digest(key: string | Buffer, text: string): string {
  const bytes = createHmac('sha256', key).update(text).digest();
  return [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
