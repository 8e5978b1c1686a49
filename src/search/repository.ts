import type { CallOptions, Graph } from '../graph/index.ts';

interface TextQuery {
  readonly query: string;
  readonly words: readonly string[];
  readonly visible: readonly string[];
  readonly limit: number;
}
export const findPersonsByName = (graph: Graph, query: TextQuery, options?: CallOptions) =>
  graph.read('search/find-persons', query, options);
export const findLocationsByText = (graph: Graph, query: TextQuery, options?: CallOptions) =>
  graph.read('search/find-locations', query, options);

export const findExact = (
  graph: Graph,
  keys: {
    readonly texts: readonly string[];
    readonly identifierIds: readonly string[];
    readonly visible: readonly string[];
  },
  options?: CallOptions,
) => graph.read('search/find-exact', keys, options);

export const findNominalsByIdentifier = (
  graph: Graph,
  keys: {
    readonly ids: readonly string[];
    readonly identifierIds: readonly string[];
    readonly visible: readonly string[];
  },
  options?: CallOptions,
) => graph.read('search/find-nominals-by-identifier', keys, options);

export const findIdentifiers = (
  graph: Graph,
  keys: { readonly ids: readonly string[]; readonly visible: readonly string[] },
  options?: CallOptions,
) => graph.read('search/find-identifiers', keys, options);
