import { endOfMonth, format, parseISO } from 'date-fns';
import type { Adoption, findStates } from './repository.ts';

/** What is known of somebody on a list, beside the harm. */
export interface EntryState {
  readonly status: string | undefined;
  /** On the last day of the window; undefined where birth is unknown or not precise enough to tell. */
  readonly under18: boolean | undefined;
  readonly ordersInForce: Row['orders'];
  readonly managedElsewhere: boolean;
}
type Row = Awaited<ReturnType<typeof findStates>>[number];

/** What somebody asks of people's state; what is left out asks nothing. */
export interface StateFilter {
  readonly statuses?: readonly string[] | null;
  readonly under18?: boolean | null;
  readonly withOrders?: boolean | null;
  readonly managedElsewhere?: boolean | null;
}

/** The state of a person; managed elsewhere means adopted under another programme, or bound by MAPPA. */
export function entryState(
  row: Row,
  adoptions: readonly Adoption[],
  programme: string,
  asOf: string | undefined,
): EntryState {
  const mappa = row.orders.some(({ kind }) => (kind ?? '').toUpperCase().includes('MAPPA'));
  const elsewhere = adoptions.some((found) => found.programme !== programme && found.status === 'ADOPTED');
  return {
    status: row.status ?? undefined,
    under18: under18(row.bornOn ?? undefined, asOf),
    ordersInForce: row.orders,
    managedElsewhere: mappa || elsewhere,
  };
}

/** Whether somebody born then is under 18 on a day; undefined where the part of the date that is known cannot tell. */
export function under18(bornOn: string | undefined, on: string | undefined): boolean | undefined {
  if (bornOn === undefined || on === undefined) return undefined;
  // Born after this day: under 18. Days compare as text.
  const limit = `${String(Number(on.slice(0, 4)) - 18).padStart(4, '0')}${on.slice(4)}`;
  const first = `${bornOn}${'0000-01-01'.slice(bornOn.length)}`;
  const last =
    bornOn.length === 7
      ? format(endOfMonth(parseISO(bornOn)), 'yyyy-MM-dd')
      : `${bornOn}${'0000-12-31'.slice(bornOn.length)}`;
  if (first > limit) return true;
  return last <= limit ? false : undefined;
}

/** What a filter may ask. */
export const QUESTIONS = ['STATUS', 'UNDER_18', 'ORDERS', 'MANAGED_ELSEWHERE'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Whether a state fits each thing that a filter asks; undefined where that is not known. */
export function answersTo(
  state: EntryState,
  filter: StateFilter,
): Readonly<Record<Question, boolean | undefined>> {
  const asks = <T>(wanted: T | null | undefined, known: boolean | undefined) =>
    (wanted ?? null) === null ? true : known;
  return {
    STATUS: asks(
      filter.statuses,
      state.status === undefined ? undefined : filter.statuses?.includes(state.status),
    ),
    UNDER_18: asks(
      filter.under18,
      state.under18 === undefined ? undefined : state.under18 === filter.under18,
    ),
    ORDERS: asks(filter.withOrders, state.ordersInForce.length > 0 === filter.withOrders),
    MANAGED_ELSEWHERE: asks(filter.managedElsewhere, state.managedElsewhere === filter.managedElsewhere),
  };
}

/** Whether a state fits all that a filter asks; undefined where that is not known. */
export function fits(state: EntryState, filter: StateFilter): boolean | undefined {
  const answers = Object.values(answersTo(state, filter));
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** How many states each question of a filter leaves out, and how many of them since it is not known whether they fit. */
export function leftOutBy(states: readonly EntryState[], filter: StateFilter) {
  const answers = states.map((state) => answersTo(state, filter));
  return QUESTIONS.map((question) => ({
    question,
    notFitting: answers.filter((answer) => answer[question] === false).length,
    unknown: answers.filter((answer) => answer[question] === undefined).length,
  })).filter(({ notFitting, unknown }) => notFitting + unknown > 0);
}
