import type { RunEntry } from '../runs/RunRecord.ts';

/** Why somebody's harm, or only his rank, is not what it was; in the order of precedence of `compareRuns`. */
export const CAUSES = [
  'IDENTITY',
  'ELIMINATED_OR_ACQUITTED',
  'REINSTATED',
  'NEW_OFFENCE',
  'LEFT_WINDOW',
  'PROGRAMME_CHANGED',
  'RECLASSIFIED',
  'WEIGHT_CHANGED',
  'FACTS_CORRECTED',
  'OTHERS_MOVED',
] as const;
export type Cause = (typeof CAUSES)[number];

export type MovementState = 'NEW' | 'STAYED' | 'RETURNED' | 'LEFT';

/** One cause with its part of the change in harm. */
export interface CauseShare {
  readonly cause: Cause;
  /** Millionths of a day, less than zero where it took harm away; 0 for offences of unknown harm. */
  readonly shareMicros: number;
  /** On which it rests, in code point order. */
  readonly offenceIds: readonly string[];
  /** The runs alone do not tell: it rests on what the store knows of the offence now. */
  readonly asKnownNow: boolean;
}

/** How one person moved from one run to another. */
export interface Movement {
  /** Of the later identity, where he is ranked in the later run; else as he was. */
  readonly personId: string;
  readonly rankBefore: number | undefined;
  readonly rankAfter: number | undefined;
  readonly listedBefore: boolean;
  readonly listedAfter: boolean;
  /** Places gained; less than zero for places lost; undefined unless ranked in both. */
  readonly rankChange: number | undefined;
  /** Undefined where neither run lists him, and for an entry that was merged into another. */
  readonly state: MovementState | undefined;
  readonly harmMicrosBefore: number;
  readonly harmMicrosAfter: number;
  /** Always the sum of the shares. */
  readonly changeMicros: number;
  /** The entry before was merged into this person's; that person has an entry of his own here. */
  readonly mergedInto: string | undefined;
  readonly causes: readonly CauseShare[];
}

/** How much of the list was exchanged. Undefined shares: nobody was listed. */
export interface Turnover {
  readonly listedBefore: number;
  readonly listedAfter: number;
  readonly stayed: number;
  readonly left: number;
  /** Returned ones among them. */
  readonly entered: number;
  readonly returned: number;
  /** Of those listed before. */
  readonly shareStayed: number | undefined;
  readonly shareLeft: number | undefined;
  /** Of those listed after. */
  readonly shareEntered: number | undefined;
  /** Listed in both, of those listed in either (Jaccard 1901). */
  readonly jaccard: number | undefined;
}

export interface RunComparison {
  readonly before: string;
  readonly after: string;
  /** Listed after, listed only before, then the rest; each by rank. */
  readonly movements: readonly Movement[];
  readonly turnover: Turnover;
}

/** What the store knows now of an allegation, where the runs do not tell. */
export interface KnownNow {
  readonly typeCode: string | undefined;
  /** The person was stated as a suspect of the offence before the earlier run was made. */
  readonly statedBefore: boolean;
  /** The offence came to have the type that it has now after the earlier run was made. */
  readonly classedSince: boolean;
}

/** What two runs do not say of themselves. */
export interface BesideRuns {
  /** Who a person of the earlier run is now, where the later run does not rank him. */
  readonly personNow?: ((personId: string) => string | undefined) | undefined;
  readonly knownNow?: ((entry: RunEntry, offenceId: string) => KnownNow | undefined) | undefined;
  /** Ids of people, or of their records, that a frozen run before the earlier one listed. */
  readonly listedEarlier?: ReadonlySet<string> | undefined;
}
