import { lastDay, THREAD_KINDS, type Thread } from './threads.ts';

/** Days within which what ends comes first. */
const DAYS_AT_ONCE = 7;

export const URGENCY_RULE =
  '1: ends within 7 days, the soonest first, and before it what should have ended. 2: a forensic match without an arrest, the oldest first. 3: ends within 28 days, the soonest first. 4: an exhibit without a result, the oldest first. 5: the data cannot tell. What has no day stands last in its class; then by rank in the table.';

export interface Listed {
  readonly rank: number;
  readonly personId: string;
  readonly thread: Thread;
}

/** 1 to 5, as the rule says. */
export function urgencyOf({ kind, until, unknown }: Thread, today: string): number {
  if (until !== undefined) return until.slice(0, 10) <= lastDay(today, DAYS_AT_ONCE) ? 1 : 3;
  if (unknown !== undefined) return 5;
  return kind === 'HIT_WITHOUT_ARREST' ? 2 : 4;
}

/** Threads by urgency, as the rule says. */
export function byUrgency(
  threads: readonly Listed[],
  today: string,
): readonly (Listed & { readonly urgency: number })[] {
  const day = ({ until, since }: Thread) => until ?? since ?? '9999';
  const thing = ({ custodyId, orderId, exhibitId }: Thread) => custodyId ?? orderId ?? exhibitId ?? '';
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const place = ({ kind }: Thread) => THREAD_KINDS.indexOf(kind);
  return threads
    .map((one) => ({ ...one, urgency: urgencyOf(one.thread, today) }))
    .sort(
      (a, b) =>
        a.urgency - b.urgency ||
        text(day(a.thread), day(b.thread)) ||
        a.rank - b.rank ||
        place(a.thread) - place(b.thread) ||
        text(thing(a.thread), thing(b.thread)),
    );
}

/** Threads beyond those wanted that are held before they are sorted: a sort for each person takes a second for a thousand. */
const AT_ONCE = 2_000;

/** Gathers threads without holding many more than are wanted. @param first how many are wanted */
export function mostUrgent(first: number, today: string) {
  let held: Listed[] = [];
  const taken = () => byUrgency(held, today).slice(0, first);
  return {
    add: (listed: Listed): void => {
      held.push(listed);
      if (held.length >= first + AT_ONCE) held = taken();
    },
    /** The first of all that were added, by urgency. */
    taken,
  };
}
