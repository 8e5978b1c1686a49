import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AuditRecord, auditRequest, authorise, type Caller } from '../access/index.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { closeAtExpiry } from './closeAtExpiry.ts';
import { decisionOf } from './decisionOf.ts';
import type { TrustedDocuments } from './documents/documents.ts';
import { readRequest } from './documents/readRequest.ts';
import { formatError, withoutSuggestion } from './formatError.ts';
import { checkOperation, checkSource } from './limits/checkOperation.ts';
import { BODY_BYTES, LIMITS } from './limits/limits.ts';
import { type ApiContext, callerFrom, contextFor, type Services } from './requestContext.ts';
import { settingsOf } from './settings.ts';

/** As RFC 6455 registers it. */
const TRY_AGAIN_LATER = 1013;
const EXPIRED = 'The token has expired; get a new one.';
const AWAY = 'UNAVAILABLE: the store is away. Connect again, with after as the last sequence seen.';
/** Of one connection at a time. */
const MOST_SUBSCRIPTIONS = 20;

interface Extra extends Record<PropertyKey, unknown> {
  caller?: Caller;
  /** Of whom this connection is counted, once it is. */
  counted?: string;
}

/**
 * Serves subscriptions over WebSocket at `/graphql` (protocol graphql-transport-ws), and nothing but subscriptions.
 * Token and purpose come in the connection's parameters (`authorization`, `purpose`); the token is looked at again
 * before each event, the connection ends with it, and each event's audit entry is durable before it leaves.
 * @returns what closes every connection
 */
export function serveSubscriptions(
  http: Server,
  schema: GraphQLSchema,
  services: Services,
  documents: TrustedDocuments,
): { dispose: () => Promise<void> | void } {
  const server = new WebSocketServer({ server: http, path: '/graphql', maxPayload: BODY_BYTES });
  const format = formatError(services.logger);
  const { concurrent } = settingsOf(services);
  const connections = new Map<string, number>();
  const count = (subject: string, more: number) => {
    const number = (connections.get(subject) ?? 0) + more;
    if (number > 0) connections.set(subject, number);
    else connections.delete(subject);
  };
  return useServer<Record<string, unknown>, Extra>(
    {
      schema,
      onConnect: async ({ extra, connectionParams }) => {
        const { authorization, purpose } = connectionParams ?? {};
        try {
          const caller = await callerFrom(services, textOf(authorization), textOf(purpose));
          if ((connections.get(caller.subject) ?? 0) >= concurrent)
            throw new LinchpinError('RATE_LIMITED', `You have ${concurrent} connections open.`);
          // Who has gone meanwhile was closed already, before there was anything to take back.
          if (extra.socket.readyState !== extra.socket.OPEN) return false;
          count(caller.subject, 1);
          extra.counted = caller.subject;
          extra.caller = caller;
          closeAtExpiry(extra.socket, caller.expiresAt, services.clock, () =>
            extra.socket.close(CloseCode.Unauthorized, EXPIRED),
          );
          return true;
        } catch (error) {
          await auditRefusal(services, {
            purpose: textOf(purpose),
            operation: 'WebSocket /graphql',
            requestId: randomUUID(),
            error,
          });
          closeFor(extra.socket, error);
          return false;
        }
      },
      onClose: ({ extra }) => {
        if (extra.counted !== undefined) count(extra.counted, -1);
      },
      onSubscribe: async ({ extra, connectionParams, subscriptions }, _id, payload) => {
        if (extra.caller === undefined)
          throw new LinchpinError('UNAUTHENTICATED', 'Send a token when you connect.');
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS)
          return [refusal(`One connection may hold ${MOST_SUBSCRIPTIONS} subscriptions.`)];
        const { purpose } = extra.caller;
        // Who calls, and what he may see now: a connection may be hours older than its newest subscription.
        const callerNow = async () => {
          try {
            return await callerFrom(services, textOf(connectionParams?.authorization), purpose);
          } catch (error) {
            closeFor(extra.socket, error);
            return undefined;
          }
        };
        const caller = await callerNow();
        if (caller === undefined) return [refusal(EXPIRED)];
        extra.caller = caller;
        const read = readSubscription(schema, payload, caller, services, documents);
        if (read instanceof GraphQLError) return [read];
        const { document, operationName, variables } = read;
        const recheck = async () => {
          const next = await callerNow();
          if (next === undefined) return false;
          const lost = context.caller.visible.some((id) => !next.visible.includes(id));
          // What has been read for this event may show what is no longer to be seen.
          if (lost) extra.socket.close(CloseCode.Forbidden, 'You may see less than before; connect again.');
          else Object.assign(context, { caller: next });
          return !lost;
        };
        const context = contextFor(services, caller, randomUUID(), new AbortController(), recheck);
        return {
          schema,
          document,
          operationName: operationName ?? null,
          variableValues: variables,
          contextValue: context,
        };
      },
      onNext: async ({ extra }, _id, _payload, args, result) => {
        // A source that refuses comes this way as well.
        const errors = result.errors?.map((error) => format(error.toJSON(), error));
        await recordEvent(args, decisionOf((errors ?? []).map(codeOf))).catch(closing(extra));
        return errors === undefined ? undefined : { data: result.data ?? null, errors };
      },
      onError: async ({ extra }, _id, { operationName }, errors) => {
        const shown = errors.map((error) => format(error.toJSON(), error));
        const { caller } = extra;
        if (caller !== undefined)
          await services.audit
            .record({
              principal: caller,
              purpose: caller.purpose,
              action: 'CONSULTATION',
              operation: `subscription ${operationName ?? ''}`.trim(),
              decision: decisionOf(shown.map(codeOf)),
              requestId: randomUUID(),
              ids: [],
              resultCount: 0,
              variables: '{}',
            })
            .catch(closing(extra));
        return shown;
      },
    },
    server,
  );
}

