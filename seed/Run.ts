import { type Span, yearOf } from './calendar.ts';
import type { Random } from './Random.ts';

/** Days of an offence, counted from the start. */
interface Days {
  readonly occurred: number;
  readonly reported: number;
}

/** Of what one stranger is suspected of next: half of the linked pairs of crimelinkage (Porter and Reich 2015) lie within 14 days. */
const DAYS_BETWEEN = [5, 14] as const;

/**
 * The offences of one stranger that are reported in a span, one soon after the other, each with its report as late as it
 * was drawn.
 */
export class Run {
  private readonly random: Random;
  private readonly span: Span;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  constructor(random: Random, span: Span) {
    this.random = random;
    this.span = span;
  }

  /**
   * Moves an offence behind those before it or, where the span ends, before them. It stays where its report would leave the
   * span, or where it would no longer be of an earlier year than its report, or become so: what counts as historic does so.
   */
  follow(drawn: Days): Days {
    const between = this.random.int(...DAYS_BETWEEN);
    const delay = drawn.reported - drawn.occurred;
    const moved = [this.last + between, this.first - between]
      .map((occurred) => ({ occurred, reported: occurred + delay }))
      .find((days) => this.holds(days) && isHistoric(days) === isHistoric(drawn));
    const starts = this.last < this.first && drawn.occurred >= this.span.first;
    const { occurred } = moved ?? drawn;
    if (moved !== undefined || starts) {
      this.first = Math.min(this.first, occurred);
      this.last = Math.max(this.last, occurred);
    }
    return moved ?? drawn;
  }

  private holds({ reported }: Days): boolean {
    return reported >= this.span.first && reported <= this.span.last;
  }
}

const isHistoric = ({ occurred, reported }: Days): boolean => yearOf(occurred) < yearOf(reported);
