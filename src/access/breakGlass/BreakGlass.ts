import type { Row } from '../../graph/index.ts';
import type { Principal } from '../Caller.ts';
import { dominates, parseMarking } from '../markings/marking.ts';
import { clearanceOf } from '../markings/visibleMarkings.ts';

/** A request to see one marking beyond the clearance, and what became of it. */
export type BreakGlass = Row<'access/find-break-glass'>;

export type BreakGlassState = 'WAITING' | 'ACTIVE' | 'DECLINED' | 'ENDED' | 'EXPIRED' | 'LAPSED';

/** What a request is at this moment: time ends what nobody ends. */
export function stateOf({ status, endsAt }: BreakGlass, now: Date): BreakGlassState {
  const over = new Date(endsAt).getTime() <= now.getTime();
  if (status === 'WAITING') return over ? 'LAPSED' : 'WAITING';
  if (status === 'APPROVED') return over ? 'EXPIRED' : 'ACTIVE';
  return status === 'DECLINED' ? 'DECLINED' : 'ENDED';
}

/** Whether somebody's own clearance reaches a marking; break-glass of his own does not count. */
export function cleared(person: Pick<Principal, 'clearance' | 'compartments'>, marking: string): boolean {
  const parsed = parseMarking(marking);
  return parsed !== undefined && dominates(clearanceOf(person), parsed);
}

/** One key for the ways in which a subject may be written, so that nobody is his own second person. */
export const subjectKey = (subject: string): string =>
  subject.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
