import type { Contribution } from '../table/contributions.ts';
import type { RankedSuspect } from '../table/Line.ts';

/** One person of a table as it stood: harm in whole millionths, and what of it each offence gave (null: unknown). */
export interface PersonState {
  readonly personId: string;
  readonly rank: number;
  readonly harmMicros: number;
  readonly offences: Readonly<Record<string, number | null>>;
}

/** The head of a table as it stood: the listed and as many again, so that most who enter are known from before. */
export interface TableState {
  readonly programmeVersion: number;
  readonly edition: string;
  readonly size: number;
  readonly people: readonly PersonState[];
}

/** Why a person's harm changed: one offence that began to count, no longer counts, or weighs something else. */
export interface Reason {
  readonly offenceId: string;
  readonly kind: 'ADDED' | 'REMOVED' | 'REWEIGHED';
  readonly microsBefore: number | null;
  readonly microsAfter: number | null;
}

/** What happened to one person. `before` and `after` are null where he was, or is, too far down to be kept. */
export interface Move {
  readonly personId: string;
  readonly kind: 'ENTERED' | 'LEFT' | 'MOVED' | 'HARM_CHANGED';
  readonly before: { readonly rank: number; readonly harmMicros: number } | null;
  readonly after: { readonly rank: number; readonly harmMicros: number } | null;
  /** Undefined where too little is known of before, or of now, to say; empty where only others moved. */
  readonly reasons: readonly Reason[] | undefined;
}

export function personState(
  { personId, rank, harmMicros }: RankedSuspect,
  contributions: readonly Contribution[],
): PersonState {
  const offences = Object.fromEntries(
    contributions.map(({ offenceId, micros }) => [offenceId, micros ?? null]),
  );
  return { personId, rank, harmMicros, offences };
}

/** What moved among the listed of two states of one programme's table, by rank now, then by rank before. */
export function movesBetween(before: TableState, after: TableState): readonly Move[] {
  const was = new Map(before.people.map((person) => [person.personId, person]));
  const is = new Map(after.people.map((person) => [person.personId, person]));
  const listed = (state: TableState) => state.people.filter(({ rank }) => rank <= state.size);
  const ids = new Set([...listed(after), ...listed(before)].map(({ personId }) => personId));
  return [...ids].flatMap((personId) => {
    const old = was.get(personId);
    const now = is.get(personId);
    const wasListed = old !== undefined && old.rank <= before.size;
    const isListed = now !== undefined && now.rank <= after.size;
    const reasons = old === undefined || now === undefined ? undefined : reasonsOf(old, now);
    if (wasListed && isListed && old.rank === now.rank && reasons?.length === 0) return [];
    const kind = !wasListed
      ? 'ENTERED'
      : !isListed
        ? 'LEFT'
        : old.rank === now.rank
          ? 'HARM_CHANGED'
          : 'MOVED';
    return [{ personId, kind, before: placeOf(old), after: placeOf(now), reasons }];
  });
}

function placeOf(person: PersonState | undefined) {
  return person === undefined ? null : { rank: person.rank, harmMicros: person.harmMicros };
}

function reasonsOf(old: PersonState, now: PersonState): readonly Reason[] {
  const ids = [...new Set([...Object.keys(old.offences), ...Object.keys(now.offences)])].sort();
  return ids.flatMap((offenceId): readonly Reason[] => {
    const microsBefore = old.offences[offenceId];
    const microsAfter = now.offences[offenceId];
    if (microsBefore === microsAfter) return [];
    const kind = microsBefore === undefined ? 'ADDED' : microsAfter === undefined ? 'REMOVED' : 'REWEIGHED';
    return [{ offenceId, kind, microsBefore: microsBefore ?? null, microsAfter: microsAfter ?? null }];
  });
}
