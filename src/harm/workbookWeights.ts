import { groupBy } from '../collections/groupBy.ts';
import { foldTitle } from './offenceCodes.ts';
import type { EditionRow } from './resolveWeights.ts';

/** One line of a workbook that has a code and a score. */
export interface WorkbookRow {
  readonly code: string;
  readonly title: string;
  readonly micros: number;
  readonly row: number;
  /** The similar offence whose guideline the publisher used, where there is none for this one. */
  readonly similar: string;
}

/**
 * The weights of one code. One classification may have many rows: each title takes its own, and where the title does
 * not decide, the median of the rows stands, provisional, with their least and greatest as bounds.
 */
export function weightsOfCode(
  code: string,
  rows: readonly WorkbookRow[],
  sheet: string,
): readonly EditionRow[] {
  const general = summary(code, '', rows, sheet);
  if (general.lowMicros === general.highMicros) return [general];
  const titled = groupBy(
    rows.filter(({ title }) => title !== ''),
    ({ title }) => foldTitle(title),
  );
  return [general, ...[...titled].map(([titleKey, found]) => summary(code, titleKey, found, sheet))];
}

function summary(code: string, titleKey: string, rows: readonly WorkbookRow[], sheet: string): EditionRow {
  const sorted = rows.map(({ micros }) => micros).sort((a, b) => a - b);
  const low = sorted[0] ?? 0;
  const high = sorted.at(-1) ?? 0;
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const other = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = rows.every(({ similar }) => similar !== '');
  return {
    code,
    titleKey,
    // Half up, as a weight is rounded: the middle of two whole numbers may end in a half.
    micros: Math.floor((middle + other + 1) / 2),
    lowMicros: low,
    highMicros: high,
    basis: near ? 'NEAR_OFFENCE' : 'OWN',
    provisional: low !== high || near,
    source: sourceOf(rows, sheet, low !== high),
  };
}

/** Row numbers named in a source; more would say no more. */
const NAMED_ROWS = 20;

function sourceOf(rows: readonly WorkbookRow[], sheet: string, differ: boolean): string {
  const numbers = rows.map(({ row }) => row);
  const places = `row ${numbers.slice(0, NAMED_ROWS).join(', ')}${numbers.length > NAMED_ROWS ? ', …' : ''}`;
  const similar = [...new Set(rows.map((row) => row.similar).filter(Boolean))].join('; ');
  return [
    `sheet "${sheet}"`,
    ...(differ ? [`median of ${rows.length} rows`] : []),
    places,
    ...(similar === '' ? [] : [`by the similar offence "${similar}"`]),
  ].join(', ');
}
