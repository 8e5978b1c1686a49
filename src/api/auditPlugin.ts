import type { ApolloServerPlugin } from '@apollo/server';
import { redact } from '../access/index.ts';
import { LinchpinError } from '../errors/LinchpinError.ts';
import type { ApiContext } from './requestContext.ts';

/** Writes one audit entry a request and waits until it is durable: an answer never leaves before its entry. */
export const auditPlugin: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, request, operation, operationName, response }) => {
      const { caller, audit, requestId, touched } = contextValue;
      const body = response.body.kind === 'single' ? response.body.singleResult : undefined;
      const codes = (body?.errors ?? []).map(({ extensions }) => String(extensions?.code));
      const fields = operation?.selectionSet.selections.flatMap((selection) =>
        selection.kind === 'Field' ? [selection.name.value] : [],
      );
      try {
        await audit.record({
          principal: caller,
          purpose: caller.purpose,
          operation:
            `${operation?.operation ?? 'unread'} ${operationName ?? ''} { ${(fields ?? []).join(' ')} }`.replace(
              /\s+/g,
              ' ',
            ),
          decision: codes.includes('FORBIDDEN') ? 'REFUSED' : codes.length > 0 ? 'FAILED' : 'ALLOWED',
          requestId,
          ids: [...touched].sort(),
          resultCount: touched.size,
          variables: redact(request.variables ?? {}),
        });
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
