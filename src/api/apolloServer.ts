import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { GraphQLSchema } from 'graphql';
import { auditPlugin } from './auditPlugin.ts';
import { formatError } from './formatError.ts';
import { LIMITS } from './limits/limits.ts';
import { limitsPlugin } from './limits/limitsPlugin.ts';
import { ownWritesPlugin } from './ownWrites.ts';
import type { ApiContext, Services } from './requestContext.ts';

const DRAIN_MS = 10_000;

/** Apollo with everything off that we do not need, or do ourselves. */
export function apolloServer(
  schema: GraphQLSchema,
  http: Server,
  { production, logger }: Services,
): ApolloServer<ApiContext> {
  return new ApolloServer<ApiContext>({
    schema,
    plugins: [
      limitsPlugin(production),
      ownWritesPlugin,
      auditPlugin,
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: DRAIN_MS }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: 1 },
    // In production the plugin asks for the right.
    introspection: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    formatError: formatError(logger),
  });
}
