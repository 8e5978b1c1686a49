import neo4j from 'neo4j-driver';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** Server codes that mean something to a caller; everything else is INTERNAL and only the log says more. */
// A wait for a lock that outlasts its transaction's time ends as LockClientStopped; our own aborts are met before this.
const MEANINGS: readonly (readonly [pattern: RegExp, code: ErrorCode, message: string])[] = [
  [
    /TransactionTimedOut|LockAcquisitionTimeout|LockClientStopped/,
    'TIMEOUT',
    'The store did not answer in time; ask for less or try again.',
  ],
  [/Terminated/, 'CANCELLED', 'The query was ended before it answered.'],
  [/ConstraintValidationFailed/, 'CONFLICT', 'Another write stored the same key first; try again.'],
  [
    /TransactionLogError/,
    'DISK_FULL',
    'The store could not write its log, most likely for want of space; nothing was half-written.',
  ],
  [
    /DiskFull|General\.UnknownError.*space|StorageDamageDetected/i,
    'DISK_FULL',
    'The store has no space left.',
  ],
  [
    /MemoryPoolOutOfMemory|OutOfMemory/,
    'QUERY_TOO_EXPENSIVE',
    'The query needs more memory than the store may use.',
  ],
  [
    /TransactionStartFailed/,
    'UNAVAILABLE',
    'The store has stopped after a fault of its own, such as a full disk, and must be restarted.',
  ],
  [
    /ServiceUnavailable|SessionExpired|acquisition timed out|ProtocolError|DatabaseUnavailable|DatabaseNotFound|WriteOnReadOnlyAccess|General\.ReadOnly|NotALeader/,
    'UNAVAILABLE',
    'The store cannot be reached at the moment; try again.',
  ],
  [
    /Security\.(Unauthorized|CredentialsExpired|AuthenticationRateLimit)/,
    'UNAVAILABLE',
    'The store refused our sign-in; check NEO4J_USERNAME and NEO4J_PASSWORD.',
  ],
];

/** Whether a connection ended while it was being made: nothing was sent, though the driver does not try again. */
export function brokeInHandshake(error: unknown): boolean {
  return error instanceof neo4j.Neo4jError && error.code === 'ProtocolError';
}

/** Wraps whatever the driver threw; the driver's own words stay in `cause` for the log and never reach a client. */
export function translateError(error: unknown, queryName: string): LinchpinError {
  if (error instanceof LinchpinError) return error;
  const code = error instanceof neo4j.Neo4jError ? error.code : '';
  const words = `${code} ${error instanceof Error ? error.message : ''}`;
  for (const [pattern, meaning, message] of MEANINGS) {
    if (
      pattern.test(code === '' || code === 'N/A' ? words : code) ||
      (meaning === 'DISK_FULL' && /No space left/i.test(words))
    )
      return new LinchpinError(meaning, message, { cause: error });
  }
  return new LinchpinError('INTERNAL', `The query ${queryName} failed.`, { cause: error });
}
