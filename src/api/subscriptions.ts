import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AuditRecord, auditRequest, authorise, type Caller } from '../access/index.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import { closeAtExpiry } from './closeAtExpiry.ts';
import { AWAY, closeFor, TRY_AGAIN_LATER } from './closeFor.ts';
import { countPerMinute } from './countPerMinute.ts';
import { decisionOf } from './decisionOf.ts';
import type { TrustedDocuments } from './documents/documents.ts';
import { readRequest } from './documents/readRequest.ts';
import { formatError, withoutSuggestion } from './formatError.ts';
import { checkOperation, checkSource } from './limits/checkOperation.ts';
import { BODY_BYTES, LIMITS } from './limits/limits.ts';
import { oncePerMinute } from './oncePerMinute.ts';
import type { Refusals } from './refusals.ts';
import { type ApiContext, contextFor, type Services, signIn } from './requestContext.ts';
import { settingsOf } from './settings.ts';
import { serveWebSockets } from './webSockets.ts';

const LESS = 'You may see less than before; connect again.';
/** As the audit names what is refused. */
const OPERATION = 'WebSocket /graphql';
const EXPIRED = 'The token has expired; get a new one.';
/** Of one connection at a time. */
const MOST_SUBSCRIPTIONS = 20;

interface Extra extends Record<PropertyKey, unknown> {
  caller?: Caller;
  /** Of whom this connection is counted, once it is. */
  counted?: string;
}

