import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { countPerMinute } from './countPerMinute.ts';
import type { Services } from './requestContext.ts';
import { settingsOf } from './settings.ts';

/**
 * Audits a refusal of somebody who is not signed in, and counts it for their address; too many are audited once a minute.
 * @returns what to answer: the error itself, or that there were too many
 */
export type Refusals = (
  request: IncomingMessage,
  refused: {
    readonly purpose?: string | undefined;
    readonly operation: string;
    readonly requestId: string;
    readonly error: unknown;
  },
) => Promise<unknown>;

/** One count for HTTP and WebSocket together. Only refusals count: everybody may come through one proxy. */
export function openRefusals(services: Services): Refusals {
  const count = countPerMinute(services.clock, settingsOf(services).requestsPerMinute);
  return async (request, refused) => {
    const manner = count(ipKeyGenerator(request.socket.remoteAddress ?? ''));
    const error = manner === 'usual' ? refused.error : tooMany();
    if (manner !== 'quiet') await auditRefusal(services, { ...refused, error });
    return error;
  };
}

const tooMany = () =>
  new LinchpinError('RATE_LIMITED', 'Too many refused sign-ins from this address; wait a minute.');
