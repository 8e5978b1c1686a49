/**
 * Every error code that may leave Linchpin, in GraphQL (`extensions.code`), over HTTP and on the command line.
 * Clients match on these; messages may be reworded, codes may not.
 */
export const ERROR_CODES = {
  BAD_INPUT: 'An argument, file or setting is not acceptable; the message names the field and the remedy.',
  NOT_FOUND: 'Nothing with this id is visible to the caller.',
  UNAUTHENTICATED: 'No token, or one that is expired, malformed or not ours.',
  FORBIDDEN: 'The token is good, its roles do not carry the right that is needed.',
  PURPOSE_REQUIRED: 'The request does not say why (header X-Linchpin-Purpose, at least 10 characters).',
  CONFLICT: 'The state does not allow it: someone else holds the lock, or a newer fact stands.',
  NOT_A_BUNDLE: 'The folder or zip holds no file of the import bundle.',
  BAD_BUNDLE: 'A file of the bundle cannot be read as a whole; nothing was written.',
  SCHEMA_MISMATCH: 'Applied migrations and the files of this version do not agree.',
  QUERY_INVALID: 'A query of the catalogue, or its parameters or columns, do not match its header.',
  QUERY_TOO_EXPENSIVE: 'The request asks for more than the limits allow.',
  RATE_LIMITED: 'Too many requests of this caller, or too many at once; Retry-After says when to ask again.',
  TIMEOUT: 'The store did not answer in time; ask for less or try again.',
  UNAVAILABLE: 'The store cannot be reached at the moment; try again.',
  MISSING_TOOL: 'The machine lacks something that is needed (Java, Maven, Docker, memory, a port).',
  DISK_FULL: 'No space is left; nothing was half-written.',
  CANCELLED: 'The caller went away or the process was asked to stop.',
  INTERNAL: 'Something we did not foresee; the log has it under the request id.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
