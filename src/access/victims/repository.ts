import type { CallOptions, Graph, Params } from '../../graph/index.ts';

export const listProtectedWords = (
  graph: Graph,
  keys: Params<'access/list-protected-words'>,
  options?: CallOptions,
) => graph.read('access/list-protected-words', keys, options);
