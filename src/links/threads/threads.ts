import { addDays, format, parseISO } from 'date-fns';
import { hoursAfter } from '../../config/index.ts';
import type { Allegation } from '../dossier/allegations.ts';
import { citeCustody, citeExhibit, citeOrder } from '../dossier/citations.ts';
import type { Exhibit } from '../dossier/exhibits.ts';
import { arrestAbsent, resultAbsent } from '../dossier/forensics.ts';
import { inForce } from '../dossier/inForce.ts';
import type { CustodyRow, OrderRow } from '../dossier/repository.ts';
import type { Citation } from '../shown/citation.ts';

export const THREAD_KINDS = [
  'CUSTODY_ENDING',
  'BAIL_ENDING',
  'ORDER_ENDING',
  'HIT_WITHOUT_ARREST',
  'EXHIBIT_WITHOUT_RESULT',
] as const;

/** Something about one person that waits to be done. */
export interface Thread {
  readonly kind: (typeof THREAD_KINDS)[number];
  readonly what: string;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** What the data cannot tell. */
  readonly unknown?: string | undefined;
  readonly offenceId?: string | null | undefined;
  readonly exhibitId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly custodyId?: string | undefined;
  /** Told of what is shown alone: an offence may have thousands of exhibits and a hundred suspects. */
  readonly restsOn: () => readonly Citation[];
}

/** What is known of one person. */
export interface Casework {
  readonly allegations: readonly Allegation[];
  readonly custody: readonly CustodyRow[];
  readonly orders: readonly OrderRow[];
  readonly exhibits: readonly Exhibit[];
}

/** Days ahead within which an end is looked for. */
export const DAYS_AHEAD = 28;
/**
 * Hours of detention without charge, from arrest: 24 (Police and Criminal Evidence Act 1984, s41), at most 96 with
 * warrants of further detention (s44). The clock of the law begins at the station, which is not stated: it is later.
 */
const DETENTION_HOURS = 24;
const MOST_DETENTION_HOURS = 96;

/** Everything that waits to be done about one person. @param now wall time in London, `yyyy-MM-ddTHH:mm:ss` */
export function threadsOf(of: Casework, now: string): readonly Thread[] {
  return [
    ...of.custody.flatMap((row) => custodyThreads(row, now)),
    ...of.orders.flatMap((row) => orderThreads(row, now.slice(0, 10))),
    ...of.exhibits.flatMap((row) => exhibitThreads(of, row)),
  ];
}

/** The last day of those ahead. */
export const lastDay = (today: string, days: number): string =>
  format(addDays(parseISO(today), days), 'yyyy-MM-dd');

function custodyThreads(row: CustodyRow, now: string): readonly Thread[] {
  const { custodyId, arrestedAt, releasedAt, offenceIds } = row;
  const base = {
    ...{ kind: 'CUSTODY_ENDING' as const, custodyId, restsOn: () => citeCustody(row) },
    ...{ since: arrestedAt ?? undefined, offenceId: offenceIds[0] },
  };
  if (arrestedAt !== null && arrestedAt > now) return [];
  if (releasedAt !== null) {
    if (releasedAt <= now || releasedAt.slice(0, 10) > lastDay(now.slice(0, 10), DAYS_AHEAD)) return [];
    return [{ ...base, what: 'Custody ends.', until: releasedAt }];
  }
  if (arrestedAt === null)
    return [
      { ...base, what: 'Custody without a release.', unknown: 'Neither arrest nor release has a day.' },
    ];
  if (hoursAfter(arrestedAt, MOST_DETENTION_HOURS) < now)
    return [
      {
        ...{ ...base, what: 'Custody without a release.' },
        unknown: `No release is stated, and detention without charge is over after ${MOST_DETENTION_HOURS} hours: whether the person was charged, remanded or released is unknown.`,
      },
    ];
  return [
    {
      ...{ ...base, what: 'Detention without charge ends.', until: hoursAfter(arrestedAt, DETENTION_HOURS) },
      unknown: `No release is stated. The end is ${DETENTION_HOURS} hours after the arrest (PACE 1984 s41); whether there was a charge or an extension is unknown.`,
    },
  ];
}

function orderThreads(row: OrderRow, today: string): readonly Thread[] {
  const { orderId, kind, from, to } = row;
  const bail = kind === 'BAIL';
  const base = {
    ...{ kind: bail ? ('BAIL_ENDING' as const) : ('ORDER_ENDING' as const), orderId },
    ...{ since: from ?? undefined, restsOn: () => citeOrder(row) },
  };
  if (to === null) {
    // Orders for life are no loose end; bail without an end is.
    if (!bail || inForce(row, today) === false) return [];
    return [{ ...base, what: 'Bail.', unknown: 'No end is stated.' }];
  }
  if (inForce(row, today) !== true || to > lastDay(today, DAYS_AHEAD)) return [];
  return [{ ...base, what: bail ? 'Bail ends.' : `${kind ?? 'An order'} ends.`, until: to }];
}

function exhibitThreads({ allegations, custody }: Casework, row: Exhibit): readonly Thread[] {
  const { exhibitId, offenceId, submittedOn, resultOn } = row;
  const restsOn = () => [citeExhibit(row)];
  const threads: Thread[] = [];
  const arrest = arrestAbsent(row, allegations, custody);
  if (arrest !== undefined)
    threads.push({
      kind: 'HIT_WITHOUT_ARREST',
      since: resultOn ?? undefined,
      exhibitId,
      offenceId,
      restsOn,
      what: 'A forensic match without an arrest after it.',
      unknown:
        arrest === 'UNKNOWN' ? 'There is custody; the days do not tell whether it came after.' : undefined,
    });
  const result = resultAbsent(row, allegations);
  if (result !== undefined)
    threads.push({
      kind: 'EXHIBIT_WITHOUT_RESULT',
      since: submittedOn ?? undefined,
      exhibitId,
      offenceId,
      restsOn,
      what: 'An exhibit without a result.',
      unknown:
        result === 'UNKNOWN' ? 'Whether it was examined, and with what result, is not stated.' : undefined,
    });
  return threads;
}
