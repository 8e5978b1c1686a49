import { LinchpinError } from '../errors/LinchpinError.ts';

const SHORTEST = 10;
const LONGEST = 500;

/** Why a request is made; required and kept (DPA 2018 s62). @throws LinchpinError PURPOSE_REQUIRED */
export function requirePurpose(text: string | undefined): string {
  const purpose = text?.trim() ?? '';
  if (purpose.length >= SHORTEST && purpose.length <= LONGEST) return purpose;
  throw new LinchpinError(
    'PURPOSE_REQUIRED',
    `Say why in the header X-Linchpin-Purpose, in ${SHORTEST} to ${LONGEST} characters; it is kept in the audit.`,
  );
}
