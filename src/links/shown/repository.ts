import type { CallOptions, Graph, Params } from '../../graph/index.ts';

interface ByIds {
  readonly ids: readonly string[];
  readonly visible: readonly string[];
}

export const findThings = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('links/find-things', keys, options);
export const findPlaces = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('links/find-places', keys, options);

export const findEvidence = (graph: Graph, asked: Params<'links/find-evidence'>, options?: CallOptions) =>
  graph.read('links/find-evidence', asked, options);
