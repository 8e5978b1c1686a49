import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import type { RankedSuspect } from '../table/Line.ts';
import type { EditionTable, Weighed } from './EditionTable.ts';
import { spread } from './typeDifferences.ts';

/** Somebody's line under one edition. */
export interface EditionPlace extends RankedSuspect {
  readonly edition: string;
  readonly listed: boolean;
  readonly provisionalMicros: number;
}
/** What one allegation weighs under one edition. */
export interface AllegationUnderEdition {
  readonly edition: string;
  /** Undefined where the edition has no weight. */
  readonly micros: number | undefined;
  readonly basis: string;
  readonly provisional: boolean;
  /** Of the person's known harm, 0 to 1. */
  readonly share: number | undefined;
}
export interface ComparedAllegation {
  readonly offenceId: string;
  readonly editions: readonly AllegationUnderEdition[];
  /** Greatest share less least; undefined where fewer than two are known. */
  readonly difference: number | undefined;
}
/** Somebody whom an edition lists, under each of them. */
export interface ComparedPerson {
  readonly personId: string;
  readonly places: readonly EditionPlace[];
  /** Of which the share of the person's harm differs most first. */
  readonly allegations: readonly ComparedAllegation[];
}

/** Everybody whom one of the editions lists, by the rank of the first edition. */
export function comparedPeople(tables: readonly EditionTable[]): readonly ComparedPerson[] {
  const listed = new Set(
    tables.flatMap(({ ranked, size }) => ranked.slice(0, size).map(({ personId }) => personId)),
  );
  // The tables weigh the same allegations in the same order: one place holds one allegation in all of them.
  const indexes = new Map<string, number[]>([...listed].map((id) => [id, []]));
  tables[0]?.weighed.forEach(({ personId }, index) => {
    indexes.get(personId)?.push(index);
  });
  return [...listed]
    .map((personId) => comparedPerson(tables, personId, indexes.get(personId) ?? []))
    .sort((a, b) => firstRank(a) - firstRank(b));
}

export const firstRank = ({ places }: ComparedPerson) => places[0]?.rank ?? 0;

function comparedPerson(
  tables: readonly EditionTable[],
  personId: string,
  indexes: readonly number[],
): ComparedPerson {
  const rowsOf = ({ weighed }: EditionTable) =>
    indexes.flatMap((index) => weighed[index] ?? []) as readonly Weighed[];
  const places = tables.flatMap((table) => {
    const line = table.byPerson.get(personId);
    const provisionalMicros = rowsOf(table).reduce(
      (sum, { provisional, micros }) => sum + (provisional ? (micros ?? 0) : 0),
      0,
    );
    return line === undefined
      ? []
      : [{ ...line, edition: table.edition, listed: line.rank <= table.size, provisionalMicros }];
  });
  const allegations = indexes.map((index) => {
    const editions = tables.flatMap(({ edition, weighed, byPerson }) => {
      const row = weighed[index];
      const harm = byPerson.get(personId)?.harmMicros ?? 0;
      if (row === undefined) return [];
      const { micros, basis, provisional } = row;
      const share = micros === undefined || harm === 0 ? undefined : micros / harm;
      return [{ edition, micros, basis, provisional, share }];
    });
    const offenceId = tables[0]?.weighed[index]?.offenceId ?? '';
    return { offenceId, editions, difference: spread(editions.map(({ share }) => share)) };
  });
  allegations.sort(
    (a, b) => (b.difference ?? -1) - (a.difference ?? -1) || compareCodePoints(a.offenceId, b.offenceId),
  );
  return { personId, places, allegations };
}
