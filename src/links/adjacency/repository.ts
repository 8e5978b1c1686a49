import type { CallOptions, Graph } from '../../graph/index.ts';

export const streamNodes = (graph: Graph, options?: CallOptions) =>
  graph.stream('links/load-nodes', {}, options);
export const streamLinks = (graph: Graph, options?: CallOptions) =>
  graph.stream('links/load-links', {}, options);
