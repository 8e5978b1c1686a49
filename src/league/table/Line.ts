import { compareCodePoints } from '../../collections/compareCodePoints.ts';

/** What counts for one suspect. Harm in whole millionths of a day, so that order never depends on rounding. */
export interface Line {
  readonly personId: string;
  readonly harmMicros: number;
  readonly offences: number;
  readonly victims: number;
  readonly unknownHarm: number;
}

/** One ranked suspect. */
export interface RankedSuspect extends Line {
  readonly rank: number;
}

/** The order of a league: harm down, distinct victims down, offences down, id up by code point. No two are equal. */
export const compareLines = (a: Line, b: Line): number =>
  b.harmMicros - a.harmMicros ||
  b.victims - a.victims ||
  b.offences - a.offences ||
  compareCodePoints(a.personId, b.personId);

/** Adds up what counts for one suspect: an offence once each, a victim once, unknown harm beside. */
export function lineOf(
  personId: string,
  counted: readonly { readonly micros?: number | null | undefined; readonly victimIds: readonly string[] }[],
): Line {
  const victims = new Set(counted.flatMap(({ victimIds }) => victimIds));
  let [harmMicros, unknownHarm] = [0, 0];
  for (const { micros } of counted)
    if (micros === null || micros === undefined) unknownHarm += 1;
    else harmMicros += micros;
  return { personId, harmMicros, offences: counted.length, victims: victims.size, unknownHarm };
}

/** Ranks in order, the first of them `from + 1`. */
export const ranked = (lines: readonly Line[], from = 0): readonly RankedSuspect[] =>
  lines.map((line, index) => ({ rank: from + index + 1, ...line }));

/** The place of the first line that does not come before this one; the number of lines where all do. */
export function placeOf(lines: readonly Line[], line: Line): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareLines(lines[middle] as Line, line) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Lines in order without some and with others, also in order. The parts in between are copied whole, so that a few
 * changes among a million lines cost milliseconds.
 */
export function replaceLines(
  lines: readonly Line[],
  leaving: readonly Line[],
  coming: readonly Line[],
): readonly Line[] {
  const cuts = [
    ...leaving.map((line) => ({ at: placeOf(lines, line), skip: 1, line: undefined })),
    ...coming.map((line) => ({ at: placeOf(lines, line), skip: 0, line })),
    // What comes at a place stands before what leaves it.
  ].sort((a, b) => a.at - b.at || a.skip - b.skip || compareLines(a.line as Line, b.line as Line));
  const parts: (readonly Line[])[] = [];
  let from = 0;
  for (const { at, skip, line } of cuts) {
    if (at > from) parts.push(lines.slice(from, at));
    if (line !== undefined) parts.push([line]);
    from = at + skip;
  }
  parts.push(lines.slice(from));
  return ([] as Line[]).concat(...parts);
}
