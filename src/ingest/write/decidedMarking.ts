import { joinMarkings } from '../../access/index.ts';
import type { Facts } from './mergeFacts.ts';

/**
 * What a person's decision makes of the marking that sources state. It stands against the statement that it was made
 * over, in either direction; any other statement can only raise it, so that no import undoes it in silence.
 * - `markingSet`: what the person set; `markingOver`: what sources stated then; `markingStated`: what they state now.
 * @param stored properties as read from the store, with or without a decision
 * @param stated properties as sources state them now
 */
export function decidedMarking(stored: Facts, stated: Facts): Facts {
  const { markingSet, markingOver } = stored;
  if (typeof markingSet !== 'string') return stated;
  const markingStated = String(stated.marking);
  const marking = markingStated === markingOver ? markingSet : joinMarkings(markingSet, markingStated);
  return { ...stated, marking, markingSet, markingOver, markingStated };
}

/** Properties with a person's decision on their marking. */
export function decideMarking(stored: Facts, marking: string): Facts {
  const over = stored.markingStated ?? stored.rowMarking ?? stored.marking;
  return { ...stored, marking, markingSet: marking, markingOver: over, markingStated: over };
}
