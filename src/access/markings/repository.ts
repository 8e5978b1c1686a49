import type { Graph, GraphTransaction, Params } from '../../graph/index.ts';

/** Every marking in use, with its level, compartments and version. */
export const listMarkings = (graph: Graph) => graph.read('graph/list-markings', {});

export const writeMarkings = (tx: GraphTransaction, markings: Params<'graph/ensure-markings'>['markings']) =>
  tx.run('graph/ensure-markings', { markings });
