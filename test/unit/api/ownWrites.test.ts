import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from 'vitest';
import { ownWritesPlugin } from '../../../src/api/ownWrites.ts';
import type { ApiContext } from '../../../src/api/requestContext.ts';

const FACTS = new Map([['OFFICIAL', 7]]);

/** What resolvers are told of where the facts stood when the request came. */
async function toldBy(operation: 'query' | 'mutation'): Promise<unknown> {
  const told: unknown[] = [];
  const ask = (_root: unknown, _args: unknown, context: ApiContext) => {
    told.push(context.facts);
    return true;
  };
  const server = new ApolloServer<ApiContext>({
    typeDefs: 'type Query { ask: Boolean } type Mutation { ask: Boolean }',
    resolvers: { Query: { ask }, Mutation: { ask } },
    plugins: [ownWritesPlugin],
  });
  const contextValue = { facts: FACTS } as unknown as ApiContext;
  await server.executeOperation({ query: `${operation} { ask }` }, { contextValue });
  await server.stop();
  return told[0];
}

describe('the facts as they stood when a request came', () => {
  it('are known to a query', async () => {
    expect(await toldBy('query')).toBe(FACTS);
  });

  it('are not what a mutation answers from, which may have changed them', async () => {
    expect(await toldBy('mutation')).toBeUndefined();
  });
});
