import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
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
import type { Clock, OperatorRules, ServiceSettings } from '../config/index.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { Graph, Versions } from '../graph/index.ts';
import { type CatalogueContext, catalogueContext } from './catalogue.ts';
import type { TrustedDocuments } from './documents/documents.ts';
import type { Refusals } from './refusals.ts';
import { settingsOf } from './settings.ts';

/** Who asks, and where the facts stood when they did. */
export interface SignedIn {
  readonly caller: Caller;
  readonly facts: Versions;
}

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
  /** What is left out is as the configuration has it by itself. */
  readonly settings?: Partial<ServiceSettings> | undefined;
  /** Those of `documents.json` where nothing is said. */
  readonly documents?: TrustedDocuments | undefined;
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PURPOSE_REQUIRED: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 504,
  DISK_FULL: 507,
  INTERNAL: 500,
};

/** @param status instead of the usual one of its code */
export function sendError(response: Response, error: unknown, logger: Logger, status?: number): void {
  const known =
    error instanceof LinchpinError
      ? error
      : new LinchpinError('INTERNAL', 'Something went wrong; the log has it.', { cause: error });
  if (known.code === 'INTERNAL') logger.error({ err: error }, 'request failed');
  const errors = [{ message: known.message, extensions: { code: known.code, ...known.place } }];
  if (!response.headersSent) response.status(status ?? STATUS[known.code] ?? 400).json({ errors });
}

/** Refuses anonymous callers, and callers who do not say why, before anything else looks at the request. */
export function requireCaller(services: Services, refusals: Refusals): RequestHandler {
  return async (request, response, next) => {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    try {
      Object.assign(response.locals, await signInOf(services, request));
      response.locals.requestId = requestId;
    } catch (error) {
      const purpose = request.get('x-linchpin-purpose');
      const operation = `${request.method} ${request.baseUrl}${request.path}`;
      await refusals.audit(request, { purpose, operation, requestId, error });
      return sendError(response, error, services.logger);
    }
    next();
  };
}

const SIGN_IN_MS = 10_000;

const signInOf = (services: Services, request: Request): Promise<SignedIn> =>
  signIn(services, request.get('authorization'), purposeOfHeader(request.get('x-linchpin-purpose')));

/** @throws LinchpinError UNAUTHENTICATED, PURPOSE_REQUIRED */
export async function signIn(
  { verify, graph, clock, rules }: Services,
  authorization: string | undefined,
  stated: string | undefined,
): Promise<SignedIn> {
  const [scheme, token, ...more] = (authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' || more.length > 0)
    throw new LinchpinError(
      'UNAUTHENTICATED',
      'Send a token: Authorization: Bearer <token> (npx linchpin token makes one for development).',
    );
  const principal = await verify(token);
  const purpose = requirePurpose(stated, rules.purposes);
  // Before there is a request whose time could be over: a store that hangs is not waited for longer than this.
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new LinchpinError('UNAVAILABLE', 'The store does not answer; try again.')),
    SIGN_IN_MS,
  );
  try {
    const options = { operation: 'sign-in', signal: late.signal };
    const { facts, ...sight } = await sightOf(graph, principal, clock, options);
    return { caller: { ...principal, purpose, ...sight }, facts };
  } finally {
    clearTimeout(timer);
  }
}

/** The context of one request; its signal aborts when the client goes away. */
export function contextOf(services: Services, request: Request, response: Response): ApiContext {
  const gone = new AbortController();
  const { requestSeconds } = settingsOf(services);
  const timer = setTimeout(() => {
    gone.abort(
      new LinchpinError('TIMEOUT', `This took longer than ${requestSeconds} seconds; ask for less.`),
    );
  }, requestSeconds * 1_000);
  request.socket.setMaxListeners(50);
  const end = () => {
    clearTimeout(timer);
    if (!response.writableFinished) gone.abort(new LinchpinError('CANCELLED', 'The caller went away.'));
  };
  if (response.destroyed) end();
  else response.once('close', end);
  const { caller, facts, requestId } = response.locals as SignedIn & { readonly requestId: string };
  return { ...contextFor(services, caller, requestId, gone), facts };
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
  // Each query of a request listens.
  setMaxListeners(0, gone.signal);
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
    standIns: new Map(),
    loaders: new Map(),
    end: () => gone.abort(new LinchpinError('CANCELLED', 'The subscription has ended.')),
    recheck,
    ...catalogueContext(graph, database, {
      visible: caller.visible,
      user: caller.subject,
      requestId,
      signal: gone.signal,
    }),
  };
}
