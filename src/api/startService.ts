import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import helmet from 'helmet';
import { onlyOnce } from '../collections/onlyOnce.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { answerFailure } from './answerFailure.ts';
import { apolloServer } from './apolloServer.ts';
import { assembleSchema } from './assembleSchema.ts';
import { auditRefusedOf } from './auditRefused.ts';
import { readDocuments } from './documents/documents.ts';
import { exportDownload } from './exportDownload.ts';
import { graphqlEndpoint } from './graphqlEndpoint.ts';
import { importUpload } from './importUpload.ts';
import { BODY_LIMIT } from './limits/limits.ts';
import { limitConnections, receiveInTime } from './receiving.ts';
import { openRefusals } from './refusals.ts';
import { requireCaller, type Services, sendError } from './requestContext.ts';
import { serveSubscriptions } from './subscriptions.ts';
import { throttle } from './throttle.ts';
import { servePages } from './welcomePage.ts';

export interface RunningService {
  readonly port: number;
  /** Finishes the requests under way, then closes; who asks again waits for the same end. */
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 2_000;
/** How often sockets are looked at that are too slow to say what they want. */
const CHECK_CONNECTIONS_MS = 1_000;

/**
 * Serves GraphQL, imports and health over HTTP.
 * @throws LinchpinError MISSING_TOOL when the port is taken
 */
export async function startService(
  services: Services,
  address: { readonly host: string; readonly port: number },
): Promise<RunningService> {
  const app = express();
  const http = createServer({ connectionsCheckingInterval: CHECK_CONNECTIONS_MS }, app);
  limitConnections(http, services);
  const documents = services.documents ?? readDocuments();
  const schema = await assembleSchema();
  const refusals = openRefusals(services);
  const auditRefused = auditRefusedOf(services, refusals);
  const subscriptions = serveSubscriptions(http, schema, services, documents, refusals);
  const apollo = apolloServer(schema, http, services);
  await apollo.start();

  app.disable('x-powered-by');
  // The explorer of development runs scripts of its own; in production only our one page is served.
  app.use(
    helmet({
      contentSecurityPolicy: services.production,
      crossOriginEmbedderPolicy: false,
    }),
  );
  app.get('/health/live', (_request, response) => response.json({ status: 'live' }));
  app.get('/health/ready', async (_request, response) => {
    try {
      await services.graph.verify(READY_TIMEOUT_MS);
      response.json({ status: 'ready' });
    } catch (error) {
      const reason = error instanceof LinchpinError ? error.message : 'The store does not answer.';
      response.status(503).json({ status: 'not ready', reason });
    }
  });
  const signedIn = [requireCaller(services, refusals), ...throttle(services)];
  app.get('/league-runs/:id.:format', signedIn, exportDownload(services));
  app.post('/import', signedIn, importUpload(services));
  app.post(
    '/graphql',
    receiveInTime(services, auditRefused),
    signedIn,
    express.json({ limit: BODY_LIMIT }),
    graphqlEndpoint(services, apollo, schema, documents),
  );
  app.all('/graphql', async (request, response) => {
    const other = new LinchpinError('BAD_INPUT', 'Send requests by POST /graphql.');
    await auditRefused(request, response, other);
    response.setHeader('Allow', 'POST');
    sendError(response, other, services.logger, 405);
  });
  servePages(app, services);
  app.use(answerFailure(services, auditRefused));

  http.listen(address.port, address.host);
  try {
    // Rejects with what `error` says instead.
    await once(http, 'listening');
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw new LinchpinError(
      'MISSING_TOOL',
      taken
        ? `Port ${address.port} is taken. Stop what uses it, or set LINCHPIN_PORT (0 picks a free one).`
        : `${address.host}:${address.port} cannot be listened on.`,
      { cause },
    );
  }
  return {
    port: (http.address() as AddressInfo).port,
    stop: onlyOnce(async () => {
      await subscriptions.dispose();
      await apollo.stop();
      await refusals.close();
    }),
  };
}
