import { reportDay, type Span, weekdayOf, yearOf } from './calendar.ts';
import { ON_HIS_WEEKDAY } from './habits.ts';
import type { Random } from './Random.ts';

/** Days of an offence, counted from the start. */
interface Days {
  readonly occurred: number;
  readonly reported: number;
}

/** Of what one stranger is suspected of next: half of the linked pairs of crimelinkage (Porter and Reich 2015) lie within 14 days. */
const DAYS_BETWEEN = [5, 14] as const;

/**
 * The offences of one stranger that are reported in a span: around a day of their own one soon before or after the others,
 * more often than by chance on his day of the week, each with its report as late as it was drawn.
 */
export class Run {
  private readonly random: Random;
  private readonly span: Span;
  private readonly weekday: number;
  private readonly start: number;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  constructor(random: Random, span: Span) {
    this.random = random;
    this.span = span;
    this.weekday = random.int(0, 6);
    this.start = reportDay(random, span.first, span.last);
  }

  /**
   * Moves an offence to those before it. It stays where its report would leave the span, or where it would no longer be of an
   * earlier year than its report, or become so: what counts as historic does so. What happened before the span begins no run.
   */
  follow(drawn: Days): Days {
    const delay = drawn.reported - drawn.occurred;
    const moved = this.next(delay)
      .map((day) => this.nearHisWeekday(day))
      .map((occurred) => ({ occurred, reported: occurred + delay }))
      .find((days) => this.holds(days) && isHistoric(days) === isHistoric(drawn));
    const { occurred } = moved ?? drawn;
    if (moved !== undefined || (!this.begun() && drawn.occurred >= this.span.first)) {
      this.first = Math.min(this.first, occurred);
      this.last = Math.max(this.last, occurred);
    }
    return moved ?? drawn;
  }

  private begun(): boolean {
    return this.first <= this.last;
  }

  /** Days that the next offence may happen, in the order in which they are tried. */
  private next(delay: number): readonly number[] {
    if (!this.begun()) return [this.start - delay].filter((day) => day >= this.span.first);
    const between = this.random.int(...DAYS_BETWEEN);
    const [after, before] = [this.last + between, this.first - between];
    return this.random.chance(0.5) ? [after, before] : [before, after];
  }

  /** Three days before or after at most. */
  private nearHisWeekday(day: number): number {
    if (!this.random.chance(ON_HIS_WEEKDAY)) return day;
    return day + ((this.weekday - weekdayOf(day) + 10) % 7) - 3;
  }

  private holds({ reported }: Days): boolean {
    return reported >= this.span.first && reported <= this.span.last;
  }
}

const isHistoric = ({ occurred, reported }: Days): boolean => yearOf(occurred) < yearOf(reported);
