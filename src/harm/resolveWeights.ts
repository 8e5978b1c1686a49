import { groupBy } from '../collections/groupBy.ts';
import { normaliseCode } from './offenceCodes.ts';
import type { OffenceType } from './offenceTypes.ts';

export type WeightBasis = 'OWN' | 'GUIDELINE' | 'NEAR_OFFENCE' | 'SUBGROUP_MEDIAN';

/** A row of an edition as published. Amounts are whole millionths of a day. */
export interface EditionRow {
  readonly code: string;
  /** '' for the row that stands for its code; a folded title where only offences of that title take it. */
  readonly titleKey: string;
  readonly micros: number;
  readonly lowMicros: number;
  readonly highMicros: number;
  readonly basis: WeightBasis;
  readonly provisional: boolean;
  readonly source: string;
}
/** The weight of one type in one edition, with where it comes from in words. */
export interface Weight extends EditionRow {
  readonly from: string;
}
export interface NearOffence {
  readonly code: string;
  readonly nearCode: string;
  /** Edition id, or `*` for every edition. */
  readonly edition: string;
  readonly reason: string;
}

const BASIS_WORDS: Readonly<Record<WeightBasis, string>> = {
  OWN: 'own value',
  GUIDELINE: 'derived from its sentencing guideline',
  NEAR_OFFENCE: 'taken from a near offence',
  SUBGROUP_MEDIAN: 'median of its sub-group',
};

/**
 * Finds the weight of every type in an edition: the row of its exact code, else its near offence, else the row of its
 * count code; a type with none of them has no weight, and its harm is unknown.
 * @returns weights by type code; the general one has titleKey ''
 */
export function resolveWeights(
  editionId: string,
  rows: readonly EditionRow[],
  near: readonly NearOffence[],
  types: Iterable<OffenceType>,
): ReadonlyMap<string, readonly Weight[]> {
  const byCode = groupBy(rows, (row) => row.code);
  // Later entries of a map replace earlier ones: what is said of this edition replaces what is said of all.
  const nearByCode = new Map(
    ['*', editionId]
      .flatMap((id) => near.filter(({ edition }) => edition === id))
      .map((row) => [row.code, row]),
  );
  const own = (code: string) => byCode.get(code);
  const viaCount = ({ code, countCode }: OffenceType) =>
    countCode === undefined || countCode === code ? undefined : own(countCode);

  const all = new Map([...types].map((type) => [type.code, type]));
  const resolved = new Map<string, readonly Weight[]>();
  for (const type of all.values()) {
    const exact = own(type.code);
    if (exact !== undefined) {
      resolved.set(
        type.code,
        exact.map((row) => ({ ...row, from: nearWords(row, nearByCode) ?? BASIS_WORDS[row.basis] })),
      );
      continue;
    }
    const nearby = nearByCode.get(type.code);
    const nearType = nearby === undefined ? undefined : all.get(nearby.nearCode);
    const nearRows =
      nearby === undefined ? undefined : (own(nearby.nearCode) ?? (nearType && viaCount(nearType)));
    const nearRow = nearRows?.find(({ titleKey }) => titleKey === '');
    if (nearby !== undefined && nearRow !== undefined) {
      const from = wordsOf(nearby);
      resolved.set(type.code, [
        { ...nearRow, code: type.code, basis: 'NEAR_OFFENCE', provisional: true, from },
      ]);
      continue;
    }
    const counted = viaCount(type)?.find(({ titleKey }) => titleKey === '');
    if (counted !== undefined)
      resolved.set(type.code, [
        {
          ...counted,
          code: type.code,
          from: `${BASIS_WORDS[counted.basis]} of count code ${type.countCode}`,
        },
      ]);
  }
  return resolved;
}

const wordsOf = ({ nearCode, reason }: NearOffence) => `near offence ${nearCode}: ${reason}`;

/** A compiled edition may hold weights of near offences already; then the table of near offences says which. */
function nearWords(row: EditionRow, near: ReadonlyMap<string, NearOffence>): string | undefined {
  const nearby = row.basis === 'NEAR_OFFENCE' ? near.get(row.code) : undefined;
  return nearby && wordsOf(nearby);
}

/**
 * Days as published, in whole millionths of a day, rounded half up on the decimal text so that no binary fraction
 * decides an order.
 * @returns undefined where the text is not a number of days
 */
export function microsOf(days: string): number | undefined {
  const parts = /^(\d{1,8})(?:\.(\d+))?$/.exec(days.trim());
  if (parts === null) return undefined;
  const digits = (parts[2] ?? '').padEnd(7, '0');
  return Number(parts[1]) * 1_000_000 + Number(digits.slice(0, 6)) + (Number(digits[6]) >= 5 ? 1 : 0);
}

export function nearOffencesOf(rows: readonly Readonly<Record<string, string>>[]): readonly NearOffence[] {
  return rows.map((row) => ({
    code: normaliseCode(row.code ?? ''),
    nearCode: normaliseCode(row.near_code ?? ''),
    edition: row.edition ?? '*',
    reason: row.reason ?? '',
  }));
}
