import type { ApolloServerPlugin } from '@apollo/server';
import { getOperationAST } from 'graphql';
import { auditRequest } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import { decisionOf } from './decisionOf.ts';
import type { ApiContext } from './requestContext.ts';

/** Writes one audit entry a request and waits until it is durable: an answer never leaves before its entry. */
export const auditPlugin: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, request, document, schema, response }) => {
      const body = response.body.kind === 'single' ? response.body.singleResult : undefined;
      const codes = (body?.errors ?? []).map(({ extensions }) => String(extensions?.code));
      const decision = decisionOf(codes);
      const variables = request.variables ?? {};
      // Of a document that was read and then refused it tells what was tried.
      const operation =
        document === undefined ? undefined : (getOperationAST(document, request.operationName) ?? undefined);
      try {
        await auditRequest(contextValue, { schema, document, operation, variables, decision });
      } catch (error) {
        const words = error instanceof LinchpinError ? error.message : 'The audit cannot be written.';
        response.body = {
          kind: 'single',
          singleResult: { errors: [{ message: words, extensions: { code: 'UNAVAILABLE' } }] },
        };
      }
    },
  }),
};
