import { format, parseISO, subMonths } from 'date-fns';
import type { Citation } from '../shown/citation.ts';
import { ADDRESS_RULE, addressGap } from './addressGap.ts';
import type { Allegation } from './allegations.ts';
import { citeAllegation, citeExhibit, citeHome } from './citations.ts';
import type { Exhibit } from './exhibits.ts';
import { type Absence, ARREST_RULE, arrestAbsent, RESULT_RULE, resultAbsent } from './forensics.ts';
import type { CustodyRow, HomeRow, IdentifierRow } from './repository.ts';

export const GAP_KINDS = [
  'NO_ADDRESS',
  'NO_IDENTIFIER',
  'NO_BIRTH_DATE',
  'HIT_WITHOUT_ARREST',
  'EXHIBIT_WITHOUT_RESULT',
  'VICTIM_WITHDREW',
] as const;

/** One thing that one would expect of a nominal and that is not there, as far as the reader may see. */
export interface Gap {
  readonly kind: (typeof GAP_KINDS)[number];
  readonly state: Absence;
  /** What is expected, in words. */
  readonly rule: string;
  /** What was found instead. */
  readonly detail: string;
  readonly since?: string | undefined;
  readonly offenceId?: string | null | undefined;
  readonly exhibitId?: string | undefined;
  readonly restsOn: readonly Citation[];
}

/** What is known of one person. */
export interface Known {
  readonly personId: string;
  readonly bornOn: string | null | undefined;
  readonly allegations: readonly Allegation[];
  readonly homes: readonly HomeRow[];
  readonly identifiers: readonly IdentifierRow[];
  readonly custody: readonly CustodyRow[];
  readonly exhibits: readonly Exhibit[];
}

/** Outcomes such as VICTIM_WITHDREW, or "victim does not support further action" (outcomes 14 and 16 of the Home Office). */
const WITHDREW = /withdr[ae]w|not support/i;
const FURTHER = ['CHARGED', 'CONVICTED', 'ACQUITTED', 'ELIMINATED'];

/**
 * What one would expect of a nominal and is not there. Nothing here knows of roles as a victim: they change no gap.
 * @param today `yyyy-MM-dd` in London
 */
export function gapsOf(known: Known, today: string): readonly Gap[] {
  const yearAgo = format(subMonths(parseISO(today), 12), 'yyyy-MM-dd');
  const gaps = [
    ...addressGaps(known, { today, yearAgo }),
    ...plainGaps(known),
    ...known.exhibits.flatMap((exhibit) => exhibitGaps(known, exhibit)),
    ...known.allegations.flatMap(withdrawnGaps),
  ];
  const place = ({ kind }: Gap) => GAP_KINDS.indexOf(kind);
  // The longest open first; what has no day last.
  const day = ({ since = '9999' }: Gap) => since;
  return gaps.sort((a, b) => place(a) - place(b) || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

function addressGaps(
  { homes }: Known,
  days: { readonly today: string; readonly yearAgo: string },
): readonly Gap[] {
  const gap = addressGap(homes, days);
  if (gap === undefined) return [];
  const { homes: cited, ...rest } = gap;
  return [{ ...rest, kind: 'NO_ADDRESS', rule: ADDRESS_RULE, restsOn: cited.map(citeHome) }];
}

function plainGaps({ identifiers, bornOn }: Known): readonly Gap[] {
  const gaps: Gap[] = [];
  if (identifiers.length === 0)
    gaps.push({
      ...{ kind: 'NO_IDENTIFIER', state: 'MISSING', restsOn: [] },
      rule: 'A nominal is known by a telephone, vehicle, account or another identifier.',
      detail: 'None is recorded.',
    });
  if ((bornOn ?? null) === null)
    gaps.push({
      ...{ kind: 'NO_BIRTH_DATE', state: 'MISSING', restsOn: [] },
      rule: 'The birth date of a nominal is known, if only its year: without it nobody can tell whether they are under 18.',
      detail: 'None is recorded.',
    });
  return gaps;
}

function exhibitGaps({ allegations, custody }: Known, exhibit: Exhibit): readonly Gap[] {
  const { exhibitId, offenceId, resultOn, submittedOn } = exhibit;
  const base = { exhibitId, offenceId, restsOn: [citeExhibit(exhibit)] };
  const gaps: Gap[] = [];
  const arrest = arrestAbsent(exhibit, allegations, custody);
  if (arrest !== undefined)
    gaps.push({
      ...{
        ...base,
        kind: 'HIT_WITHOUT_ARREST',
        state: arrest,
        rule: ARREST_RULE,
        since: resultOn ?? undefined,
      },
      detail:
        arrest === 'MISSING'
          ? 'It was matched, and no arrest after it is recorded.'
          : 'It was matched; there is custody, and the days do not tell whether it came after.',
    });
  const result = resultAbsent(exhibit, allegations);
  if (result !== undefined)
    gaps.push({
      ...{ ...base, kind: 'EXHIBIT_WITHOUT_RESULT', state: result, rule: RESULT_RULE },
      since: submittedOn ?? undefined,
      detail:
        result === 'MISSING'
          ? 'No result is recorded.'
          : 'Whether it was examined, and with what result, is not stated.',
    });
  return gaps;
}

function withdrawnGaps(allegation: Allegation): readonly Gap[] {
  const { offenceId, outcome, status, reportedOn } = allegation;
  if (!WITHDREW.test(outcome ?? '') || FURTHER.includes(status ?? '')) return [];
  return [
    {
      ...{ kind: 'VICTIM_WITHDREW', state: 'UNKNOWN', offenceId, since: reportedOn },
      rule: 'Where a victim withdrew or does not support the case, and it did not go on without them, they are visited again.',
      detail:
        'The outcome says so. No file of a bundle states visits to victims, so whether there was one is unknown.',
      restsOn: citeAllegation(allegation),
    },
  ];
}
