import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import { groupBy } from '../../collections/groupBy.ts';
import type { EditionTable, Weighed } from './EditionTable.ts';

/** What one kind of offence does among the people that one edition lists. */
export interface TypeUnderEdition {
  readonly edition: string;
  readonly allegations: number;
  readonly unknownHarm: number;
  /** Undefined where no allegation of the kind has a weight. */
  readonly micros: number | undefined;
  /** Of the known harm of the listed, 0 to 1; undefined where the harm of the kind, or of all, is unknown. */
  readonly share: number | undefined;
}
/** One kind of offence under each edition. */
export interface TypeDifference {
  /** Undefined for allegations whose offence has no type. */
  readonly typeCode: string | undefined;
  readonly editions: readonly TypeUnderEdition[];
  /** Greatest share less least; undefined where fewer than two shares are known. */
  readonly difference: number | undefined;
}

/**
 * The kinds of offence among the listed, those first whose share of the listed harm differs most between the editions;
 * kinds of unknown share last, by code.
 */
export function typeDifferences(tables: readonly EditionTable[]): readonly TypeDifference[] {
  const sides = tables.map((table) => ({ table, byType: groupBy(listedRows(table), typeOf) }));
  const codes = new Set(sides.flatMap(({ byType }) => [...byType.keys()]));
  return [...codes]
    .map((code) => {
      const editions = sides.map(({ table, byType }) => underEdition(table, byType.get(code) ?? []));
      return {
        typeCode: code === '' ? undefined : code,
        editions,
        difference: spread(editions.map(({ share }) => share)),
      };
    })
    .sort((a, b) => compareTypeKeys(typeKey(a), typeKey(b)));
}

/** Where a kind stands in the order: difference down, code up; kinds of unknown share after all others. */
export const typeKey = ({ difference, typeCode }: TypeDifference) =>
  [difference ?? -1, typeCode ?? ''] as const;

export function compareTypeKeys(
  [differenceA, codeA]: readonly [number, string],
  [differenceB, codeB]: readonly [number, string],
): number {
  return differenceB - differenceA || compareCodePoints(codeA, codeB);
}

/** Greatest less least of the known; undefined where fewer than two are known. */
export function spread(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < 2 ? undefined : Math.max(...known) - Math.min(...known);
}

const typeOf = ({ typeCode }: Weighed) => typeCode ?? '';

function listedRows({ weighed, byPerson, size }: EditionTable): readonly Weighed[] {
  return weighed.filter(({ personId }) => (byPerson.get(personId)?.rank ?? size + 1) <= size);
}

function underEdition({ edition, listed }: EditionTable, rows: readonly Weighed[]): TypeUnderEdition {
  const unknownHarm = rows.filter(({ micros }) => micros === undefined).length;
  const known = rows.length === 0 || unknownHarm < rows.length;
  const micros = known ? rows.reduce((sum, row) => sum + (row.micros ?? 0), 0) : undefined;
  return {
    edition,
    allegations: rows.length,
    unknownHarm,
    micros,
    share: micros === undefined || listed.harmMicros === 0 ? undefined : micros / listed.harmMicros,
  };
}
