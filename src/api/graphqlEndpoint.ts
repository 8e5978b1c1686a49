import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import { type GraphQLSchema, parse } from 'graphql';
import { type AuditRecord, authorise, type Caller } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { auditRefusal } from './auditRefusal.ts';
import type { TrustedDocuments } from './documents/documents.ts';
import { type Asked, readRequest } from './documents/readRequest.ts';
import { type AnswerKey, keyOf, mayBeKept, openKeptAnswers } from './kept/keptAnswers.ts';
import { readStanding } from './kept/repository.ts';
import { checkSource } from './limits/checkOperation.ts';
import { type ApiContext, contextOf, type Services, sendError } from './requestContext.ts';
import { settingsOf } from './settings.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const MEGABYTE = 1024 * 1024;

/**
 * `POST /graphql`. The answer to a trusted document whose fields depend on nothing but what is in its key is kept as
 * the bytes that left; whoever asks the same again, and may see and do the same while nothing has changed, is audited in
 * the same words and given the same bytes.
 */
export function graphqlEndpoint(
  services: Services,
  apollo: ApolloServer<ApiContext>,
  schema: GraphQLSchema,
  documents: TrustedDocuments,
): RequestHandler {
  const settings = settingsOf(services);
  const answers = openKeptAnswers(settings.keptMegabytes * MEGABYTE);
  const keepable = new Set(
    [...documents].flatMap(([id, { text }]) => (mayBeKept(schema, parse(text)) ? [id] : [])),
  );

  const keyFor = async (asked: Asked, caller: Caller, request: Request): Promise<AnswerKey | undefined> => {
    // Whoever wants another form of answer than JSON gets it made.
    if (!keepable.has(asked.id) || !/^(\*\/\*|application\/json)?$/.test(request.get('accept') ?? '')) return;
    return keyOf(asked.id, asked, caller, await readStanding(services.graph, caller.visible));
  };

  return async (request, response) => {
    if (response.locals.refused === true) return;
    const caller: Caller = response.locals.caller;
    const requestId: string = response.locals.requestId;
    try {
      const asked = readRequest(request.body, documents);
      if (settings.documents === 'trusted' && asked.trusted === undefined)
        authorise(caller.roles, 'documents:any');
      checkSource(asked.source, asked.variables);
      const key = await keyFor(asked, caller, request);
      const kept = key === undefined ? undefined : answers.get(key);
      if (kept !== undefined) {
        await services.audit.record({
          ...kept.entry,
          principal: caller,
          purpose: caller.purpose,
          requestId,
        });
        return send(response, 200, JSON_TYPE, kept.body);
      }
      const answer = await execute(services, apollo, asked, request, response);
      const { status, type, body, entries, tried } = answer;
      const [entry] = entries;
      // What Apollo refuses before it looks at the document meets no plugin.
      if (tried === 0) {
        const error = new LinchpinError('BAD_INPUT', `refused with ${status}`);
        await auditRefusal(services, { caller, operation: 'POST /graphql', requestId, error });
      }
      if (
        key !== undefined &&
        entry?.decision === 'ALLOWED' &&
        entries.length === 1 &&
        status === 200 &&
        // Nothing changed while it was made, so it is what the key says.
        (await keyFor(asked, caller, request).catch(() => undefined))?.key === key.key
      )
        answers.set(key, { body, entry });
      send(response, status, type, body);
    } catch (error) {
      await auditRefusal(services, { caller, operation: 'POST /graphql', requestId, error });
      sendError(response, error, services.logger);
    }
  };
}

/** Lets Apollo answer, and notes what was written to the audit meanwhile. */
async function execute(
  services: Services,
  apollo: ApolloServer<ApiContext>,
  { source, operationName, variables }: Asked,
  request: Request,
  response: Response,
) {
  const entries: AuditRecord[] = [];
  let tried = 0;
  const { audit } = services;
  const noted: Services['audit'] = {
    ...audit,
    record: async (entry, within) => {
      tried += 1;
      await audit.record(entry, within);
      entries.push(entry);
    },
  };
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers,
      search: '',
      body: { query: source, variables, ...(operationName === undefined ? {} : { operationName }) },
    },
    context: async () => contextOf({ ...services, audit: noted }, request, response),
  });
  if (answer.body.kind !== 'complete')
    throw new LinchpinError('BAD_INPUT', 'Answers are given in one piece; leave out @defer and @stream.');
  return {
    status: answer.status ?? 200,
    type: answer.headers.get('content-type') ?? JSON_TYPE,
    body: Buffer.from(answer.body.string),
    entries,
    /** Entries that were written or could not be: of the latter the answer is that the audit cannot be written. */
    tried,
  };
}

function send(response: Response, status: number, type: string, body: Buffer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
