import { readFileSync } from 'node:fs';
import { Neo4jGraphQL } from '@neo4j/graphql';
import type { GraphQLSchema } from 'graphql';
import type { Driver } from 'neo4j-driver';
import { driverEndingWith, type Graph } from '../graph/index.ts';

/** What `@neo4j/graphql` looks for in the context of a request. */
export interface CatalogueContext {
  readonly executionContext: Driver;
  readonly sessionConfig: { readonly database: string };
  readonly jwt: { readonly markings: readonly string[] };
  readonly transaction: { readonly timeout: number; readonly metadata: Readonly<Record<string, string>> };
}

/** Longest a generated query may run; the library sets no limit of its own. */
const TIMEOUT_MS = 15_000;

export function catalogueContext(
  graph: Graph,
  database: string,
  request: {
    readonly visible: readonly string[];
    readonly user: string;
    readonly requestId: string;
    readonly signal: AbortSignal;
  },
): CatalogueContext {
  return {
    executionContext: driverEndingWith(graph, request.signal),
    sessionConfig: { database },
    jwt: { markings: request.visible },
    transaction: {
      timeout: TIMEOUT_MS,
      metadata: { app: 'linchpin', operation: 'catalogue', user: request.user, requestId: request.requestId },
    },
  };
}

/**
 * The generated, read-only catalogue. Its types and fields carry a prefix of their own, so that the two halves of the
 * schema never share a name; filters and sorting are off wherever they would tell what a caller may not see.
 */
export async function buildCatalogue(): Promise<GraphQLSchema> {
  const typeDefs = readFileSync(new URL('./catalogue.graphql', import.meta.url), 'utf8');
  return new Neo4jGraphQL({
    typeDefs,
    features: {
      excludeDeprecatedFields: {
        mutationOperations: true,
        aggregationFilters: true,
        aggregationFiltersOutsideConnection: true,
        relationshipFilters: true,
        attributeFilters: true,
      },
    },
  }).getSchema();
}
