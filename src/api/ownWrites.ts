import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from './requestContext.ts';

/** Lets what a mutation answers with stand on what it wrote, not on the facts as they were when the request came. */
export const ownWritesPlugin: ApolloServerPlugin<ApiContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      if (operation?.operation !== 'query') contextValue.facts = undefined;
    },
  }),
};