/** A subscription as far as it was read. */
interface Asked {
  readonly context: ApiContext;
  document?: DocumentNode;
  operation?: OperationDefinitionNode;
  variables?: Readonly<Record<string, unknown>>;
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
  refusals: Refusals,
): { dispose: () => Promise<void> } {
  const server = new WebSocketServer({ server: http, path: '/graphql', maxPayload: BODY_BYTES });
  const format = formatError(services.logger);
  const { concurrent, requestsPerMinute } = settingsOf(services);
  const subscribed = countPerMinute(services.clock, requestsPerMinute);
  /** What each message asked, as far as it was read: for the audit. */
  const askedBy = new WeakMap<object, Asked>();
  const first = oncePerMinute(services.clock);
  const connections = new Map<string, number>();
  const count = (subject: string, more: number) => {
    const number = (connections.get(subject) ?? 0) + more;
    if (number > 0) connections.set(subject, number);
    else connections.delete(subject);
  };
  /** One audit entry for each event or refusal, with what it showed. */
  const record = async (
    { context, document, operation, variables = {} }: Asked,
    decision: AuditRecord['decision'],
  ) => {
    await auditRequest(context, { schema, document, operation, variables, decision });
    context.touched.clear();
  };
  /** Audits the refusal of one who is signed in; the error then ends the connection. */
  const refusing =
    (caller: Caller) =>
    async (error: unknown): Promise<never> => {
      await auditRefusal(services, { caller, operation: OPERATION, requestId: randomUUID(), error });
      throw error;
    };
  /** Connections and subscriptions that are asked for count like requests. @throws LinchpinError RATE_LIMITED, which ends the connection */
  const holdToRate = async (caller: Caller) => {
    const manner = subscribed(caller.subject);
    if (manner === 'usual') return;
    const error = new LinchpinError('RATE_LIMITED', `You may ask ${requestsPerMinute} times a minute.`);
    if (manner === 'quiet') throw error;
    await refusing(caller)(error);
  };
  /** Refuses one who has as many open as they may. @throws LinchpinError RATE_LIMITED */
  const tooManyOpen = async (caller: Caller) => {
    const error = new LinchpinError('RATE_LIMITED', `You have ${concurrent} connections open.`);
    if (first(caller.subject)) await refusing(caller)(error);
    throw error;
  };
  return serveWebSockets<Extra>(
    server,
    {
      schema,
      onConnect: async ({ extra, connectionParams }) => {
        const { authorization, purpose } = connectionParams ?? {};
        let caller: Caller;
        try {
          ({ caller } = await signIn(services, textOf(authorization), textOf(purpose)));
        } catch (error) {
          const refused = {
            purpose: textOf(purpose),
            operation: OPERATION,
            requestId: randomUUID(),
            error,
          };
          await refusals.audit(extra.request, refused);
          closeFor(extra.socket, error);
          return false;
        }
        try {
          await holdToRate(caller);
          // Nothing is waited for between this and the count.
          if ((connections.get(caller.subject) ?? 0) >= concurrent) await tooManyOpen(caller);
        } catch (error) {
          closeFor(extra.socket, error);
          return false;
        }
        // Who has gone meanwhile was closed already, before there was anything to take back.
        if (extra.socket.readyState !== extra.socket.OPEN) return false;
        count(caller.subject, 1);
        extra.counted = caller.subject;
        extra.caller = caller;
        closeAtExpiry(extra.socket, caller.expiresAt, services.clock, () =>
          closeFor(extra.socket, new LinchpinError('UNAUTHENTICATED', EXPIRED)),
        );
        return true;
      },
      onClose: ({ extra }) => {
        if (extra.counted !== undefined) count(extra.counted, -1);
      },
      onSubscribe: async ({ extra, connectionParams, subscriptions }, _id, payload) => {
        if (extra.caller === undefined)
          throw new LinchpinError('UNAUTHENTICATED', 'Send a token when you connect.');
        const { purpose } = extra.caller;
        await holdToRate(extra.caller);
        const callerNow = async () =>
          (await signIn(services, textOf(connectionParams?.authorization), purpose)).caller;
        // Who calls, and what he may see now: a connection may be hours older than its newest subscription.
        const caller = await callerNow().catch(refusing(extra.caller));
        extra.caller = caller;
        const recheck = async () => {
          const next = await callerNow().catch((error: unknown) => closeFor(extra.socket, error));
          if (next === undefined) return false;
          const lost = context.caller.visible.some((id) => !next.visible.includes(id));
          // What has been read for this event may show what is no longer to be seen.
          if (lost) closeFor(extra.socket, new LinchpinError('FORBIDDEN', LESS));
          else Object.assign(context, { caller: next });
          return !lost;
        };
        const context = contextFor(services, caller, randomUUID(), new AbortController(), recheck);
        const asked: Asked = { context };
        askedBy.set(payload, asked);
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS)
          return [refusal(`One connection may hold ${MOST_SUBSCRIPTIONS} subscriptions.`)];
        const read = readSubscription(schema, payload, asked, services, documents);
        if (read instanceof GraphQLError) return [read];
        const { document, operationName, variables } = read;
        return {
          schema,
          document,
          operationName: operationName ?? null,
          variableValues: variables,
          contextValue: context,
        };
      },
      onNext: async ({ extra }, _id, payload, _args, result) => {
        // A source that refuses comes this way as well.
        const errors = result.errors?.map((error) => format(error.toJSON(), error));
        const asked = askedBy.get(payload);
        if (asked === undefined) throw new LinchpinError('INTERNAL', 'An event that nobody asked for.');
        await record(asked, decisionOf((errors ?? []).map(codeOf))).catch(closing(extra));
        return errors === undefined ? undefined : { data: result.data ?? null, errors };
      },
      onError: async ({ extra }, _id, payload, errors) => {
        const shown = errors.map((error) => format(error.toJSON(), error));
        const asked = askedBy.get(payload);
        if (asked !== undefined) await record(asked, decisionOf(shown.map(codeOf))).catch(closing(extra));
        return shown;
      },
    },
    services.logger,
  );
}

/**
 * The document of a subscription, held against the limits that every document is held against. What could be read of it
 * stands in `asked`, whether it is refused or not.
 */
function readSubscription(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  asked: Asked,
  services: Services,
  documents: TrustedDocuments,
) {
  const { caller } = asked.context;
  try {
    const { trusted, source, operationName, variables } = readRequest(payload, documents);
    if (settingsOf(services).documents === 'trusted' && trusted === undefined)
      authorise(caller.roles, 'documents:any');
    checkSource(source, variables);
    const document = parse(source, { maxTokens: LIMITS.tokens });
    const operation = getOperationAST(document, operationName);
    Object.assign(asked, { document, variables });
    if (operation === null || operation === undefined)
      return refusal('Name in operationName one operation of the document.');
    asked.operation = operation;
    if (operation.operation !== 'subscription')
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
