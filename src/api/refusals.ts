import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ipKeyGenerator } from 'express-rate-limit';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { countPerMinute } from './countPerMinute.ts';
import { MINUTE_MS } from './oncePerMinute.ts';
import type { Services } from './requestContext.ts';

/** What is audited singly in a minute of those who are not signed in: of one address, and of all together. */
export const MOST_OF_ADDRESS = 60;
export const MOST_TOGETHER = 600;

/**
 * Refusals of those who are not signed in, over HTTP and WebSocket together. Whoever floods us takes no answer from others
 * behind the same proxy: what is counted decides only whether an entry of the audit is written for each.
 */
export interface Refusals {
  audit(
    request: Pick<IncomingMessage, 'socket'>,
    refused: {
      readonly purpose?: string | undefined;
      readonly operation: string;
      readonly requestId: string;
      readonly error: unknown;
    },
  ): Promise<void>;
  /** Audits how many were not recorded singly and have not been told yet. */
  close(): Promise<void>;
}

/** Beyond the limits one entry a minute, when that is over, says how many were not recorded singly. */
export function openRefusals(services: Pick<Services, 'audit' | 'clock' | 'logger'>): Refusals {
  const ofAddress = countPerMinute(services.clock, MOST_OF_ADDRESS);
  const together = countPerMinute(services.clock, MOST_TOGETHER);
  let left = 0;
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (left === 0) return;
    const operation = `${left} more refused sign-ins and requests, not recorded singly`;
    left = 0;
    const error = new LinchpinError('RATE_LIMITED', operation);
    await auditRefusal(services, { operation, requestId: randomUUID(), error });
  };
  return {
    audit: async ({ socket }, refused) => {
      const what = isOurs(refused.error) ? 'fault' : 'refusal';
      const singly =
        ofAddress(`${what} ${ipKeyGenerator(socket.remoteAddress ?? '')}`) === 'usual' &&
        together(what) === 'usual';
      if (singly) return auditRefusal(services, refused);
      left += 1;
      timer ??= setTimeout(() => void tell(), MINUTE_MS).unref();
    },
    close: tell,
  };
}

/** A store or provider that is away is no attempt of anybody's, and takes nothing from what is kept of those. */
const isOurs = (error: unknown): boolean =>
  error instanceof LinchpinError && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT');
