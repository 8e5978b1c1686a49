import type { ErrorRequestHandler } from 'express';
import type { Caller } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { BODY_LIMIT } from './limits/limits.ts';
import { type Services, sendError } from './requestContext.ts';

/** The last resort: bodies that cannot be read, and what nobody foresaw; audited like every refusal. */
export function answerFailure(services: Services): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  return async (cause: unknown, request, response, _next) => {
    const status =
      typeof cause === 'object' && cause !== null && 'status' in cause ? Number(cause.status) : 500;
    const error =
      status === 413
        ? new LinchpinError('QUERY_TOO_EXPENSIVE', `The body is larger than ${BODY_LIMIT}.`)
        : status < 500
          ? new LinchpinError('BAD_INPUT', 'The body cannot be read; send JSON.')
          : cause;
    // Whoever was answered already, or has gone, is not answered again.
    if (response.headersSent || request.destroyed) return;
    const caller: Caller | undefined = response.locals.caller;
    const requestId: string = response.locals.requestId ?? '';
    const operation = `${request.method} ${request.baseUrl}${request.path}`;
    if (caller !== undefined) await auditRefusal(services, { caller, operation, requestId, error });
    sendError(response, error, services.logger, status);
  };
}
