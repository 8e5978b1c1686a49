import type { CallOptions, Graph, Params } from '../../graph/index.ts';

export const countCoverage = (graph: Graph, scope: Params<'league/count-coverage'>, options?: CallOptions) =>
  graph.read('league/count-coverage', scope, options);
