import type { ErrorRequestHandler } from 'express';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { AuditRefused } from './auditRefused.ts';
import { BODY_LIMIT } from './limits/limits.ts';
import { type Services, sendError } from './requestContext.ts';

/**
 * The last resort: bodies that cannot be read or were broken off, and what nobody foresaw; audited like every refusal.
 */
export function answerFailure(services: Services, auditRefused: AuditRefused): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  return async (cause: unknown, request, response, _next) => {
    const status =
      typeof cause === 'object' && cause !== null && 'status' in cause ? Number(cause.status) : 500;
    const brokenOff = request.destroyed && !request.complete;
    const error = brokenOff
      ? new LinchpinError('CANCELLED', 'The caller went away.')
      : status === 413
        ? new LinchpinError('QUERY_TOO_EXPENSIVE', `The body is larger than ${BODY_LIMIT}.`)
        : status < 500
          ? new LinchpinError('BAD_INPUT', 'The body cannot be read; send JSON.')
          : cause;
    // Whoever was answered already is not answered again.
    if (response.headersSent) return;
    await auditRefused(request, response, error);
    if (!brokenOff) sendError(response, error, services.logger, status);
  };
}
