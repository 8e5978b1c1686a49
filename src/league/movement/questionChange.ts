import { addDays, differenceInCalendarDays, formatISO, parseISO } from 'date-fns';
import { compareCodePoints } from '../../collections/compareCodePoints.ts';
import type { Programme } from '../programmes/programmes.ts';
import type { RunAllegation, RunRecord } from '../runs/RunRecord.ts';

type Question = Pick<RunRecord, 'programme' | 'allTime' | 'from' | 'to'>;

/**
 * First day of the window that the first run's question would have had at the second run's last day; undefined where
 * it looks back without end.
 */
function windowStart(asked: Question, at: Question): string | undefined {
  if (asked.allTime || asked.from === undefined || asked.to === undefined || at.to === undefined)
    return undefined;
  const days = differenceInCalendarDays(parseISO(asked.to), parseISO(asked.from));
  return formatISO(addDays(parseISO(at.to), -days), { representation: 'date' });
}

/** Whether a run's window holds a day; one that looks at all time holds undated offences too. */
export function inWindow({ allTime, from, to }: Question, on: string | undefined): boolean {
  if (on === undefined) return allTime;
  return (allTime || from === undefined || on >= from) && (to === undefined || on <= to);
}

/** Whether a day lies outside the second run's window only since the length asked for is another. */
export function otherLength(counted: Question, missed: Question, on: string | undefined): boolean {
  if (on === undefined) return counted.allTime;
  if (missed.to !== undefined && on > missed.to) return false;
  const start = windowStart(counted, missed);
  return start === undefined || on >= start;
}

/** Whether the codes of a programme hold a type. */
export function inTypes({ types }: Programme, typeCode: string | undefined): boolean {
  return (types ?? null) === null || (typeCode !== undefined && (types ?? []).includes(typeCode));
}

const CHOICES = [
  'modusOperandi',
  'boroughs',
  'victimSexes',
  'suspectSexes',
  'relationships',
  'foundBy',
] as const;

/** Whether a programme leaves out the type that an offence counted with, and the other does not: runs tell the type. */
export const leavesOutType = (programme: Programme, counted: Programme, { typeCode }: RunAllegation) =>
  !inTypes(programme, typeCode) && inTypes(counted, typeCode);

/**
 * Whether a programme that left an allegation out asks for something else than a type that the other did not ask for:
 * runs do not tell whether that is what left it out.
 */
export function asksMore(programme: Programme, counted: Programme): boolean {
  const choosesMore = CHOICES.some((field) => {
    const [asked, other] = [programme[field] ?? undefined, counted[field] ?? undefined];
    if (asked === undefined) return false;
    return other === undefined || other.some((value) => !asked.includes(value));
  });
  return (
    choosesMore ||
    programme.marking !== counted.marking ||
    (programme.historic === false && counted.historic !== false) ||
    (programme.victimAgeFrom ?? 0) > (counted.victimAgeFrom ?? 0) ||
    (programme.victimAgeTo ?? Number.POSITIVE_INFINITY) < (counted.victimAgeTo ?? Number.POSITIVE_INFINITY) ||
    asksForAge(programme) > asksForAge(counted) ||
    (programme.minOffences ?? 0) > (counted.minOffences ?? 0) ||
    (programme.minVictims ?? 0) > (counted.minVictims ?? 0)
  );
}

/** An unknown age matches no bound, even one that holds everybody. */
const asksForAge = ({ victimAgeFrom, victimAgeTo }: Programme) =>
  Number((victimAgeFrom ?? victimAgeTo ?? null) !== null);

/** Whether a programme leaves out people of few offences or victims. */
export const hasMinimum = ({ minOffences, minVictims }: Programme) =>
  (minOffences ?? 0) > 1 || (minVictims ?? 0) > 0;

export const sortedIds = (ids: Iterable<string>) => [...ids].sort(compareCodePoints);
