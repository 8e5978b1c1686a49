import { type GraphQLSchema, graphql } from 'graphql';
import { expect } from 'vitest';
import type { Caller } from '../../../src/access/index.ts';
import type { Graph } from '../../../src/graph/index.ts';
import { leagueContext } from './leagueContext.ts';

/** Asks the API as this caller, without HTTP. An error in the answer fails the test. */
export async function askLeague(graph: Graph, schema: GraphQLSchema, caller: Caller, source: string) {
  const contextValue = leagueContext(graph, caller);
  const { data, errors } = await graphql({ schema, source, contextValue });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: an answer as it is printed
  return JSON.parse(JSON.stringify(data)) as any;
}
