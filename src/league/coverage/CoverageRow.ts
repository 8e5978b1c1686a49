import { smallCells } from '../../access/index.ts';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** What may be known of an offence. */
export const FACTS = ['suspect', 'type', 'weight', 'place', 'victim'] as const;
const COUNTED = ['offences', ...FACTS] as const;
type Counted = (typeof COUNTED)[number];

/** How many offences there are, and of how many each fact is known. */
export type Counts = Readonly<Record<Counted, number>>;

/** A count with its share of the row's offences, 0 to 1; both undefined where it is suppressed. */
export interface CoverageCell {
  readonly count: number | undefined;
  readonly share: number | undefined;
  readonly suppressed: boolean;
}

/** One line of coverage; no name where it is of everything, or of what is unknown. */
export type CoverageRow = { readonly name: string | undefined } & Readonly<Record<Counted, CoverageCell>>;

/** Adds counts up under their names, unknown last. */
export function addUp<T extends Counts>(
  rows: readonly T[],
  nameOf: (row: T) => string | undefined,
): readonly (Counts & { readonly name: string | undefined })[] {
  const sums = new Map<string | undefined, Counts>();
  for (const row of rows) {
    const sum = sums.get(nameOf(row));
    sums.set(
      nameOf(row),
      countsOf((fact) => (sum?.[fact] ?? 0) + row[fact]),
    );
  }
  return [...sums]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) =>
      a.name === undefined || b.name === undefined
        ? Number(a.name === undefined) - Number(b.name === undefined)
        : compareCodePoints(a.name, b.name),
    );
}

/**
 * Shows counts but for small ones, which might point to a victim, and what would tell them. It protects one table that is passed on: it cannot
 * keep two tables of other windows from being subtracted, and whoever may ask may read the offences.
 */
export function coverageRows(
  rows: readonly (Counts & { readonly name: string | undefined })[],
): readonly CoverageRow[] {
  const hidden = new Map(COUNTED.map((fact) => [fact, smallCells(rows.map((row) => row[fact]))]));
  return rows.map((row, index) => {
    const isHidden = (fact: Counted) => hidden.get(fact)?.has(index) ?? true;
    const cell = (fact: Counted): CoverageCell => {
      if (isHidden(fact)) return { count: undefined, share: undefined, suppressed: true };
      // A share would tell a number of offences that is held back.
      const share = row.offences === 0 || isHidden('offences') ? undefined : row[fact] / row.offences;
      return { count: row[fact], share, suppressed: false };
    };
    return { name: row.name, ...countsOf(cell) };
  });
}

function countsOf<T>(value: (fact: Counted) => T): Readonly<Record<Counted, T>> {
  return {
    offences: value('offences'),
    suspect: value('suspect'),
    type: value('type'),
    weight: value('weight'),
    place: value('place'),
    victim: value('victim'),
  };
}
