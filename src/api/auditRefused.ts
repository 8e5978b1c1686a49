import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Caller } from '../access/index.ts';
import { auditRefusal } from './auditRefusal.ts';
import type { Refusals } from './refusals.ts';
import type { Services } from './requestContext.ts';

/** Audits that an HTTP request was refused as it stands. */
export type AuditRefused = (request: Request, response: Response, error: unknown) => Promise<void>;

/** Of one who is signed in, and so held to a rate, each is kept; of all others no more than refused sign-ins are. */
export const auditRefusedOf =
  (services: Services, refusals: Refusals): AuditRefused =>
  async (request, response, error) => {
    const caller: Caller | undefined = response.locals.caller;
    const requestId: string = response.locals.requestId ?? randomUUID();
    const operation = `${request.method} ${request.baseUrl}${request.path}`;
    if (caller === undefined) return refusals.audit(request, { operation, requestId, error });
    await auditRefusal(services, { caller, operation, requestId, error });
  };
