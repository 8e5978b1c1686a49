import type { CallOptions, Graph, Params } from '../../graph/index.ts';

export const findPlacesInArea = (
  graph: Graph,
  asked: Params<'links/find-places-in-area'>,
  options?: CallOptions,
) => graph.read('links/find-places-in-area', asked, options);
