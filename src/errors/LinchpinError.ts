import type { ErrorCode } from './codes.ts';

/** Where a problem lies, as far as it is known: bundle file, row (1 = first row after the header), column, argument. */
export interface ErrorPlace {
  readonly file?: string;
  readonly row?: number;
  readonly column?: string;
  readonly argument?: string;
}

/** The one error that Linchpin throws on purpose: what was wrong, where, and what to do, with a stable code. */
export class LinchpinError extends Error {
  readonly code: ErrorCode;
  readonly place: ErrorPlace;

  constructor(code: ErrorCode, message: string, options: { place?: ErrorPlace; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'LinchpinError';
    this.code = code;
    this.place = options.place ?? {};
  }
}
