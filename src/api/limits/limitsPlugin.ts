import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { authorise } from '../../access/index.ts';
import { LinchpinError } from '../../errors/LinchpinError.ts';
import type { ApiContext } from '../requestContext.ts';
import { checkOperation, introspects } from './checkOperation.ts';

/**
 * Holds each operation against the limits, with its variables; and in production asks for the right `schema:read` where
 * it asks about the schema. It runs for every request, since a document that was valid once is not validated again.
 */
export const limitsPlugin = (production: boolean): ApolloServerPlugin<ApiContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      // Where none is found, Apollo says so.
      if (operation === undefined) return;
      try {
        checkOperation(schema, document, operation, request.variables ?? {});
        if (production && introspects(document)) authorise(contextValue.caller.roles, 'schema:read');
      } catch (error) {
        if (!(error instanceof LinchpinError)) throw error;
        const status = error.code === 'FORBIDDEN' ? 403 : 400;
        throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status } } });
      }
    },
  }),
});
