import { type CallOptions, type Graph, touchedBetween, type Versions } from '../../graph/index.ts';
import type { Adjacency } from './Adjacency.ts';
import { NODE_KINDS, type NodeKind } from './kinds.ts';
import { keyOf, type NodeKey, nodeOfKey } from './nodeKey.ts';
import type { Change } from './replace/Change.ts';
import { replaceLinks } from './replace/replaceLinks.ts';
import { findTouched, readLinksOf, readNodes } from './repository.ts';
import { endsOf, linkOf } from './storedLink.ts';
import { nodeRowOf, timesOf } from './storedNode.ts';

/** Nodes to read again of which everything is read anew in place of them: more than so many, and one in so many. */
const MOST_NODES = 20_000;
const ONE_IN = 3;
const ALWAYS = 1_000;
const RECORD = 'RECORD|';

/**
 * The adjacency as the graph stands at later versions: only what the notes of the changes since then name is read again.
 * What was written meanwhile may be in it in part; its own note names it once more.
 * @returns undefined where it is not known what has changed, or where it is too much
 */
export async function bringForward(
  graph: Graph,
  adjacency: Adjacency,
  [before, after]: readonly [Versions, Versions],
  options?: CallOptions,
): Promise<Adjacency | undefined> {
  // A marking that is gone: another store under the same name.
  if ([...before.keys()].some((marking) => !after.has(marking))) return undefined;
  const touched = await touchedBetween(graph, before, after, options);
  if (touched === undefined || touched === 'everything' || touched.links === 'everything') return undefined;
  const { persons = [], offences = [], locations = [], links = [] } = touched;
  const recordIds = [
    ...persons,
    ...links.filter((key) => key.startsWith(RECORD)).map((key) => key.slice(RECORD.length)),
  ];
  const found = recordIds.length === 0 ? [] : await findTouched(graph, recordIds, options);
  const named = (kind: NodeKind, ids: readonly string[]) => ids.map((id) => ({ kind, id }));
  const nodes = distinct([
    ...named('PERSON', persons),
    ...found.map(({ kind, id }) => ({ kind: kind as NodeKind, id })),
    ...named('OFFENCE', offences),
    ...named('LOCATION', locations),
    ...links.filter((key) => !key.startsWith(RECORD)).map(nodeOfKey),
  ]);
  if (nodes.length === 0) return adjacency;
  if (nodes.length > Math.min(MOST_NODES, Math.max(ALWAYS, adjacency.size / ONE_IN))) return undefined;
  return replaceLinks(adjacency, await readAgain(graph, adjacency, nodes, options));
}

async function readAgain(
  graph: Graph,
  adjacency: Adjacency,
  touched: readonly NodeKey[],
  options?: CallOptions,
): Promise<Change> {
  const rows = await readLinksOf(graph, touched, options);
  const ends = rows.map((row) => {
    const [start, end] = endsOf(row);
    return [
      { kind: start, id: row.start },
      { kind: end, id: row.end },
    ] as const;
  });
  // What only lost a link may have gone with it.
  const nodes = distinct([...touched, ...ends.flat(), ...neighbours(adjacency, touched)]);
  const stored = await readNodes(graph, nodes, options);
  const there = new Map(
    stored.map((row) => [keyOf({ kind: row.kind as NodeKind, id: row.id }), row] as const),
  );
  const times = (node: NodeKey) => {
    const row = there.get(keyOf(node));
    return row === undefined ? undefined : timesOf(row);
  };
  return {
    touched,
    gone: nodes.filter((node) => !there.has(keyOf(node))),
    nodes: stored.map(nodeRowOf),
    links: rows.flatMap((row, at) => {
      const [start, end] = ends[at] ?? [];
      if (start === undefined || end === undefined) return [];
      return [linkOf(row, start, end, times(start) ?? times(end))];
    }),
  };
}

/** What touched nodes were linked to. */
function neighbours(
  { find, start, other, nodeKind, idOf }: Adjacency,
  touched: readonly NodeKey[],
): readonly NodeKey[] {
  const found = new Set<number>();
  for (const { kind, id } of touched) {
    const node = find(kind, id);
    if (node === undefined) continue;
    for (let half = start[node] ?? 0; half < (start[node + 1] ?? 0); half += 1) found.add(other[half] ?? 0);
  }
  return [...found].map((node) => ({ kind: NODE_KINDS[nodeKind[node] ?? 0] ?? 'PERSON', id: idOf(node) }));
}

const distinct = (nodes: readonly NodeKey[]): readonly NodeKey[] => [
  ...new Map(nodes.map((node) => [keyOf(node), node] as const)).values(),
];
