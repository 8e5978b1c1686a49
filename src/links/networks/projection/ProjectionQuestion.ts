import type { Sight } from '../../adjacency/Sight.ts';

/** What ties people: that they were suspects of one offence, or that they were in contact. */
export const PROJECTIONS = ['CO_OFFENDING', 'CONTACT'] as const;
export type Projection = (typeof PROJECTIONS)[number];

/** Which network is asked for. */
export interface ProjectionQuestion {
  /** As a caller sees the graph, victims taking no part. */
  readonly sight: Sight;
  /** States of the people it starts from, all seen; undefined: everybody. */
  readonly people: readonly number[] | undefined;
  /** How many ties beyond them it goes. */
  readonly reach: number;
  /** First and last day, as `dayNumber` gives them; 0 where there is no limit. */
  readonly from: number;
  readonly to: number;
  readonly projection: Projection;
}

/** A thing of more people ties nobody: who was at a fair does not know each other for that. */
export const CROWD = 100;
/** An identifier that more people used in the window tells nobody's part in an event. */
export const MOST_USERS = 10;
/** Stands in place of a thing where a source states the tie itself. */
export const STATED = 0xffffffff;
