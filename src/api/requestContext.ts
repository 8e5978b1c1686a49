import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import {
  type Audit,
  type Caller,
  type Context,
  type Pseudonyms,
  purposeOfHeader,
  requirePurpose,
  sightOf,
  type Verifier,
} from '../access/index.ts';
import type { Clock, OperatorRules } from '../config/index.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { driverOf, type Graph } from '../graph/index.ts';
import { type CatalogueContext, catalogueContext } from './catalogue.ts';

/** What resolvers of both halves of the schema are given. */
export type ApiContext = Context &
  CatalogueContext & {
    /** Ends what the request still does. */
    readonly end: () => void;
    /** Of a subscription: whether its token still holds; its connection is closed where not. */
    readonly recheck: () => Promise<boolean>;
  };

/** What the service holds for its whole life. */
export interface Services {
  readonly graph: Graph;
  readonly database: string;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly pseudonyms: Pseudonyms;
  readonly revealMinutes?: number | undefined;
  readonly verify: Verifier;
  readonly rules: OperatorRules;
  readonly logger: Logger;
  readonly production: boolean;
  readonly workDirectory: string;
}

/** Whom the audit names where a sign-in is refused. */
export const NOT_SIGNED_IN = { subject: 'not signed in', roles: [] } as const;

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PURPOSE_REQUIRED: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
  DISK_FULL: 507,
  INTERNAL: 500,
};

export function sendError(response: Response, error: unknown, logger: Logger): void {
  const known =
    error instanceof LinchpinError
      ? error
      : new LinchpinError('INTERNAL', 'Something went wrong; the log has it.', { cause: error });
  if (known.code === 'INTERNAL') logger.error({ err: error }, 'request failed');
  const errors = [{ message: known.message, extensions: { code: known.code, ...known.place } }];
  if (!response.headersSent) response.status(STATUS[known.code] ?? 400).json({ errors });
}

/** Refuses anonymous callers, and callers who do not say why, before anything else looks at the request. */
export function requireCaller(services: Services): RequestHandler {
  return async (request, response, next) => {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    try {
      response.locals.caller = await callerOf(services, request);
      response.locals.requestId = requestId;
      next();
    } catch (error) {
      const code = error instanceof LinchpinError ? error.code : 'INTERNAL';
      await services.audit
        .record({
          principal: NOT_SIGNED_IN,
          purpose: request.get('x-linchpin-purpose')?.slice(0, 500) ?? '',
          action: 'NONE',
          operation: `${request.method} ${request.path}: ${code}`,
          decision: 'REFUSED',
          requestId,
          ids: [],
          resultCount: 0,
          variables: '{}',
        })
        .catch((failure: unknown) => services.logger.error({ err: failure }, 'a refusal was not audited'));
      sendError(response, error, services.logger);
    }
  };
}

const callerOf = (services: Services, request: Request): Promise<Caller> =>
  callerFrom(services, request.get('authorization'), purposeOfHeader(request.get('x-linchpin-purpose')));

/** @throws LinchpinError UNAUTHENTICATED, PURPOSE_REQUIRED */
export async function callerFrom(
  { verify, graph, clock, rules }: Services,
  authorization: string | undefined,
  stated: string | undefined,
): Promise<Caller> {
  const [scheme, token, ...more] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' || more.length > 0)
    throw new LinchpinError(
      'UNAUTHENTICATED',
      'Send a token: Authorization: Bearer <token> (npx linchpin token makes one for development).',
    );
  const principal = await verify(token);
  const purpose = requirePurpose(stated, rules.purposes);
  return { ...principal, purpose, ...(await sightOf(graph, principal, clock)) };
}

/** The context of one request; its signal aborts when the client goes away. */
export function contextOf(services: Services, request: Request, response: Response): ApiContext {
  const gone = new AbortController();
  request.socket.setMaxListeners(50);
  response.on('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return contextFor(services, response.locals.caller, response.locals.requestId, gone);
}

/** @param recheck of a subscription: whether its token still holds */
export function contextFor(
  services: Services,
  caller: Caller,
  requestId: string,
  gone: AbortController,
  recheck: () => Promise<boolean> = async () => true,
): ApiContext {
  const { graph, database, clock, rules, audit, pseudonyms, revealMinutes } = services;
  return {
    caller,
    requestId,
    signal: gone.signal,
    graph,
    clock,
    rules,
    pseudonyms,
    revealMinutes,
    audit,
    touched: new Set(),
    loaders: new Map(),
    end: () => gone.abort(),
    recheck,
    ...catalogueContext(driverOf(graph), database, {
      visible: caller.visible,
      user: caller.subject,
      requestId,
    }),
  };
}
