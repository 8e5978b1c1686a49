import type { Graph, Params } from '../../graph/index.ts';

export const writeEntries = (graph: Graph, entries: Params<'access/write-audit-entries'>['entries']) =>
  graph.write('access/write-audit-entries', { entries });
