import type { CallOptions, Graph, Params } from '../../graph/index.ts';

export const findThings = (
  graph: Graph,
  keys: { readonly ids: readonly string[]; readonly visible: readonly string[] },
  options?: CallOptions,
) => graph.read('links/find-things', keys, options);

export const findEvidence = (graph: Graph, asked: Params<'links/find-evidence'>, options?: CallOptions) =>
  graph.read('links/find-evidence', asked, options);
