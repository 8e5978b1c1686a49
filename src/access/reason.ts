import { LinchpinError } from '../errors/LinchpinError.ts';

const LEAST = 10;
const MOST = 2_000;

/** Why somebody decides something, as it is kept with the decision. @throws LinchpinError BAD_INPUT naming the argument */
export function requireReason(text: string, argument = 'reason'): string {
  const reason = text.trim();
  if (reason.length >= LEAST && reason.length <= MOST) return reason;
  throw new LinchpinError(
    'BAD_INPUT',
    `Say why, in ${LEAST} to ${MOST.toLocaleString('en-GB')} characters; it is kept.`,
    {
      place: { argument },
    },
  );
}
