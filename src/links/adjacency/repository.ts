import type { CallOptions, Graph } from '../../graph/index.ts';
import type { NodeKey } from './nodeKey.ts';

export const streamNodes = (graph: Graph, options?: CallOptions) =>
  graph.stream('links/load-nodes', {}, options);
export const streamLinks = (graph: Graph, options?: CallOptions) =>
  graph.stream('links/load-links', {}, options);

export const readLinksOf = (graph: Graph, nodes: readonly NodeKey[], options?: CallOptions) =>
  graph.read('links/read-links-of', { nodes }, options);
export const readNodes = (graph: Graph, nodes: readonly NodeKey[], options?: CallOptions) =>
  graph.read('links/read-nodes', { nodes }, options);
export const findTouched = (graph: Graph, recordIds: readonly string[], options?: CallOptions) =>
  graph.read('links/find-touched', { recordIds }, options);
