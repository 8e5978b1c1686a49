/** Days as `dayNumber` gives them; 0: not known, at the end also: still. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Overlap {
  /** Undefined where the days that are known do not tell. */
  readonly overlapped: boolean | undefined;
  /** Days in common, the first and the last included; undefined where they did not overlap or an end is not known. */
  readonly days: number | undefined;
}

/**
 * Whether two had a thing at the same time. A span without a last day goes on. One without a first day is known to have
 * stood on its last day alone: it did not overlap with what began later, and overlapped with what stood on that day.
 */
export function overlapOf(first: readonly Span[], second: readonly Span[]): Overlap {
  let overlapped: boolean | undefined = false;
  let days: number | undefined;
  for (const one of first)
    for (const other of second) {
      const found = overlapOfTwo(one, other);
      if (found.overlapped) {
        overlapped = true;
        if (found.days !== undefined) days = Math.max(days ?? 0, found.days);
      } else if (found.overlapped === undefined && !overlapped) overlapped = undefined;
    }
  return { overlapped, days };
}

const end = ({ to }: Span) => (to === 0 ? Number.POSITIVE_INFINITY : to);

/** Whether two spans are known not to overlap: the later of the first days that are known comes after an end. */
export const areApart = (one: Span, other: Span): boolean =>
  Math.max(one.from, other.from) > Math.min(end(one), end(other));

function overlapOfTwo(one: Span, other: Span): Overlap {
  if (areApart(one, other)) return { overlapped: false, days: undefined };
  const last = Math.min(end(one), end(other));
  if (one.from > 0 && other.from > 0) {
    const first = Math.max(one.from, other.from);
    return { overlapped: true, days: Number.isFinite(last) ? last - first + 1 : undefined };
  }
  const stood = (span: Span, day: number) =>
    day > 0 && (span.from > 0 ? span.from <= day && day <= end(span) : span.to === day);
  if (stood(one, other.to) && stood(other, other.to)) return { overlapped: true, days: undefined };
  if (stood(other, one.to) && stood(one, one.to)) return { overlapped: true, days: undefined };
  return { overlapped: undefined, days: undefined };
}
