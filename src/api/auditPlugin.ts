import type { ApolloServerPlugin } from '@apollo/server';
import { auditRequest } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { ApiContext } from './requestContext.ts';

/** Writes one audit entry a request and waits until it is durable: an answer never leaves before its entry. */
export const auditPlugin: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, request, document, operation, schema, response }) => {
      const body = response.body.kind === 'single' ? response.body.singleResult : undefined;
      const codes = (body?.errors ?? []).map(({ extensions }) => String(extensions?.code));
      const decision = codes.includes('FORBIDDEN') ? 'REFUSED' : codes.length > 0 ? 'FAILED' : 'ALLOWED';
      const variables = request.variables ?? {};
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
