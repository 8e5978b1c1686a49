import pino, { type DestinationStream, type Logger } from 'pino';
import { LinchpinError } from '../errors/LinchpinError.ts';

/** Their words are about our code, never about data. */
const OF_OUR_CODE = [LinchpinError, TypeError, RangeError, ReferenceError] as const;
const DEEPEST = 5;

/** Where requests, and what is made of them, hold what no log may have. */
const REDACTED = [
  'authorization',
  'headers.authorization',
  'headers.cookie',
  'req.headers.authorization',
  'req.headers.cookie',
  'token',
  'password',
  'key',
  'purpose',
  'variables',
  'query',
  '*.authorization',
  '*.token',
  '*.password',
  '*.purpose',
  '*.variables',
];

/** What is written down of an error. The words of the store and of libraries quote names and values: only their codes stay. */
export function shownError(error: unknown, depth = 0): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const ours = OF_OUR_CODE.some((kind) => error instanceof kind);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? { code: error.code }
      : {}),
    ...(ours ? { message: error.message } : {}),
    ...(frames.length > 0 ? { stack: frames.join('\n') } : {}),
    ...(error.cause === undefined || depth >= DEEPEST ? {} : { cause: shownError(error.cause, depth + 1) }),
  };
}

/** The one log of a service. */
export function openLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      redact: { paths: REDACTED, censor: '[left out]' },
      serializers: { err: (error) => shownError(error), cause: (error) => shownError(error) },
    },
    destination,
  );
}
