import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import express from 'express';
import helmet from 'helmet';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { assembleSchema } from './assembleSchema.ts';
import { auditPlugin } from './auditPlugin.ts';
import { exportDownload } from './exportDownload.ts';
import { formatError } from './formatError.ts';
import { importUpload } from './importUpload.ts';
import { type ApiContext, contextOf, requireCaller, type Services, sendError } from './requestContext.ts';
import { serveSubscriptions } from './subscriptions.ts';
import { servePages } from './welcomePage.ts';

export interface RunningService {
  readonly port: number;
  /** Finishes the requests under way, then closes. */
  stop(): Promise<void>;
}

/** A league with every contribution and its offence is nine levels deep. */
const MAX_DEPTH = 12;
const MAX_COST = 20_000;
const MAX_TOKENS = 2_000;
const BODY_LIMIT = '100kb';
const READY_TIMEOUT_MS = 2_000;
const DRAIN_MS = 10_000;

/**
 * Serves GraphQL, imports and health over HTTP.
 * @throws LinchpinError MISSING_TOOL when the port is taken
 */
export async function startService(
  services: Services,
  address: { readonly host: string; readonly port: number },
): Promise<RunningService> {
  const app = express();
  const http = createServer(app);
  const armor = new ApolloArmor({
    maxDepth: { n: MAX_DEPTH, ignoreIntrospection: true },
    maxAliases: { n: 15 },
    maxDirectives: { n: 5 },
    maxTokens: { enabled: false },
    costLimit: { maxCost: MAX_COST, ignoreIntrospection: true },
    blockFieldSuggestion: { enabled: services.production },
  }).protect();
  const schema = await assembleSchema();
  const subscriptions = serveSubscriptions(http, schema, services, {
    maxTokens: MAX_TOKENS,
    maxBytes: 100_000,
    rules: armor.validationRules,
  });
  const apollo = new ApolloServer<ApiContext>({
    schema,
    ...armor,
    // The libraries declare their plugins once for each module system, so their types never meet.
    plugins: [
      ...armor.plugins,
      auditPlugin,
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: DRAIN_MS }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ] as unknown as ApolloServerPlugin<ApiContext>[],
    parseOptions: { maxTokens: MAX_TOKENS },
    introspection: !services.production,
    hideSchemaDetailsFromClientErrors: services.production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: formatError(services.logger),
  });
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
  app.get('/league-runs/:id.:format', requireCaller(services), exportDownload(services));
  app.post('/import', requireCaller(services), importUpload(services));
  app.use(
    '/graphql',
    requireCaller(services),
    express.json({ limit: BODY_LIMIT }),
    expressMiddleware(apollo, { context: async ({ req, res }) => contextOf(services, req, res) }),
  );
  servePages(app, services);
  app.use(
    (error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
      if (error instanceof LinchpinError) return sendError(response, error, services.logger);
      const status =
        typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
      if (status >= 500) services.logger.error({ err: error }, 'request failed');
      const [code, message] =
        status === 413
          ? ['QUERY_TOO_EXPENSIVE', `The body is larger than ${BODY_LIMIT}.`]
          : status < 500
            ? ['BAD_INPUT', 'The body cannot be read; send JSON.']
            : ['INTERNAL', 'Something went wrong; the log has it.'];
      response.status(status).json({ errors: [{ message, extensions: { code } }] });
    },
  );

  http.listen(address.port, address.host);
  await Promise.race([
    once(http, 'listening'),
    once(http, 'error').then(([cause]) => {
      const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
      throw new LinchpinError(
        'MISSING_TOOL',
        taken
          ? `Port ${address.port} is taken. Stop what uses it, or set LINCHPIN_PORT (0 picks a free one).`
          : `${address.host}:${address.port} cannot be listened on.`,
        { cause },
      );
    }),
  ]);
  return {
    port: (http.address() as AddressInfo).port,
    stop: async () => {
      await subscriptions.dispose();
      await apollo.stop();
    },
  };
}
