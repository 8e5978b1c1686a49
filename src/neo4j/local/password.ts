import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { ServerHome } from './serverHome.ts';

/** Whether the server has ever started here: from then on its password is fixed. */
export function storeExists(place: ServerHome): boolean {
  return existsSync(join(place.server, 'data', 'databases'));
}

/**
 * The password of the local server, made at random the first time and readable to the owner only.
 * @throws LinchpinError CONFLICT when there is a store whose password is gone
 */
export function serverPassword(place: ServerHome): string {
  if (existsSync(place.passwordFile)) {
    chmodSync(place.passwordFile, 0o600);
    return readFileSync(place.passwordFile, 'utf8').trim();
  }
  if (storeExists(place))
    throw new LinchpinError(
      'CONFLICT',
      `${place.passwordFile} is gone, so the store in ${place.server} cannot be opened. ` +
        `Put the file back, or remove ${place.server} to begin with an empty store.`,
    );
  // Hexadecimal: one that began with - would be taken for an option by the admin tool.
  const password = randomBytes(24).toString('hex');
  mkdirSync(dirname(place.passwordFile), { recursive: true });
  writeFileSync(place.passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}
