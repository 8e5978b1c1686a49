import type { CallOptions, Graph, GraphTransaction } from './Graph.ts';

/**
 * What a change of facts touched. Tables are computed from persons (or records of theirs), offences and places that were
 * in the store before, and offences whose roles changed. `links` names what else the graph of links is to be read again
 * of, as `KIND|id` (kinds of src/links/adjacency/kinds.ts, and RECORD for whom a record describes): nodes that are new,
 * changed or gone, and of each link that is new, changed or gone at least one end.
 */
export type Touched =
  | 'everything'
  | {
      readonly persons?: readonly string[] | undefined;
      readonly offences?: readonly string[] | undefined;
      readonly locations?: readonly string[] | undefined;
      readonly links?: readonly string[] | 'everything' | undefined;
    };

/** One change of facts. */
export interface FactChange {
  /** Ids of the markings of what was written. */
  readonly markings: readonly string[];
  readonly touched: Touched;
}

/** Changes kept of each marking; who is further behind computes anew. */
const KEPT = 1_000;
/** Ids that one change names; a larger one has touched everything. */
const MOST_IDS = 10_000;
/** Ids that are read of several changes together; more are everything as well. */
const MOST_TOGETHER = 20_000;

/** Counts a change of facts under each of its markings and keeps what it touched, in the transaction that makes it. */
export async function recordChange(tx: GraphTransaction, { markings, touched }: FactChange): Promise<void> {
  // Always in one order, so that two writers never wait for each other crosswise.
  const ordered = [...new Set(markings)].sort();
  if (ordered.length === 0) return;
  const { persons, offences, locations, links = [] } = touched === 'everything' ? {} : touched;
  const named = {
    personIds: [...new Set(persons)],
    offenceIds: [...new Set(offences)],
    locationIds: [...new Set(locations)],
  };
  const number = Object.values(named).reduce((sum, ids) => sum + ids.length, 0);
  const everything = touched === 'everything' || number > MOST_IDS;
  const linkIds = links === 'everything' ? [] : [...new Set(links)];
  const everyLink = everything || links === 'everything' || linkIds.length > MOST_IDS;
  await tx.run('graph/record-change', {
    markings: ordered,
    everything,
    ...(everything ? { personIds: [], offenceIds: [], locationIds: [] } : named),
    everyLink,
    linkIds: everyLink ? [] : linkIds,
    kept: KEPT,
  });
}

/** Versions by marking. */
export type Versions = ReadonlyMap<string, number>;

/**
 * What was touched from one state of the graph to a later one, as far as these markings let see.
 * @returns undefined where it is not known any more
 */
export async function touchedBetween(
  graph: Graph,
  before: Versions,
  after: Versions,
  options?: CallOptions,
): Promise<Touched | undefined> {
  const ids: string[] = [];
  for (const [marking, version] of after) {
    const known = before.get(marking) ?? 0;
    // Numbers that went back are of another store under the same name.
    if (version < known || version - known > KEPT) return undefined;
    for (let number = known + 1; number <= version; number += 1) ids.push(`facts/${marking}/${number}`);
  }
  if (ids.length === 0) return {};
  const [row] = await graph.read('graph/list-fact-changes', { ids, most: MOST_TOGETHER }, options);
  if (row === undefined || row.found < ids.length) return undefined;
  if (row.everything) return 'everything';
  const { personIds: persons, offenceIds: offences, locationIds: locations } = row;
  return { persons, offences, locations, links: row.everyLink ? 'everything' : row.linkIds };
}

/** The version of what these markings let a caller see: equal numbers mean that nothing visible changed. */
export async function currentVersion(graph: Graph, visible: readonly string[]): Promise<number> {
  const [row] = await graph.read('graph/current-version', { visible });
  return row?.version ?? 0;
}
