import type { Versions } from '../../graph/index.ts';
import type { ScopeParams, ScopeTotals } from '../repository.ts';
import { type Line, type RankedSuspect, ranked } from './Line.ts';
import type { Weights } from './Weights.ts';

/** What a table is made of. */
export interface TableParts {
  /** How often something of each marking that counts had changed when the table was read. */
  readonly versions: Versions;
  readonly scope: ScopeParams;
  readonly editionDigest: string;
  readonly weights: Weights;
  /** Everybody ranked, by rank. */
  readonly lines: readonly Line[];
  /** People who count for less than the programme's least numbers, and are not ranked. */
  readonly belowMinimum: number;
}

/** Everybody ranked under one question. */
export interface LeagueTable extends TableParts {
  /** Of what the programme may count, all markings together. */
  readonly version: number;
  /** The lines with their ranks; made when somebody first looks. */
  readonly ranked: readonly RankedSuspect[];
  /** The first so many. */
  first(size: number): readonly RankedSuspect[];
  /** Of everything in scope, ranked or not; counted when somebody first asks. */
  totals(): Promise<ScopeTotals>;
}

/** A table of these parts. */
export function leagueTable(parts: TableParts, countTotals: () => Promise<ScopeTotals>): LeagueTable {
  let everybody: readonly RankedSuspect[] | undefined;
  let totals: Promise<ScopeTotals> | undefined;
  return {
    ...parts,
    version: [...parts.versions.values()].reduce((sum, version) => sum + version, 0),
    get ranked() {
      everybody ??= ranked(parts.lines);
      return everybody;
    },
    first: (size) => ranked(parts.lines.slice(0, size)),
    totals() {
      if (totals === undefined) {
        totals = countTotals().then((counted) => ({ ...counted, belowMinimum: parts.belowMinimum }));
        totals.catch(() => {
          totals = undefined;
        });
      }
      return totals;
    },
  };
}
