import { CloseCode } from 'graphql-ws';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** As RFC 6455 registers it. */
export const TRY_AGAIN_LATER = 1013;
export const AWAY = 'UNAVAILABLE: the store is away. Connect again, with after as the last sequence seen.';
/** Longest reason that a closing frame takes, in bytes. */
const LONGEST_REASON = 123;

/** Others are refusals. */
const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: CloseCode.Unauthorized,
  INTERNAL: CloseCode.InternalServerError,
};

interface Closable {
  close(code: number, reason: string): void;
}

/** Ends a connection for a reason that the client can act on: a code of our list and our own words, and no others. */
export function closeFor(socket: Closable, error: unknown): void {
  const { code, message }: Pick<LinchpinError, 'code' | 'message'> =
    error instanceof LinchpinError
      ? error
      : { code: 'INTERNAL', message: 'Something went wrong; the log has it.' };
  if (code === 'UNAVAILABLE' || code === 'TIMEOUT') socket.close(TRY_AGAIN_LATER, AWAY);
  else socket.close(CLOSE_CODES[code] ?? CloseCode.Forbidden, fitting(`${code}: ${message}`));
}

/** As much of a text as the frame takes, without half a letter at its end. */
const fitting = (text: string): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, LONGEST_REASON)).replace(/\ufffd+$/, '');