/** Ends a connection for a reason that the client can act on. */
function closeFor(socket: { close(code: number, reason: string): void }, error: unknown): void {
  const code = error instanceof LinchpinError ? error.code : 'INTERNAL';
  const closeCode =
    code === 'UNAUTHENTICATED'
      ? CloseCode.Unauthorized
      : code === 'UNAVAILABLE' || code === 'TIMEOUT'
        ? TRY_AGAIN_LATER
        : CloseCode.Forbidden;
  if (closeCode === TRY_AGAIN_LATER) socket.close(closeCode, AWAY);
  else socket.close(closeCode, error instanceof LinchpinError ? error.message.slice(0, 120) : code);
}

/** The document of a subscription, held against the limits that every document is held against. */
function readSubscription(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  caller: Caller,
  services: Services,
  documents: TrustedDocuments,
) {
  try {
    const { trusted, source, operationName, variables } = readRequest(payload, documents);
    if (settingsOf(services).documents === 'trusted' && trusted === undefined)
      authorise(caller.roles, 'documents:any');
    checkSource(source, variables);
    const document = parse(source, { maxTokens: LIMITS.tokens });
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== 'subscription')
      return refusal('Only subscriptions are served here; send the others by POST /graphql.');
    const [error] = validate(schema, document, specifiedRules, { maxErrors: 1 });
    if (error !== undefined) return refusal(withoutSuggestion(error.message));
    checkOperation(schema, document, operation, variables);
    return { document, operationName, variables };
  } catch (error) {
    if (error instanceof LinchpinError) return refusal(error.message, error.code);
    return refusal(error instanceof Error ? error.message : 'The document cannot be read.');
  }
}

/** What cannot be audited does not leave: its connection ends, and says so. */
const closing =
  ({ socket }: { readonly socket: Pick<WebSocket, 'close'> }) =>
  (error: unknown): never => {
    socket.close(TRY_AGAIN_LATER, AWAY);
    throw error;
  };

const codeOf = ({ extensions }: GraphQLFormattedError) => extensions?.code;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const refusal = (message: string, code: ErrorCode = 'BAD_INPUT') =>
  new GraphQLError(message, { extensions: { code } });

/** One audit entry for each event, with what it showed. */
async function recordEvent(args: ExecutionArgs, decision: AuditRecord['decision']): Promise<void> {
  const { schema, document, operationName, variableValues } = args;
  const context = args.contextValue as ApiContext;
  const operation = getOperationAST(document, operationName) ?? undefined;
  const variables = variableValues ?? {};
  await auditRequest(context, { schema, document, operation, variables, decision });
  context.touched.clear();
}
