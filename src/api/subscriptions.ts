import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { auditRequest, type Caller } from '../access/index.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { formatError } from './formatError.ts';
import { type ApiContext, callerFrom, contextFor, NOT_SIGNED_IN, type Services } from './requestContext.ts';

interface Limits {
  readonly maxTokens: number;
  readonly maxBytes: number;
  readonly rules: readonly ValidationRule[];
}
/** Of one connection at a time. */
const MOST_SUBSCRIPTIONS = 20;

interface Extra extends Record<PropertyKey, unknown> {
  caller?: Caller;
}

/**
 * Serves subscriptions over WebSocket at `/graphql` (protocol graphql-transport-ws), and nothing but subscriptions.
 * Token and purpose come in the connection's parameters (`authorization`, `purpose`); the token is looked at again
 * before each event, and each event's audit entry is durable before it leaves.
 * @returns what closes every connection
 */
export function serveSubscriptions(
  http: Server,
  schema: GraphQLSchema,
  services: Services,
  limits: Limits,
): { dispose: () => Promise<void> | void } {
  const server = new WebSocketServer({ server: http, path: '/graphql', maxPayload: limits.maxBytes });
  const format = formatError(services.logger);
  return useServer<Record<string, unknown>, Extra>(
    {
      schema,
      onConnect: async ({ extra, connectionParams }) => {
        const { authorization, purpose } = connectionParams ?? {};
        try {
          extra.caller = await callerFrom(services, textOf(authorization), textOf(purpose));
          return true;
        } catch (error) {
          const code = error instanceof LinchpinError ? error.code : 'INTERNAL';
          const refused = {
            principal: NOT_SIGNED_IN,
            purpose: (textOf(purpose) ?? '').slice(0, 500),
            action: 'NONE' as const,
            operation: `WebSocket /graphql: ${code}`,
            decision: 'REFUSED' as const,
            requestId: randomUUID(),
            ids: [],
            resultCount: 0,
            variables: '{}',
          };
          await services.audit
            .record(refused)
            .catch((failure: unknown) =>
              services.logger.error({ err: failure }, 'a refusal was not audited'),
            );
          extra.socket.close(
            closeCodeOf(code),
            error instanceof LinchpinError ? error.message.slice(0, 120) : code,
          );
          return false;
        }
      },
      onSubscribe: async ({ extra, connectionParams, subscriptions }, _id, payload) => {
        const { caller } = extra;
        if (caller === undefined)
          throw new LinchpinError('UNAUTHENTICATED', 'Send a token when you connect.');
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS)
          return [refusal(`One connection may hold ${MOST_SUBSCRIPTIONS} subscriptions.`)];
        const { query, operationName, variables } = payload;
        let document: ReturnType<typeof parse>;
        try {
          document = parse(query, { maxTokens: limits.maxTokens });
        } catch (error) {
          return [refusal(error instanceof Error ? error.message : 'The document cannot be read.')];
        }
        const operation = getOperationAST(document, operationName);
        if (operation?.operation !== 'subscription')
          return [refusal('Only subscriptions are served here; send the others by POST /graphql.')];
        const errors = validate(schema, document, [...specifiedRules, ...limits.rules], { maxErrors: 1 });
        if (errors.length > 0) return errors.map(({ message }) => refusal(message));
        const recheck = async () => {
          try {
            await callerFrom(services, textOf(connectionParams?.authorization), caller.purpose);
            return true;
          } catch {
            extra.socket.close(CloseCode.Unauthorized, 'The token no longer holds.');
            return false;
          }
        };
        return {
          schema,
          document,
          operationName: operationName ?? null,
          variableValues: variables ?? {},
          contextValue: contextFor(services, caller, randomUUID(), new AbortController(), recheck),
        };
      },
      onNext: async (_context, _id, _payload, args, result) => {
        await recordEvent(args);
        return result.errors === undefined
          ? undefined
          : {
              data: result.data ?? null,
              errors: result.errors.map((error) => format(error.toJSON(), error)),
            };
      },
      onError: async ({ extra }, _id, { operationName }, errors) => {
        const shown = errors.map((error) => format(error.toJSON(), error));
        const { caller } = extra;
        if (caller !== undefined)
          await services.audit.record({
            principal: caller,
            purpose: caller.purpose,
            action: 'CONSULTATION',
            operation: `subscription ${operationName ?? ''}`.trim(),
            decision: shown.some(({ extensions }) => extensions?.code === 'FORBIDDEN') ? 'REFUSED' : 'FAILED',
            requestId: randomUUID(),
            ids: [],
            resultCount: 0,
            variables: '{}',
          });
        return shown;
      },
    },
    server,
  );
}

/** RFC 6455's registry: 1013 says that the same may go well later. */
const TRY_AGAIN_LATER = 1013;

function closeCodeOf(code: ErrorCode): number {
  if (code === 'UNAVAILABLE' || code === 'TIMEOUT') return TRY_AGAIN_LATER;
  return code === 'UNAUTHENTICATED' ? CloseCode.Unauthorized : CloseCode.Forbidden;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const refusal = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } });

/** One audit entry for each event, with what it showed. */
async function recordEvent(args: ExecutionArgs): Promise<void> {
  const { schema, document, operationName, variableValues } = args;
  const context = args.contextValue as ApiContext;
  const operation = getOperationAST(document, operationName) ?? undefined;
  const variables = variableValues ?? {};
  await auditRequest(context, { schema, document, operation, variables, decision: 'ALLOWED' });
  context.touched.clear();
}
