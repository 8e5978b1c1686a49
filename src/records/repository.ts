import {
  type CallOptions,
  currentVersion,
  type Graph,
  type GraphTransaction,
  type Params,
} from '../graph/index.ts';

interface ByIds {
  readonly ids: readonly string[];
  readonly visible: readonly string[];
}

export const findPersons = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('records/find-persons', keys, options);
export const findOffences = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('records/find-offences', keys, options);
export const listOffenceTexts = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('records/list-offence-texts', keys, options);
export const findLocations = (graph: Graph, keys: ByIds, options?: CallOptions) =>
  graph.read('records/find-locations', keys, options);

interface OfOffences {
  readonly offenceIds: readonly string[];
  readonly visible: readonly string[];
}
export const listSuspects = (graph: Graph, keys: OfOffences, options?: CallOptions) =>
  graph.read('records/list-suspects', keys, options);
export const listVictims = (graph: Graph, keys: OfOffences, options?: CallOptions) =>
  graph.read('records/list-victims', keys, options);

interface OfPersons {
  readonly personIds: readonly string[];
  readonly visible: readonly string[];
}
export const listRecords = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('records/list-records', keys, options);
export const listSuspectOffences = (graph: Graph, keys: OfPersons, options?: CallOptions) =>
  graph.read('records/list-suspect-offences', keys, options);

export const findMarked = (graph: Graph, keys: Params<'records/find-marked'>, options?: CallOptions) =>
  graph.read('records/find-marked', keys, options);
export const listMarkingChanges = (
  graph: Graph,
  keys: { readonly subject: string; readonly visible: readonly string[] },
  options?: CallOptions,
) => graph.read('records/list-marking-changes', keys, options);
export const writeMarkingChange = (
  tx: GraphTransaction,
  change: Params<'records/write-marking-change'>['change'],
) => tx.run('records/write-marking-change', { change });

interface Statistics {
  readonly nodes: readonly { readonly kind: string; readonly count: number }[];
  readonly relationships: readonly { readonly kind: string; readonly count: number }[];
}
const kept = new WeakMap<Graph, Map<string, Statistics>>();

/** Visible nodes and relationships by kind, counted once for each version of what the caller may see. */
export async function countGraph(
  graph: Graph,
  visible: readonly string[],
  options?: CallOptions,
): Promise<Statistics> {
  const key = `${await currentVersion(graph, visible)}|${visible.join(',')}`;
  const known = kept.get(graph)?.get(key);
  if (known !== undefined) return known;
  const nodes = await graph.read('records/count-nodes', { visible }, options);
  const relationships = await graph.read('records/count-relationships', { visible }, options);
  const counted = { nodes, relationships };
  kept.set(graph, new Map([[key, counted]]));
  return counted;
}
