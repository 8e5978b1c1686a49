import type { CallOptions, Graph } from '../../graph/index.ts';
import { inTurns } from '../turns/inParts.ts';
import { beginTurn } from '../turns/Turn.ts';
import type { Adjacency } from './Adjacency.ts';
import { adjacencyBuilder } from './buildAdjacency.ts';
import { streamLinks, streamNodes } from './repository.ts';
import { endsOf, linkOf, linksOfRow } from './storedLink.ts';
import { nodeRowOf, type Times, timesOf } from './storedNode.ts';

/** Reads every node and link of the store. */
export async function loadAdjacency(graph: Graph, options?: CallOptions): Promise<Adjacency> {
  const builder = adjacencyBuilder();
  const times = new Map<number, Times>();
  for await (const row of streamNodes(graph, options)) {
    const node = builder.addNode(nodeRowOf(row));
    const own = timesOf(row);
    if (own !== undefined) times.set(node, own);
  }
  for await (const row of streamLinks(graph, options))
    for (const link of linksOfRow(row)) {
      const [startKind, endKind] = endsOf(link);
      const [start, end] = [builder.find(startKind, link.start), builder.find(endKind, link.end)];
      // Written between the two readings: the note of that change names an end of the link, and it is read then.
      if (start === undefined || end === undefined) continue;
      builder.addLink(linkOf(link, start, end, times.get(start) ?? times.get(end)));
    }
  return inTurns(builder.building(), beginTurn());
}
