import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Caller } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { MINUTE_MS, oncePerMinute } from './oncePerMinute.ts';
import { type Services, sendError } from './requestContext.ts';
import { settingsOf } from './settings.ts';

/** Holds each principal to so many requests a minute, and so many at once. */
export function throttle(services: Services): RequestHandler[] {
  const { requestsPerMinute, concurrent } = settingsOf(services);
  const first = oncePerMinute(services.clock);
  const underWay = new Map<string, number>();
  const refuse = async (request: Request, response: Response, message: string, seconds: number) => {
    const caller: Caller = response.locals.caller;
    const error = new LinchpinError('RATE_LIMITED', message);
    const requestId: string = response.locals.requestId;
    if (first(caller.subject))
      await auditRefusal(services, {
        caller,
        operation: `${request.method} ${request.baseUrl}`,
        requestId,
        error,
      });
    response.setHeader('Retry-After', String(seconds));
    sendError(response, error, services.logger);
  };
  const perMinute = rateLimit({
    windowMs: MINUTE_MS,
    standardHeaders: false,
    legacyHeaders: false,
    limit: requestsPerMinute,
    keyGenerator: (_request, response) => String(response.locals.caller.subject),
    handler: (request, response) =>
      refuse(request, response, `You may ask ${requestsPerMinute} times a minute.`, MINUTE_MS / 1_000),
  });
  const atOnce: RequestHandler = async (request, response, next) => {
    // Whoever has gone meanwhile closes no more: what is counted now would never be taken back.
    if (response.destroyed || request.socket.destroyed) return;
    const { subject }: Caller = response.locals.caller;
    const running = underWay.get(subject) ?? 0;
    if (running >= concurrent)
      return refuse(request, response, `You have ${concurrent} requests under way; wait for one of them.`, 1);
    underWay.set(subject, running + 1);
    response.once('close', () => {
      const left = (underWay.get(subject) ?? 1) - 1;
      if (left > 0) underWay.set(subject, left);
      else underWay.delete(subject);
    });
    return next();
  };
  return [perMinute, atOnce];
}
