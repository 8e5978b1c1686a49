import type { LinkRow, NodeRow } from '../buildAdjacency.ts';
import type { NodeKey } from '../nodeKey.ts';

export interface ChangedLink extends Omit<LinkRow, 'start' | 'end'> {
  readonly start: NodeKey;
  readonly end: NodeKey;
}

/** What a change of the graph left. */
export interface Change {
  /** Nodes of which `links` holds every link. */
  readonly touched: readonly NodeKey[];
  readonly links: readonly ChangedLink[];
  /** Nodes as they stand: new ones, both ends of `links`, others that may have changed. */
  readonly nodes: readonly NodeRow[];
  /** Nodes that are there no more, and with them whatever led to them. */
  readonly gone: readonly NodeKey[];
}
