import type { NodeKind } from './kinds.ts';

/** Bit of `kind` of a half link that is walked from the end of its relationship to its start. */
export const REVERSED = 32;
/** Bit of `kind` of a half link whose fact its source has taken back: it protects, and is never walked. */
export const ENDED = 64;
/** Bit of `kind` of a half link of a suspect who was eliminated or acquitted: it is walked, and ties nobody. */
export const CLEARED = 128;
export const KIND_BITS = 31;

/** Bit of `guarded` of a person with a role that may protect them. */
export const GUARDED = 1;
/** Bit of `guarded` of a node with a link to such a person, or with one that is ended: not all its links may be followed. */
export const BESIDE = 2;

/** In `openDegree` of a node with bits in `guarded`. */
export const NOT_OPEN = 0xffffffff;

/**
 * Every link of the graph in flat arrays: of node `n` the half links `start[n]` to `start[n + 1] - 1`. 9 bytes a half
 * link and 14 a link: 16 bytes each way. What is shown of nodes and links is read from the store.
 */
export interface Adjacency {
  /** How many nodes there are. */
  readonly size: number;
  /** Places in NODE_KINDS. */
  readonly nodeKind: Uint8Array;
  /** Places in `markings`; 0 for identifiers, which are seen by their uses. */
  readonly nodeMarking: Uint16Array;
  /** Places in `strata`: what a node itself tells of the stratum that it is counted in; 0: nothing, or not known. */
  readonly nodeStratum: Uint32Array;
  /** GUARDED and BESIDE by node. */
  readonly guarded: Uint8Array;
  /** By node that is neither the largest number of its links of one kind; NOT_OPEN where it depends on who looks. */
  readonly openDegree: Uint32Array;
  readonly start: Uint32Array;
  /** By half link: the other node, the link, and the kind with its bits. */
  readonly other: Uint32Array;
  readonly link: Uint32Array;
  readonly kind: Uint8Array;
  /** By link. `recordOfStart` and `recordOfEnd` number the records of the persons at its ends; 0: none. */
  readonly linkMarking: Uint16Array;
  readonly recordOfStart: Uint32Array;
  readonly recordOfEnd: Uint32Array;
  /** First and last day, as `dayNumber` gives them. */
  readonly from: Uint16Array;
  readonly to: Uint16Array;
  /** Marking ids; the first is of no use, so that 0 is none. */
  readonly markings: readonly string[];
  readonly records: readonly string[];
  /** Areas of places in small letters, years of what happened, kinds of identifiers; the first is of no use. */
  readonly strata: readonly string[];
  idOf(node: number): string;
  find(kind: NodeKind, id: string): number | undefined;
  /** Number of the first node that does not stand before this kind (a place in NODE_KINDS) and id. */
  placeFor(kind: number, id: string): number;
}

/** How many half links a node has, whoever sees them: what going over it takes. */
export const linksOf = ({ start }: Pick<Adjacency, 'start'>, node: number): number =>
  (start[node + 1] ?? 0) - (start[node] ?? 0);
