import { LinchpinError } from '../errors/LinchpinError.ts';

const SHORTEST = 10;
const LONGEST = 500;
/** Among the purposes that are offered: any text will do as well. */
const FREE = 'free';

/**
 * Why a request is made; required and kept (DPA 2018 s62), in one spelling: blanks run together, letters composed.
 * @param offered what it must begin with, where the operator has said so
 * @throws LinchpinError PURPOSE_REQUIRED
 */
export function requirePurpose(text: string | undefined, offered: readonly string[] = []): string {
  const purpose = (text ?? '').normalize('NFC').trim().replace(/\s+/gu, ' ');
  // What cannot be seen, or turns around what follows, has no place in a log that others read.
  if (/\p{C}/u.test(purpose))
    throw refused('The purpose holds characters that cannot be printed; write it in plain words.');
  if (purpose.length < SHORTEST || purpose.length > LONGEST)
    throw refused(
      `Say why in the header X-Linchpin-Purpose, in ${SHORTEST} to ${LONGEST} characters; it is kept in the audit.`,
    );
  if (offered.length > 0 && !offered.includes(FREE) && !offered.some((code) => beginsWith(purpose, code)))
    throw refused(`The purpose must begin with one of: ${offered.join(', ')}.`);
  return purpose;
}

/** A purpose as a header carries it: the bytes of its UTF-8. */
export const purposeToHeader = (purpose: string): string => Buffer.from(purpose).toString('latin1');

/** Headers come as single bytes; those that are UTF-8 are read as such. */
export function purposeOfHeader(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const bytes = Buffer.from(header, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return header;
  }
}

/** Whether a purpose starts with a code, and not with a longer word that starts like it. */
function beginsWith(purpose: string, code: string): boolean {
  const rest = purpose.slice(code.length);
  return purpose.toLowerCase().startsWith(code.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest);
}

const refused = (message: string) => new LinchpinError('PURPOSE_REQUIRED', message);
