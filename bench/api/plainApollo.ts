import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { assembleSchema, type Services } from '../../src/api/index.ts';
import { openRefusals } from '../../src/api/refusals.ts';
import { type ApiContext, contextOf, requireCaller } from '../../src/api/requestContext.ts';

/**
 * Apollo as it comes: our schema and resolvers, our sign-in in front since nothing is answered without, and nothing else
 * of ours: no audit, no limits, no kept answers.
 */
export async function plainApollo(services: Services) {
  const app = express();
  const http = createServer(app);
  const apollo = new ApolloServer<ApiContext>({ schema: await assembleSchema() });
  await apollo.start();
  app.use(
    '/graphql',
    requireCaller(services, openRefusals(services)),
    express.json(),
    expressMiddleware(apollo, { context: async ({ req, res }) => contextOf(services, req, res) }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    port: (http.address() as AddressInfo).port,
    stop: async () => {
      http.closeAllConnections();
      http.close();
      await apollo.stop();
    },
  };
}
