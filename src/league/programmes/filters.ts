import type { ScopeParams } from '../repository.ts';

/** What a programme asks of offences, victims and suspects. A filter that is absent or null asks nothing. */
export interface ProgrammeFilters {
  /** Codes in scope: those stated, and every code of the groups and sub-groups stated, as it was when it was saved. */
  readonly types?: readonly string[] | null | undefined;
  readonly statedTypes?: readonly string[] | null | undefined;
  readonly groups?: readonly string[] | null | undefined;
  readonly subgroups?: readonly string[] | null | undefined;
  /** Any of them, whatever the case. */
  readonly modusOperandi?: readonly string[] | null | undefined;
  readonly boroughs?: readonly string[] | null | undefined;
  readonly victimSexes?: readonly string[] | null | undefined;
  /** Years at the offence; an unknown age does not match. */
  readonly victimAgeFrom?: number | null | undefined;
  readonly victimAgeTo?: number | null | undefined;
  readonly suspectSexes?: readonly string[] | null | undefined;
  /** Of the suspect to the victim. */
  readonly relationships?: readonly string[] | null | undefined;
  /** Who found the offence; `UNKNOWN` for those that do not say. */
  readonly foundBy?: readonly string[] | null | undefined;
  /** False leaves out offences of an earlier calendar year than that of their report. Default true. */
  readonly historic?: boolean | null | undefined;
  /** Who has fewer is not ranked, and is counted beside. */
  readonly minOffences?: number | null | undefined;
  readonly minVictims?: number | null | undefined;
  readonly excludedStatuses: readonly string[];
}

/** A programme's filters as the queries of a league take them. */
export function scopeFilters(
  programme: ProgrammeFilters,
): Omit<ScopeParams, 'visible' | 'allTime' | 'from' | 'to' | 'weights'> {
  return {
    types: programme.types,
    foundBy: programme.foundBy,
    modusOperandi: folded(programme.modusOperandi),
    boroughs: folded(programme.boroughs),
    historic: programme.historic,
    victimSexes: programme.victimSexes,
    victimAgeFrom: programme.victimAgeFrom,
    victimAgeTo: programme.victimAgeTo,
    suspectSexes: programme.suspectSexes,
    relationships: programme.relationships,
    excludedStatuses: programme.excludedStatuses,
  };
}

/** Whether somebody's line reaches the programme's least numbers. */
export function reachesMinimum(
  { minOffences, minVictims }: ProgrammeFilters,
  line: { readonly offences: number; readonly victims: number },
): boolean {
  return line.offences >= (minOffences ?? 0) && line.victims >= (minVictims ?? 0);
}

const folded = (names: readonly string[] | null | undefined) => names?.map((name) => name.toLowerCase());
