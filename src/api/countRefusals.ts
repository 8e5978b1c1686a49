import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { MINUTE_MS, oncePerMinute } from './oncePerMinute.ts';
import type { Services } from './requestContext.ts';
import { settingsOf } from './settings.ts';

/**
 * Counts refused sign-ins of one address. Only they count: everybody may come through one proxy.
 * @returns how to answer: as usual, or that there were too many, which is audited once a minute
 */
export function countRefusals(
  services: Services,
): (request: Request, response: Response) => Promise<'usual' | 'audited' | 'quiet'> {
  const { requestsPerMinute } = settingsOf(services);
  const first = oncePerMinute(services.clock);
  const limited = new WeakSet<Request>();
  const limiter = rateLimit({
    windowMs: MINUTE_MS,
    standardHeaders: false,
    legacyHeaders: false,
    limit: requestsPerMinute,
    handler: (request, _response, next) => {
      limited.add(request);
      next();
    },
  });
  return async (request, response) => {
    await new Promise<void>((resolve, reject) => {
      const next = (error?: unknown) => (error === undefined ? resolve() : reject(error));
      void Promise.resolve(limiter(request, response, next)).catch(reject);
    });
    if (!limited.has(request)) return 'usual';
    return first(ipKeyGenerator(request.ip ?? '')) ? 'audited' : 'quiet';
  };
}
